"""Pages of a request: list, form, page, withdrawal and another time."""
