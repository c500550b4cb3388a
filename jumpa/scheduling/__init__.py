"""What can be booked and when: resources, reservations that cannot overlap, alternatives.

In: an opaque owner, what an event needs, and a time. Out: an allocation of all of it, held or
confirmed, or a ``Conflict`` that says what is short, who has it, and what else is free.
"""
