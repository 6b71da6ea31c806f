"""How well replies are heard, measured on replies whose author the listener has not learned from."""
