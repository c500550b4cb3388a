"""The kinds of SOP step, where the engine meets the capabilities.

In: a task and what the official decided. Out: reservations, papers and results changed accordingly,
and the outcome by which the run goes on. One kind is one file in ``kinds/``.
"""
