"""Reading an incoming letter.

In: the bytes of a PDF. Out: proposals, each with the place where it was found, for a person to
confirm. Knows no Django: it runs in a confined child process.
"""

from jumpa.documents.reading.found import Found, Place, Reading, from_json, to_json
from jumpa.documents.reading.read import read

__all__ = ["Found", "Place", "Reading", "from_json", "read", "to_json"]
