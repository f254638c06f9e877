"""Keeping the fonts of the machine out of a rendering."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><cachedir>{}</cachedir></fontconfig>
"""


@contextmanager
def no_system_fonts() -> Iterator[None]:
    """Make a font configuration that is created meanwhile know no font at all.

    Fontconfig reads its environment when a configuration is made, and only then, so that the
    variable can be put back at once: other programs started from this process keep their fonts.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
        config = Path(folder, "fonts.conf")
        config.write_text(_CONFIG.format(folder), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(config)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before
