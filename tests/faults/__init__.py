"""Faults planted by rule into every place of the real brief."""
