"""Tests run on one core: before numpy is there, its BLAS is told not to start threads that wait for one another."""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
