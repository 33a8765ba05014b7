"""The market: the state of its customers, the order of a month, keyed luck, and who talks to whom."""
