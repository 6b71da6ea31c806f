"""The caller's voice when a language model may lend one: endpoint → client → what it said, or why it said nothing.

The machine decides what happens in a call; a model only puts the caller's next line into words. It is off until an
endpoint is set, and whatever it does wrong ends in a fault of our own, after which the scripted line is shown.
"""
