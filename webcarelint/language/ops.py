"""Matrix products by numpy instead of blis.

thinc multiplies by its own build of BLIS, which knows no recent processor well; the BLAS that numpy ships does, and is two to
six times as fast on the same core. Results agree to float precision. `python -m thinc` has no switch for it, hence this class.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from thinc.api import NumpyOps, get_current_ops, set_current_ops


class MatmulOps(NumpyOps):  # type: ignore[misc]
    """NumpyOps with `gemm` by `numpy.matmul`."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def one_thread() -> None:
    """Keep BLAS to one thread in this process: the matrices of a reply are small, and threads that wait for one another
    make a check ten times as slow on a busy machine. Many replies go faster over processes."""
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")


@contextmanager
def matmul_ops() -> Iterator[None]:
    """Models that are made inside multiply by numpy; the rest of the process keeps what it had."""
    before = get_current_ops()
    one_thread()
    if type(before) is not NumpyOps:  # somebody chose an accelerator: leave it
        yield
        return
    set_current_ops(MatmulOps())
    try:
        yield
    finally:
        set_current_ops(before)
