"""From where a request comes."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def caller_address(request: HttpRequest) -> str:
    """The caller's network address: an IPv4 address, or the /64 network of an IPv6 one.

    ``X-Forwarded-For`` is written by whoever sends the request, so only what our own proxies added
    at its end is read: of ``PROXIES`` proxies, the entry that the outermost of them wrote. With 0,
    or fewer entries than proxies, the peer of the connection counts.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if settings.PROXIES:
        told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(told) >= settings.PROXIES:
            return _network(told[-settings.PROXIES]) or _network(peer)
    return _network(peer)


def _network(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ip_network(f"{address.packed.hex(':', 2)}/64", strict=False))
    return str(address)
