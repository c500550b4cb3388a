"""Letters in and papers out.

In: frozen facts from the slices above, uploaded files. Out: numbered papers as tagged PDF,
stored files that only those may read who may see their owner.
"""
