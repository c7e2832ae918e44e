"""How measurements are taken and printed."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def ms(tat: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    beginn = time.perf_counter()
    tat()
    return (time.perf_counter() - beginn) * 1000


def zeile(name: str, werte: Sequence[float], zusatz: str = "") -> None:
    """Median and 95th percentile of times in ms."""
    werte = sorted(werte)
    p50, p95 = statistics.median(werte), werte[max(0, round(len(werte) * 0.95) - 1)]
    print(f"{name:<58} p50 {p50:8.1f} ms   p95 {p95:8.1f} ms   n={len(werte)}{zusatz}", flush=True)
