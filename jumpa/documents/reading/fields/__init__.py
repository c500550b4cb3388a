"""One file per field that a letter may hold; the contract is in ``reading/field.py``."""
