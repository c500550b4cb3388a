"""A true signature's container (CMS), taken apart and put back as a forger would."""

from collections.abc import Callable

from asn1crypto import cms

from jumpa.documents.tests import pki, tampering
from jumpa.documents.tests.forgeries import signed


def _transplanted(change: Callable[[cms.ContentInfo], cms.ContentInfo]) -> bytes:
    content = signed()
    numbers = tampering._range(content)[1]
    room = numbers[2] - numbers[1] - 2
    der = bytes.fromhex(content[numbers[1] + 1 : numbers[2] - 1].decode())
    changed = change(cms.ContentInfo.load(der)).dump(force=True).hex().encode()
    assert len(changed) <= room
    return content[: numbers[1] + 1] + changed.ljust(room, b"0") + content[numbers[2] - 1 :]


def of_another_file() -> bytes:
    """A true signature of the same signer, over another letter."""
    other = pki.sign(tampering.letter())
    numbers = tampering._range(other)[1]
    der = bytes.fromhex(other[numbers[1] + 1 : numbers[2] - 1].decode())
    return _transplanted(lambda _own: cms.ContentInfo.load(der))


def without_certificate() -> bytes:
    def change(found: cms.ContentInfo) -> cms.ContentInfo:
        found["content"]["certificates"] = cms.CertificateSet([])
        return found

    return _transplanted(change)


def with_other_certificate() -> bytes:
    """The container names another person's certificate as the signer's."""

    def change(found: cms.ContentInfo) -> cms.ContentInfo:
        other = pki.second().read
        found["content"]["certificates"].append(cms.CertificateChoices("certificate", other))
        found["content"]["signer_infos"][0]["sid"] = cms.SignerIdentifier(
            "issuer_and_serial_number",
            cms.IssuerAndSerialNumber(
                {"issuer": other.issuer, "serial_number": other.serial_number}
            ),
        )
        return found

    return _transplanted(change)


def with_unknown_algorithm() -> bytes:
    def change(found: cms.ContentInfo) -> cms.ContentInfo:
        signer = found["content"]["signer_infos"][0]
        signer["signature_algorithm"] = cms.SignedDigestAlgorithm({"algorithm": "1.2.3.4.5"})
        return found

    return _transplanted(change)


def without_signed_attributes() -> bytes:
    def change(found: cms.ContentInfo) -> cms.ContentInfo:
        found["content"]["signer_infos"][0]["signed_attrs"] = cms.CMSAttributes([])
        return found

    return _transplanted(change)


def with_two_signer_infos() -> bytes:
    def change(found: cms.ContentInfo) -> cms.ContentInfo:
        infos = found["content"]["signer_infos"]
        infos.append(infos[0].copy())
        return found

    return _transplanted(change)


def without_signer_infos() -> bytes:
    def change(found: cms.ContentInfo) -> cms.ContentInfo:
        found["content"]["signer_infos"] = cms.SignerInfos([])
        return found

    return _transplanted(change)
