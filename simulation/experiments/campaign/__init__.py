"""Campaigns: many runs, each on disk as soon as it is finished, on one machine or on many."""
