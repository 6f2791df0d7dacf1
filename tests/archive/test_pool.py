import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pyarrow as pa
import pytest

from tests.archive.replies import corpus, rows_of
from tests.processes import interrupted, spawned
from webcarelint.archive import pool as pool_module
from webcarelint.archive.engine import layout_of, score_batches
from webcarelint.archive.errors import WorkerError
from webcarelint.archive.pool import Pool
from webcarelint.archive.recipe import Recipe
from webcarelint.errors import HouseStyleError
from webcarelint.house_style import HouseStyle, Override

ROOT = Path(__file__).parents[2]

PARENT = """
import signal
from tests.archive.replies import rows_of
from webcarelint.archive.pool import Pool
from webcarelint.archive.recipe import Recipe
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, where a shell runs the tests in the background
    with Pool(Recipe(), 2) as pool:
        batches = ([rows_of([f"Hoi {n}!"])] for n in range(10_000_000))
        for batch in pool.score(rows for some in batches for rows in some):
            print("scored", flush=True)
"""


@pytest.mark.slow
def test_processes_give_what_one_process_gives(tmp_path: Path) -> None:
    rows = rows_of([*corpus(120), {"text": None, "error": "stuk"}, *corpus(40)])
    with Pool(Recipe(), 3, spill=tmp_path) as pool:
        assert pool.layout == layout_of(Recipe())
        assert pool.batch_rows == 3 * 512
        pooled = list(pool.score([rows.slice(0, 70), rows.slice(70, 0), *(rows.slice(n, 13) for n in range(70, 161, 13))]))
    assert (
        spawned(psutil.Process()) == []
    )  # it waits for them: what is still ending when Python itself ends may leave a trace on the terminal
    alone = pa.Table.from_batches(list(score_batches([rows], Recipe())))
    assert pa.Table.from_batches(pooled).equals(alone, check_metadata=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_what_is_wrong_with_a_house_style_is_told_as_it_is() -> None:
    with (
        Pool(Recipe(HouseStyle(rules=(("bestaat/niet", Override(enabled=False)),))), 2) as pool,
        pytest.raises(HouseStyleError, match="Onbekende regel"),
    ):
        _ = pool.layout


@pytest.mark.slow
def test_a_worker_that_is_killed_is_told_in_a_sentence() -> None:
    with Pool(Recipe(), 1) as pool:
        assert pool.layout
        [worker] = spawned(psutil.Process())
        worker.kill()
        with pytest.raises(WorkerError, match="--workers"):
            list(pool.score([rows_of(["Hoi!"])]))


@pytest.mark.slow
def test_workers_end_with_their_parent() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True, cwd=ROOT
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "scored\n"
    workers = psutil.Process(parent.pid).children(recursive=True)
    assert len(workers) >= 2
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    _, alive = psutil.wait_procs(workers, timeout=120)
    assert alive == []
    parent.stdout.close()


@pytest.mark.slow
def test_ctrl_c_ends_all_without_a_trace() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        start_new_session=True,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"scored\n"
    trace = interrupted(parent).decode()
    # The parent's own, of a script that catches nothing; none of a worker.
    assert trace.count("Traceback") - trace.count("Exception ignored") == 1, trace
    assert trace.rstrip().endswith("KeyboardInterrupt")


def test_a_task_is_what_the_engine_does() -> None:
    rows = rows_of(["Hoi! ^EK", "Sorry voor het ongemak."])
    raw = pool_module._score(Recipe(), rows.serialize().to_pybytes())
    layout = pool_module._layout(Recipe())
    found = pa.ipc.read_record_batch(pa.py_buffer(raw), layout.schema)
    assert [found] == list(score_batches([rows], Recipe()))
