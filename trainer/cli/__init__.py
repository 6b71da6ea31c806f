"""python -m trainer: the commands."""
