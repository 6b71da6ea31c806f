"""The caller's voice when a language model may lend one: the scripted line → what is asked → guard → the line as said.

The machine decides what happens in a call; a model only puts the caller's next line into words, and whatever it does
wrong ends in the scripted line.
"""
