"""The loop of a worker in the smallest form. It imports next to nothing, so that the processes of a test are soon there."""

import pickle
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from webcarelint.server.jobs import Done


def work(connection: Connection, do: Callable[[Any], object]) -> None:
    """What every worker does: say that it has loaded, and answer jobs until the front hangs up."""
    connection.send_bytes(pickle.dumps(Done(None)))
    while True:
        try:
            job = pickle.loads(connection.recv_bytes())
        except EOFError:
            return
        connection.send_bytes(pickle.dumps(do(job)))
