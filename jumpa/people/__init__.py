"""Who may act: persons, agencies, offices, appointments and stand-ins.

In: facts of the office kept by its administrator. Out: an ``Actor`` for a person and an office
at a moment, or nothing.
"""
