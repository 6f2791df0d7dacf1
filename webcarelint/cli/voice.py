"""`webcarelint voice`: the human voice of one reply, or how often its elements occur in many."""

import sys
from collections.abc import Sequence
from pathlib import Path

from webcarelint.cli.inputs import Given, default_input, read_drafts
from webcarelint.linter import Linter
from webcarelint.render.terminal import console
from webcarelint.render.voice import show_voice, show_voice_counts, voices_as_json
from webcarelint.voice import count_voices, voice_of


def run_voice(
    files: Sequence[str], format: str, config: Path | None, profile: str | None, pipeline: str | None, colour: bool | None
) -> None:
    drafts = list(read_drafts(list(files) or default_input("voice"), Given()))
    voices = [voice_of(report) for report in Linter.load(config, profile, pipeline).check_many(drafts)]
    counts = count_voices(voices)
    if format == "json":
        sys.stdout.write(voices_as_json(voices, counts) + "\n")
        return
    out = console(colour=colour)
    if len(voices) == 1:
        show_voice(out, drafts[0], voices[0])
    else:
        show_voice_counts(out, counts)
