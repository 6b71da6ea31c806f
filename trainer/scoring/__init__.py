"""Transcript and rubric to scorecard."""
