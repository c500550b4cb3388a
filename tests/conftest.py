"""The named people live here: see ``cast``."""
