"""The space of parameters: ranges of plausible values, grids and samples in it."""
