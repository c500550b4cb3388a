"""The request: form, draft, submission, withdrawal.

In: what the agency asks for and its letter. Out: a ``ServiceRequest`` with its run, its held room
and its papers.
"""
