"""Calls played without a person, to prove that a scenario can be played, cannot get stuck and rewards good practice."""
