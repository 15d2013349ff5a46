"""What the numbers depend on: the Python, its bytecode and garbage collector, the BLAS, its kernel and threads, the peers."""

import gc
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from tests.benchmarks.process import ROOT

PACKAGES = ("numpy", "typer", "rich", "pyyaml", "torch", "micrograd", "autograd", "jax")
KNOBS = ("OPENBLAS_", "MKL_", "OMP_", "BLIS_", "NPY_", "VECLIB_", "PYTHON")


def surroundings() -> dict[str, str]:
    return {
        "Python": f"{platform.python_version()} ({platform.python_implementation()}), {platform.system()} {platform.machine()}",
        "processors": f"{os.cpu_count()}, load {load()}",
        "bytecode": bytecode(),
        "garbage collector": f"{'on' if gc.isenabled() else 'off'} in this process; off while the engine is timed, on while a file "
        "is read (ours stops it for that time, and starts it again)",
        "libyaml": libyaml(),
        "BLAS": blas(),
        "packages": ", ".join(f"{name} {installed(name)}" for name in PACKAGES),
        "environment": " ".join(f"{key}={value}" for key, value in sorted(os.environ.items()) if key.startswith(KNOBS)) or "plain",
    }


def load() -> str:
    return " ".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def bytecode() -> str:
    """Of our package: cached for all, some or none of its modules. The processes to be measured are let write it."""
    modules = list((ROOT / "backprop_cli" / "cli").glob("*.py"))
    cached = sum(Path(cache_from_source(str(module))).exists() for module in modules)
    said = "cached" if cached else "not cached yet; the first run of each command, which is not counted, writes it"
    return f"{said} (by {sys.implementation.cache_tag})"


def libyaml() -> str:
    import yaml

    return "used" if yaml.__with_libyaml__ else "missing: PyYAML's own parser is measured"


def blas() -> str:
    """NumPy's: what it was built with, and with threadpoolctl the kernel and threads that it uses here."""
    import numpy as np

    built = dependencies(np).get("blas", {})
    said = [" ".join(str(built.get(key, "?")) for key in ("name", "version"))]
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return f"{said[0]}; kernel and threads unknown: threadpoolctl is not installed"
    pools = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    said += [f"{pool['internal_api']}: kernel {pool.get('architecture', '?')}, {pool['num_threads']} threads" for pool in pools]
    return "; ".join(said)


def dependencies(np: Any) -> dict[str, Any]:
    try:
        return dict(np.show_config(mode="dicts")["Build Dependencies"])
    except (TypeError, KeyError):  # NumPy before 1.26 only prints it
        return {}
