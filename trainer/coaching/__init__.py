"""What a call can teach: what each reply changed, what was missed, hints, drills, a path, progress."""
