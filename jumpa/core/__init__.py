"""What every slice stands on.

In: nothing. Out: the errors an action may raise, events, the audit trail, the registry, opaque ids,
working time, the office's wording, records that the administrator keeps, the private database and
``manage.py serve``.
"""
