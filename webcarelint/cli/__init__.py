"""The command line: parses, calls the Linter, prints. Nothing heavy is imported before a command asks for it."""

import atexit
import gc
import os
import sys
from typing import Final

from webcarelint.errors import EXIT_CRASH, WebcarelintError

__all__ = ["main"]


_OBJECTS: Final = 100_000
"""How many objects Python makes before it looks for garbage. A start makes a million and throws none away; by default it looks at every
700, which takes a tenth of a cold check."""


def main() -> None:
    """Run the command line and turn every error into its exit code: 2 for the caller's mistake, 3 for ours."""
    gc.set_threshold(_OBJECTS)
    atexit.register(gc.freeze)  # nor is there anything to look for at the end, where Python looks once more
    if sys.argv[1:2] == ["hook"]:  # somebody waits to send: this takes half of the time that the other commands do
        from webcarelint.hook.run import run_hook

        sys.exit(run_hook(sys.argv[2:]))
    from webcarelint.cli.app import app

    try:
        app()
    except WebcarelintError as error:
        _say(str(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_CRASH)
    except Exception as error:  # the last line of defence: an exit code and no traceback with somebody's reply in it
        if os.environ.get("WEBCARELINT_TRACEBACK"):
            raise
        _say(f"Er ging iets mis in webcarelint ({type(error).__name__}). Zet WEBCARELINT_TRACEBACK=1 om te zien waar, en meld het.")
        sys.exit(EXIT_CRASH)


def _say(sentence: str) -> None:
    sys.stderr.write(f"webcarelint: {sentence}\n")
