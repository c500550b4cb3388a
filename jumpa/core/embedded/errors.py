class DatabaseUnavailable(Exception):
    """No database can be had; the message is one sentence that says why and what to do."""
