"""What the listener has learned from labelled replies, and how it learns."""
