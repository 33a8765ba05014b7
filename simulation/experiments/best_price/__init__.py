"""The best price of each alternative."""
