"""The same steps and rules, compiled with numba for one customer at a time (``loyaltylab[fast]``)."""
