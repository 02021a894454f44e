"""A server with all its answers, on standard input and output."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from pygls.exceptions import JsonRpcException

from tui.language_server.answers import ANSWERS
from tui.language_server.renaming import CannotRename
from tui.language_server.server import DEBUG, REFUSED, Server


def made() -> Server:
    """A server that answers all that it can."""
    server = Server()
    for method, answer, options in ANSWERS:
        server.feature(method, options)(careful(partial(answer, server), server))
    return server


def careful(answer: Callable[[Any], Any], server: Server) -> Callable[[Any], Any]:
    """An answer that never breaks the connection: what is refused says why, our mistake is logged."""

    def answered(asked: Any) -> Any:
        try:
            return answer(asked)
        except CannotRename as error:
            raise JsonRpcException(str(error), REFUSED) from None
        except Exception as error:
            server.tell_failure(error)
            return None

    return answered


def serve() -> None:
    """Answer until the editor goes."""
    if not os.environ.get(DEBUG):
        logger = logging.getLogger("pygls")
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
    output, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing but answers may go there
    made().start_io(sys.stdin.buffer, output)
