"""Themes: their tokens, the finished ones, and the gallery."""
