"""The model against the published record: published patterns, exact checks, null models, calibration."""
