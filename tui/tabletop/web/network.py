"""This laptop's addresses on its networks, found without asking anybody outside."""

from __future__ import annotations

import contextlib
import socket
from ipaddress import ip_address

LOOPBACK = "127.0.0.1"

ELSEWHERE = ("10.255.255.255", "192.168.255.255", "172.31.255.255")
"""Private addresses to which nothing is sent: the system only says from where it would."""


def addresses() -> list[str]:
    """IPv4 addresses of this laptop on its networks, the likeliest first; the loopback alone where there are none."""
    found: dict[str, None] = {}
    for there in ELSEWHERE:
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((there, 9))
            found[probe.getsockname()[0]] = None
    with contextlib.suppress(OSError):
        for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            found[str(info[4][0])] = None
    return [each for each in found if not ip_address(each).is_loopback] or [LOOPBACK]
