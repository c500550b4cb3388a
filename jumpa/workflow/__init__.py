"""The SOP that is read is the SOP that runs.

In: SOP files, outcomes of tasks. Out: published versions, runs pinned to one version,
tasks with their deadlines in the inbox of the right office.
"""
