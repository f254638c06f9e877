"""The preview: a local page that shows the editions of a brief while it is being written.

`watching` tells what was saved; `making` reads, checks and writes, from what it remembers of the time before;
`galley` typesets and draws pages in processes that `galleys` keeps; `stage` holds what is shown: the last
good pages and what is wrong since; `server` puts it on a page (`assets/`) on this machine and nowhere else.
"""

from __future__ import annotations
