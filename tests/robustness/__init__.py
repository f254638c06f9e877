"""Files that nobody wrote, or wrote wrong: refused with a diagnostic, in bounded time and memory."""
