"""Nothing is made twice, and nothing that stands is ever damaged."""
