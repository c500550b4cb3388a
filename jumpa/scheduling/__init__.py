"""What can be booked and when: resources, reservations that cannot overlap, alternatives.

In: an opaque owner, resources and a time. Out: reservations that are held or confirmed,
or a ``Conflict`` that says who holds the time and what else is free.
"""
