"""Experiments in words and tables."""
