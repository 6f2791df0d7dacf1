"""`hook generic`: the question of the gate on standard input, its answer on standard output, the verdict as exit code."""

from typing import Final

from webcarelint.hook.judging import Judging, Verdict, judged
from webcarelint.hook.replies import Reply

EXIT: Final[dict[Verdict, int]] = {"send": 0, "revise": 1, "hold": 2}


def reply_to(question: bytes, judging: Judging) -> Reply:
    """What to write and with which code to stop: 0 send, 1 revise, 2 hold."""
    found = judged(question, judging)
    return Reply(found.raw + b"\n", EXIT[found.verdict], found.aside or "")
