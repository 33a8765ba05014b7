"""Twins looked at closely: who was saved, what chance alone does, and how many runs are enough."""
