"""The contract of a way of signing: a paper's PDF in, the signed PDF out."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar, Final, Literal

from django.conf import settings
from django.utils.functional import Promise

from jumpa.core.registry import Registry
from jumpa.documents.checking.verdict import SignatureVerdict

Asked = Literal["nik", "passphrase", "file"]


@dataclass(frozen=True)
class Handed:
    """What the person hands over at the moment of signing; kept nowhere.

    ``file`` is the bytes of a PDF that comes back from elsewhere.
    """

    nik: str = field(default="", repr=False)
    passphrase: str = field(default="", repr=False)
    file: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Signatory:
    """In whose name it is signed; ``office_title`` as printed, ``nip`` 18 digits or empty."""

    name: str
    office_title: str
    nip: str = ""


@dataclass(frozen=True)
class Signed:
    """The signed PDF; ``document_id`` is what a signing service calls it."""

    content: bytes
    document_id: str = ""


class SigningError(Exception):
    """The paper could not be signed.

    Args:
        message: a plain sentence in the user's language, without any secret.
        may_retry: whether the same, sent once more, may succeed.
        code: the service's own code, or one of ours, for example ``STOPS_A_SERIES``.
        is_final: whether every other paper, handed over with the same, would fail alike.
    """

    def __init__(
        self, message: str, *, may_retry: bool = False, code: str = "", is_final: bool = False
    ) -> None:
        super().__init__(message)
        self.message = message
        self.may_retry = may_retry
        self.code = code
        self.is_final = is_final


STOPS_A_SERIES: Final = "wrong_passphrase"
"""The code of a fault after which a series stops: another try could lock the account."""


class Signer(ABC):
    """One way of signing. It writes nothing down and logs nothing of what it is handed.

    ``key`` names it in the database and in ``JUMPA_SIGNERS``; ``title`` is what a person chooses
    by; ``asks`` is what the person has to hand over.
    """

    key: ClassVar[str]
    title: ClassVar[str | Promise]
    asks: ClassVar[frozenset[Asked]] = frozenset()

    def footer_for(self, verdict: SignatureVerdict | None) -> str:
        """The sentence at the foot of what it signs, in Indonesian as all papers are; or none.

        Args:
            verdict: what our check says of the signature; None before there is one. Where the
                sentence is another then, the paper is set and signed again with that.

        Raises:
            SigningError: it depends on a certificate that can't be read.
        """
        return ""

    @abstractmethod
    def sign(self, content: bytes, signatory: Signatory, handed: Handed) -> Signed:
        """``content``, a PDF, with an invisible signature added; called outside a transaction.

        Raises:
            SigningError: it can't be signed now, and why.
        """


signers: Registry[Signer] = Registry("jumpa.documents.signers")


def active_signers() -> tuple[Signer, ...]:
    """The ways that the office has switched on (``JUMPA_SIGNERS``), in that order."""
    return tuple(signers[key] for key in settings.SIGNERS if key in signers)
