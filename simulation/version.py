"""The version of the distribution and that of the schema, in one place."""

__version__ = "0.1.0"

SCHEMA_VERSION = 2
"""Raised when the same scenario would mean another market: when a default, a unit or a meaning changes, or a
parameter goes. A new parameter whose default changes nothing does not raise it. Receipts note it."""
