"""The connection test: checklist and verdict.

In: an opaque owner, what was tried and how it went. Out: a ``LineCheck`` with its verdict.
"""
