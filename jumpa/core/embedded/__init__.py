"""The private PostgreSQL that runs when no ``DATABASE_URL`` is given.

In: the project's ``var`` folder. Out: a server that answers on a socket only this user can reach.
"""

from jumpa.core.embedded.errors import DatabaseUnavailable
from jumpa.core.embedded.lifetime import ensure_started, running
from jumpa.core.embedded.server import Server
from jumpa.core.embedded.settings import connection, local_secret

__all__ = [
    "DatabaseUnavailable",
    "Server",
    "connection",
    "ensure_started",
    "local_secret",
    "running",
]
