"""What mechanisms are written with: exact arithmetic, keyed draws, columns of state, views and steps."""
