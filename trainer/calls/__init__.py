"""A call: the machine that drives the caller, the turns, the transcript."""
