from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

MISSING = [package for package in ("pyarrow", "rensa") if find_spec(package) is None]
collect_ignore_glob = ["test_*.py"] if MISSING else []


def pytest_report_header() -> str | None:
    return f"tests/batch left out: {', '.join(MISSING)} not installed (extra archives)" if MISSING else None
