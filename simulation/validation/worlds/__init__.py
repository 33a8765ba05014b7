"""Plausible worlds: what holds, and what pays, when no uncertain number is taken for known."""
