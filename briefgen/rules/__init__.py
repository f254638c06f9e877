"""The catalogue of rules, by family. The first digit of a code is the family's.

BG0 syntax, BG1 schema, BG2 references, BG3 provenance, BG4 language, BG5 audience, BG6 template,
BG7 output.
"""
