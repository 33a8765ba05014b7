"""The loophole test: a class of forty students is an optimiser, and this one plays it.

What was fixed before the first run, and is not to be changed for the sake of a result:

* Markets: all that are shipped, with at most 400 customers; the firm is the first of each, the one that the
  alternatives are about.
* Score: the firm's value (net present value and what the customers held at the end still bring).
* Strategies: every lever of a firm within its plausible range, on a logarithmic scale where the range spans
  a factor of five or more. Beyond it: a reward of up to 90 %, a threshold of up to 1,000 purchases, a second
  price for good (0.7 to 2 times the first) from a month between 49 and 60, or of the last quarter of a
  shorter horizon, and a programme that runs in so many of every six months, beginning in any of them. Left
  out are the levers of a policy: they are rules for changing level and price, which a strategy does itself.
* Search: 60 strategies a market on 4 seeds of luck. A quarter are drawn from everywhere, a quarter are the
  grid's best with every fifth lever drawn again, and half are children, in three rounds, of the best six so
  far and the grid's best: each lever of either parent, every tenth drawn again, every third number moved a
  little. The best three are played on 12 other seeds; the best of them there counts.
* The grid against which it is judged: level 0 to 3, price .8, .9, 1, 1.1, 1.2 and 1.3 of the usual one, the
  five levels of contact, and from six months before the end the same price or 1.25 times as much. All cells
  are played on the first seed, the best fifth of them on all four, and the best one on the 12 others.
* Limit: the search gains at most 25 % of the grid's best.

The whole search takes about five minutes a market: ``python -m tests.loopholes [MARKET ...]`` says what it
finds, and ends with 1 if the limit is passed. The suite plays three markets on a small scale: 24 strategies,
2 seeds, 6 others, the two best strategies, and a grid without contact levels and with prices .9, 1, 1.1 and
1.2. A smaller grid makes the test stricter.
"""
