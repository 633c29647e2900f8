"""Checking: hand work against the analysis, claim by claim."""
