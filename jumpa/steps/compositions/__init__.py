"""One file per letter that an office makes by hand for a request."""
