"""What changed between two versions of a brief: by record, and by the editions that show it."""

from briefgen.difference.compare import compare
from briefgen.difference.version import Version, of_files

__all__ = ["Version", "compare", "of_files"]
