"""A client of the running system that takes one request through all nine steps.

It knows an address and the sample accounts, and sees only what the pages show: it signs in, follows
links, fills in the forms that it finds, and downloads the papers. ``make rehearse`` runs it.
"""
