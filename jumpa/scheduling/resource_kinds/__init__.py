"""One file per kind of what can be booked: its forms and what its lists say of it."""
