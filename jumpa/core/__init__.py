"""What every slice stands on.

In: nothing. Out: the registry, events, the audit trail, the working-time calendar,
the errors an action may raise, opaque ids and the embedded database.
"""
