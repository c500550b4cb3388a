"""One file per letter, each with a template of the same name in ``typst/``."""
