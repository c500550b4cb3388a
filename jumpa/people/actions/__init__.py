"""What changes persons, agencies, offices and appointments: one file per kind of record."""
