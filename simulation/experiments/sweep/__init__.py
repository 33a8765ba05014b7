"""Sweeps: a grid of values, or a sample of plausible ones."""
