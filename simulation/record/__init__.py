"""Records: what a run leaves on disk, its receipt, and its replay."""
