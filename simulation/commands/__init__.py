"""The commands of ``loyaltylab``, one a file: each reads options, calls one function, and prints."""
