"""The address that students get: the same page at the same place, not presented, as a code to be photographed."""

import ipaddress
from urllib.parse import urlsplit

import segno

from ui.common.arrival import PRESENTED
from ui.components.presenter import AddressCode

LOCAL = "This address is only for this computer: students cannot reach it. Start the app on a server that they reach."
TOO_LONG = "This address is too long for a code. Fewer numbers make it shorter."
NO_ADDRESS = "The browser does not tell the address of this page."


def address_code(shown: str) -> AddressCode:
    """The code of a presented page's address, as the browser shows it: only it knows what proxies make of it."""
    host = _host(shown)
    if not host:
        return AddressCode("", "", NO_ADDRESS)
    address = student_address(shown)
    try:
        code = segno.make_qr(address, error="l")  # boosted where that takes no room
    except segno.DataOverflowError:
        return AddressCode("", address, TOO_LONG)
    picture = code.svg_inline(omitsize=True, title="QR code of the address below", svgclass=None, lineclass=None)
    return AddressCode(picture, address, LOCAL if is_local(host) else "")


def _host(shown: str) -> str:
    try:
        parts = urlsplit(shown)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def student_address(shown: str) -> str:
    """An address without the wish to present it; all else is left as it is spelled."""
    parts = urlsplit(shown)
    kept = [choice for choice in parts.query.split("&") if choice.partition("=")[0] != PRESENTED]
    return parts._replace(query="&".join(kept), fragment="").geturl()


def is_local(host: str) -> bool:
    """Whether an address with this host leads everybody to their own computer."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
