"""Draw the README's picture from real output: python docs/picture.py"""

import io
import re
from pathlib import Path

from rich.console import Console

from webcarelint import Draft, Linter
from webcarelint.render.terminal import show_report

DRAFT = Draft(
    text="Hoi Jan, excuses voor het eventuele ongemak. U hoort zo snel mogelijk van ons! 😊",
    customer="Ik wacht al drie weken op mijn pakket, waar blijft het?",
    channel="twitter",
)


def main() -> None:
    linter = Linter.load()
    out = Console(record=True, width=80, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    show_report(out, DRAFT, linter.check(DRAFT), pass_mark=linter.style.pass_mark)
    svg = out.export_svg(title="webcarelint check antwoord.txt --channel twitter --customer …")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # the picture asks nothing of the network
    (Path(__file__).parent / "voorbeeld.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
