from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="the extra archives is not installed")
pytest.importorskip("rensa", reason="the extra archives is not installed")
sys.path.insert(0, str(Path(__file__).parent))
