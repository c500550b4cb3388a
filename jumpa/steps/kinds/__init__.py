"""One file per kind of SOP step."""
