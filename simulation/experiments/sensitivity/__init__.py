"""Sensitivity: which parameters a result depends on."""
