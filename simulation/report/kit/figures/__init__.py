"""Plotly figures that say nothing of what they show: rows, columns, curves, maps."""
