"""Resolving: one brief, one audience, one catalog become an edition with nothing left to decide."""

from briefgen.resolve.edition import alternates, resolve

__all__ = ["alternates", "resolve"]
