"""A language model behind an address: settings → client → what it said, or why it said nothing.

It is off until an endpoint is set, and whatever it does wrong ends in a fault of our own.
"""
