"""Processes of a test: which they are, and how they end."""

import contextlib
import os
import signal
import subprocess

import psutil


def spawned(parent: psutil.Process) -> list[psutil.Process]:
    """The workers of a process, without what the standard library starts beside them."""
    found = []
    for child in parent.children():
        with contextlib.suppress(psutil.NoSuchProcess):
            if "spawn_main" in " ".join(child.cmdline()):
                found.append(child)
    return found


def interrupted(process: "subprocess.Popen[bytes]") -> bytes:
    """What a command says that Ctrl-C ends. Python drops an interrupt that lands in a finaliser; then it is asked once more."""
    for _ in range(3):
        os.killpg(process.pid, signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=60)[1]
    os.killpg(process.pid, signal.SIGKILL)
    return process.communicate()[1]
