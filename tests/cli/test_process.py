"""What only a process of its own can show."""

import pytest

from tests.cli.conftest import Run

HEAVY = (
    "spacy",
    "thinc",
    "numpy",
    "rich.progress",
    "regex",
    "emoji",
    "tree_sitter",
    "ruamel",
    "webcarelint.render",
    "pyarrow",
    "polars",
    "fastexcel",
)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "--help"], ["archive", "--help"], ["archive", "inspect", "--help"], ["--version"]]
)
def test_help_imports_nothing_heavy(process: Run, arguments: list[str]) -> None:
    code = (
        "import sys\nfrom webcarelint.cli import main\ntry:\n    main()\nfinally:\n"
        f"    sys.stderr.write(' '.join(m for m in {HEAVY!r} if m in sys.modules))"
    )
    done = process(*arguments, code=code)
    assert done.code == 0
    assert done.out
    assert done.err == ""


def test_the_whole_way(process: Run) -> None:
    done = process("check", "-", stdin="Helaas, dat lukt ons niet 😊 ^EK".encode())
    assert done.code == 1
    assert "woordkeus/verboden-woord" in done.out
    assert done.err == ""


def test_python_m(process: Run) -> None:
    code = "import runpy\nrunpy.run_module('webcarelint', run_name='__main__', alter_sys=True)"
    done = process("check", "-", stdin="Helaas, dat lukt ons niet 😊 ^EK".encode(), code=code)
    assert done.code == 1
    assert "woordkeus/verboden-woord" in done.out


def test_a_reader_that_stops_reading_is_no_crash(process: Run) -> None:
    code = (
        "import os, sys\nfrom webcarelint.cli import main\n"
        "read, write = os.pipe(); os.close(read); os.dup2(write, 1)\n"
        "sys.argv = ['webcarelint', 'explain', '--score']\nmain()"
    )
    done = process(code=code)
    assert "Traceback" not in done.err


def test_standard_output_in_another_encoding_is_no_crash(process: Run) -> None:
    done = process("check", "-", stdin="Helaas 😊 ^EK".encode(), PYTHONIOENCODING="ascii")
    assert "Traceback" not in done.err
