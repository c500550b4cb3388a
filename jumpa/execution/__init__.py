"""The event itself: operators on duty, start and end, incidents, attendance, result.

In: an opaque owner and what the operator presses. Out: an ``Execution`` that the report is made of.
"""
