"""Experiments: one run, twins, many runs, and what they say together."""
