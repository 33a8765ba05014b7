"""Predictions: the questions of a lesson, answered by runs."""
