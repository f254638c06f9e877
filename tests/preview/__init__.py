"""The preview: its parts, and the whole in a real browser."""
