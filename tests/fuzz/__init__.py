"""Files as Hypothesis makes them up, and real files with random changes: nothing may fail, or take long.

    python -m tests.fuzz [N] [--seed S] [--target NAME]

tries N cases (default 100,000), shared out over all targets, and prints a table. What fails is made as small
as possible, printed and kept in out/fuzz/, and the rest is tried; a fault that was found becomes a file in
tests/fuzz/found/, which the test suite tries again. The tests try 2,000 cases, always the same ones.
"""
