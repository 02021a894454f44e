"""The server: where it listens, and how it runs beside exercise control on one event loop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from simulator.problems import SimulatorError
from tui.tabletop.web.network import addresses
from tui.words import say

LOOPBACK = "127.0.0.1"
PORT = 8765

CONNECTIONS = 1_000
"""Connections at once: four for each of 200 phones, and room for those that come back."""

GOODBYE = 1
"""Seconds that open streams get when the host ends. They are all cut; browsers come back by themselves."""


class CannotListen(SimulatorError):
    """The address or the port cannot be had; the sentence says why and what to do."""


@dataclass(frozen=True)
class Certificate:
    """Files in PEM: a certificate and its private key."""

    certificate: Path
    key: Path


class Server(uvicorn.Server):
    """A server that leaves signals to whoever runs the loop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave them alone: exercise control has the terminal, and it decides what Ctrl-C does."""
        yield


def server(app: ASGIApp, certificate: Certificate | None = None) -> Server:
    """A server for these pages, not listening yet."""
    config = uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # nobody else may say where a request came from
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=GOODBYE,
        ssl_certfile=certificate.certificate if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
    )
    logging.getLogger("uvicorn.error").addFilter(_worth_telling)
    return Server(config)


def _worth_telling(record: logging.LogRecord) -> bool:
    """Streams that are cut when the host leaves are no mistake, and a request that is none is nobody's news."""
    cut = record.exc_info is not None and isinstance(record.exc_info[1], asyncio.CancelledError)
    return record.levelno >= logging.ERROR and not cut and "graceful shutdown" not in str(record.msg)


def listening(address: str, port: int) -> socket.socket:
    """A socket on which the server listens. Raises CannotListen."""
    family = socket.AF_INET6 if ip_address(address).version == 6 else socket.AF_INET
    # With the protocol named, asyncio sends small packets at once; otherwise each answer waits 40 ms for the next.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((address, port))
    except OSError as error:
        found.close()
        raise _explained(error, address, port) from error
    return found


def names_of(address: str, more: Sequence[str] = ()) -> list[str]:
    """The Host headers that are answered: the address, this laptop's own, and those that were given."""
    everywhere = ip_address(address).is_unspecified
    found = [*(addresses() if everywhere else [address]), LOOPBACK, "localhost", "[::1]", *more]
    return [f"[{name}]" if ":" in name and not name.startswith("[") else name for name in dict.fromkeys(found)]


def _explained(error: OSError, address: str, port: int) -> CannotListen:
    if error.errno == errno.EADDRNOTAVAIL:
        return CannotListen(say("tabletop.serving.no-such-address", address=address, addresses=", ".join(addresses())))
    if error.errno == errno.EACCES:
        return CannotListen(say("tabletop.serving.not-allowed", port=port))
    return CannotListen(say("tabletop.serving.port-in-use", port=port, address=address, next=port + 1))
