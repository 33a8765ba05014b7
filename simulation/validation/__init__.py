"""The model against the published record: patterns P1 to P25, exact checks, null models, calibration."""
