"""Claims: sentences of a textbook that runs confirm, refute, or leave open."""
