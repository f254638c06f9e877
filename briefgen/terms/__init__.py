"""Terms: finding their forms in texts, and exchanging termbases with other tools.

`folding` makes texts comparable, `scope` says for whom and when a form holds, `matching` finds forms;
`tbx` and `table` read and write other formats, `merge` brings what was read into the termbase.
"""
