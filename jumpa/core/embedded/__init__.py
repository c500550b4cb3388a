"""The private PostgreSQL that runs when no ``DATABASE_URL`` is given."""

from jumpa.core.embedded.settings import connection, local_secret

__all__ = ["connection", "local_secret"]
