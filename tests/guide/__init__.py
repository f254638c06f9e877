"""The guide for designers: its reference is true, and its recipes do what they promise."""
