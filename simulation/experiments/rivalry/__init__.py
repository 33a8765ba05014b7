"""Rivalry: the game that firms play when each can answer the other."""
