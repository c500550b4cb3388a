"""All papers and files of one matter in one place: as a list, as one PDF, as a ZIP."""
