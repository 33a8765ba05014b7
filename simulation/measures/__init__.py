"""Measures: retention, switching cost, profit, loyalty types, lifetime value, each defined once."""
