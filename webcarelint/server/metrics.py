"""Figures for Prometheus, all kept by the front: workers come and go, the counts stay."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from webcarelint.server.pool import Pool

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS: Final = (0.002, 0.004, 0.006, 0.008, 0.010, 0.015, 0.025, 0.050, 0.100, 0.250, 1.0, 5.0)
_PAGE: Final = 4096


class Metrics:
    """The counts of one service. Labels are routes, statuses and verdicts; never anything that a request held."""

    def __init__(self, pool: Pool) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter("webcarelint_requests", "Answered requests.", ["route", "status"], registry=self._registry)
        self._seconds = Histogram(
            "webcarelint_request_seconds", "From request to answer.", ["route"], buckets=_BUCKETS, registry=self._registry
        )
        self._verdicts = Counter("webcarelint_verdicts", "Verdicts of the gate.", ["verdict"], registry=self._registry)
        self._registry.register(_Workers(pool))
        ProcessCollector(namespace="webcarelint_front", registry=self._registry)

    def answered(self, route: str, status: int, seconds: float) -> None:
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def judged(self, verdict: str) -> None:
        self._verdicts.labels(verdict).inc()

    def text(self) -> bytes:
        return generate_latest(self._registry)


class _Workers(Collector):
    """The state of the workers at the moment that somebody asks."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("webcarelint_workers_ready", "Workers that have loaded.", value=self._pool.ready)
        yield GaugeMetricFamily("webcarelint_jobs_waiting", "Jobs that wait for a worker.", value=self._pool.waiting)
        yield GaugeMetricFamily("webcarelint_worker_restarts", "Workers replaced since the start.", value=self._pool.restarts)
        memory = GaugeMetricFamily("webcarelint_worker_resident_memory_bytes", "Memory of a worker.", labels=["pid"])
        for pid in self._pool.pids:
            resident = _resident(pid)
            if resident is not None:
                memory.add_metric([str(pid)], resident)
        yield memory


def _resident(pid: int) -> int | None:
    """Bytes of memory that a process holds; None where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return None
