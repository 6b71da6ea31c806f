"""Practice Line: practise peer-support calls with a scripted caller, and see what your words did."""

__version__ = "0.1.0"
