"""The textbook: one mechanism a module, as formulas for one customer that work on a block of them too."""
