"""BSrE's Esign Client Service as ``shared/domain.md`` §6 describes it, on loopback, for tests.

It signs for real, with certificates of a CA of its own, and can be told to misbehave.
"""

import base64
import io
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers

from jumpa.documents.tests import pki

USER, PASSWORD = "jumpa", "kata-sandi-layanan"
_NOT_FOUND = 404, {"error": "Not Found", "status_code": 404}


@dataclass
class Account:
    """Somebody at BSrE."""

    name: str
    passphrase: str
    status: str = "ISSUE"


@dataclass
class State:
    """What the service knows, what it was asked, and how it is to misbehave."""

    accounts: dict[str, Account] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)
    signed: int = 0
    delay: float = 0
    fault: tuple[int, bytes] | None = None
    withholds_body: bool = False


@cache
def _holder(name: str) -> pki.Holder:
    """Somebody's certificate, from the CA that stands for BSrE's."""
    return pki.make_holder(name, issuer=pki.root())


def sign(content: bytes, account: Account, properties: dict[str, Any]) -> bytes:
    """One more signature on the PDF."""
    name = f"Signature{len(PdfFileReader(io.BytesIO(content)).embedded_signatures) + 1}"
    metadata = signers.PdfSignatureMetadata(
        field_name=name,
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=properties.get("reason") or None,
        location=properties.get("location") or None,
    )
    signer = signers.PdfSigner(metadata, _holder(account.name).signer())
    output = signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)))
    return bytes(output.getvalue())


def counted(content: bytes) -> int:
    """How many signatures a PDF carries."""
    return len(PdfFileReader(io.BytesIO(content)).embedded_signatures)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_request: Any) -> None:
        """A client that has gone is no news."""


class _Handler(BaseHTTPRequestHandler):
    state: State
    protocol_version = "HTTP/1.1"

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.state.asked.append(f"{self.command} {self.path.rpartition('/')[0]}")
        time.sleep(self.state.delay)
        wanted = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") != wanted:
            return self._say(401, {"error": "Unauthorized", "status_code": 401})
        is_signing = self.path in {"/api/sign/pdf", "/api/v2/sign/pdf"}
        if self.state.fault is not None and is_signing:
            return self._send(self.state.fault[0], self.state.fault[1], "application/json")
        return self._route(body)

    def _route(self, body: bytes) -> None:
        known = {
            ("POST", "/api/sign/pdf"): self._sign_1,
            ("POST", "/api/sign/verify"): self._verify_1,
            ("POST", "/api/v2/sign/pdf"): self._sign_2,
            ("POST", "/api/v2/verify/pdf"): self._verify_2,
            ("POST", "/api/v2/user/check/status"): self._status_2,
        }
        answer = known.get((self.command, self.path))
        if answer is not None:
            return answer(body)
        start, _bar, last = self.path.rpartition("/")
        if self.command == "GET" and start == "/api/user/status":
            return self._say(200, self._status(last))
        if self.command == "GET" and start == "/api/sign/download" and last in self.state.kept:
            return self._send(200, self.state.kept[last], "application/pdf")
        return self._say(*_NOT_FOUND)

    def _status(self, nik: str) -> dict[str, Any]:
        account = self.state.accounts.get(nik)
        status = account.status if account else "NOT_REGISTERED"
        return {"status_code": 1111, "status": status, "message": f"User dengan status {status}"}

    def _status_2(self, body: bytes) -> None:
        self._say(200, self._status(json.loads(body).get("nik", "")))

    def _refusal(self, nik: str, passphrase: str) -> dict[str, Any] | None:
        account = self.state.accounts.get(nik)
        if account is None:
            return {"error": "User tidak terdaftar", "status_code": 2011}
        if account.status != "ISSUE":
            return {"error": f"Status sertifikat {account.status}", "status_code": 2021}
        if account.passphrase != passphrase:
            return {"error": f"Passphrase anda salah: {passphrase}", "status_code": 2031}
        return None

    def _sign_1(self, body: bytes) -> None:
        form = _multipart(self.headers["Content-Type"], body)
        texts = {name: part.decode() for name, part in form.items() if name != "file"}
        refusal = self._refusal(texts["nik"], texts["passphrase"])
        if texts.get("tampilan") not in {"visible", "invisible"}:
            refusal = {"error": "tampilan harus diisi", "status_code": 1004}
        if refusal:
            return self._say(400, refusal)
        content = sign(form["file"], self.state.accounts[texts["nik"]], texts)
        key = uuid4().hex
        self.state.kept[key] = content
        self.state.signed += 1
        shown = b"{}" if self.state.withholds_body else content
        return self._send(200, shown, "application/pdf", id_dokumen=key)

    def _sign_2(self, body: bytes) -> None:
        asked = json.loads(body)
        refusal = self._refusal(asked.get("nik", ""), asked.get("passphrase", ""))
        if refusal:
            return self._say(400, refusal)
        account = self.state.accounts[asked["nik"]]
        pairs = zip(asked["file"], asked["signatureProperties"], strict=True)
        files = [sign(base64.b64decode(text), account, how) for text, how in pairs]
        self.state.signed += len(files)
        return self._say(200, {"time": 321, "file": [base64.b64encode(f).decode() for f in files]})

    def _verify_1(self, body: bytes) -> None:
        form = _multipart(self.headers["Content-Type"], body)
        number = counted(form["signed_file"])
        summary = "VALID" if number else "NO_SIGNATURE"
        self._say(200, {"jumlah_signature": number, "summary": summary, "details": []})

    def _verify_2(self, body: bytes) -> None:
        number = counted(base64.b64decode(json.loads(body)["file"]))
        conclusion = "VALID" if number else "NO_SIGNATURE"
        said = {"conclusion": conclusion, "signatureCount": number, "signatureInformations": []}
        self._say(200, said)

    def _say(self, status: int, said: dict[str, Any]) -> None:
        self._send(status, json.dumps(said).encode(), "application/json")

    def _send(self, status: int, content: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def _multipart(kind: str, body: bytes) -> dict[str, bytes]:
    message = BytesParser(policy=HTTP).parsebytes(
        b"Content-Type: " + kind.encode() + b"\n\n" + body
    )
    parts: dict[str, bytes] = {}
    assert isinstance(message, EmailMessage)
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        parts[str(name)] = content
    return parts


@contextmanager
def bsre_server(**accounts: Account) -> Iterator[tuple[str, State]]:
    """The address of a running service and its state; ``accounts`` by "nik_" and the NIK."""
    state = State({name.removeprefix("nik_"): account for name, account in accounts.items()})
    handler = type("Handler", (_Handler,), {"state": state})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
