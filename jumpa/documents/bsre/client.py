"""The HTTP of both versions: one request, its faults told apart, nothing of it logged."""

import json
from collections.abc import Mapping
from typing import Any, Final

import httpx
from django.conf import settings

from jumpa.documents.bsre import words
from jumpa.documents.signer import STOPS_A_SERIES, SigningError

MOST_BYTES: Final = 64 * 1024 * 1024
"""No signed paper is bigger; what is longer is not read on."""
_BY_STATUS = {
    401: (words.NOT_LET_IN, False),
    403: (words.NOT_LET_IN, False),
    404: (words.NOT_FOUND, False),
    405: (words.NOT_FOUND, False),
    408: (words.TOO_SLOW, True),
    429: (words.TOO_MANY, True),
}


class Answer:
    """What came back with a 2xx: ``content`` is the whole body, ``headers`` as httpx has them."""

    def __init__(self, content: bytes, headers: httpx.Headers) -> None:
        self.content = content
        self.headers = headers

    def values(self) -> dict[str, Any]:
        """The body as a JSON object.

        Raises:
            SigningError: it is none.
        """
        found = _object(self.content)
        if found is None:
            raise SigningError(str(words.STRANGE))
        return found


class Service:
    """One conversation with the bridge; use it as a context manager.

    It follows no redirect and asks no proxy: what is sent goes to the address in the settings only.
    """

    def __init__(self) -> None:
        if not settings.BSRE_URL:
            raise SigningError(str(words.NO_ADDRESS), is_final=True)
        self._http = httpx.Client(
            base_url=settings.BSRE_URL.rstrip("/"),
            auth=httpx.BasicAuth(settings.BSRE_USER, settings.BSRE_PASSWORD),
            timeout=httpx.Timeout(settings.BSRE_SECONDS, connect=10),
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> "Service":
        return self

    def __exit__(self, *_fault: object) -> None:
        self._http.close()

    def call(self, method: str, path: str, **body: Any) -> Answer:
        """Send one request.

        Args:
            path: of the service, quoted.
            body: as httpx takes it: ``json``, or ``data`` and ``files``.

        Raises:
            SigningError: anything but a 2xx; the sentence has nothing of what was sent. Its cause
                is cut off: httpx keeps the request in its errors, and with it the passphrase.
        """
        try:
            with self._http.stream(method, path, **body) as response:
                content = _read(response)
        except httpx.TimeoutException:
            raise SigningError(str(words.TOO_SLOW), may_retry=True) from None
        except httpx.RequestError:
            raise SigningError(str(words.NOT_REACHED), may_retry=True) from None
        if response.is_success:
            return Answer(content, response.headers)
        raise _fault(response.status_code, _object(content) or {}) from None


def _read(response: httpx.Response) -> bytes:
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > MOST_BYTES:
            raise SigningError(str(words.STRANGE))
    return bytes(content)


def _object(content: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(content)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _fault(status: int, said: Mapping[str, Any]) -> SigningError:
    """The service's own code where it gives one, else the HTTP status, in words.

    Its free text is not repeated: nobody promises that it never echoes what was sent.
    """
    code = str(said.get("status_code", ""))
    if code in words.FAULTS:
        told = STOPS_A_SERIES if code == words.WRONG_PHRASE else code
        return SigningError(str(words.FAULTS[code]), code=told, is_final=True)
    if status in _BY_STATUS:
        text, may_retry = _BY_STATUS[status]
        return SigningError(
            str(text), may_retry=may_retry, code=str(status), is_final=not may_retry
        )
    if code.isdigit() and len(code) <= 6:
        return SigningError(str(words.UNKNOWN_FAULT) % {"code": code}, code=code)
    if status >= 500:
        return SigningError(str(words.BROKEN), may_retry=True, code=str(status))
    return SigningError(str(words.UNKNOWN_FAULT) % {"code": status}, code=str(status))
