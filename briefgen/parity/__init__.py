"""Fact parity: numbers, dates, negations, hedges and names of a text against those of its translation.

Pure functions over two strings. Each language has a table of its own; what is compared is values.
"""
