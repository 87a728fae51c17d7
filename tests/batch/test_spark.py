"""The same records on a real local Spark as with the local engine, bad rows included."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from archives import batch, table, texts

from zhextract.io.tables import TABLES

pyspark = pytest.importorskip("pyspark", reason="the extra spark is not installed")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17, and there is no java here"),
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    made = (
        SparkSession.builder.master("local[2,4]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    yield made
    made.stop()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Parquet with rows that cannot be read: no text, white space, a day that is none."""
    rows: list[dict[str, Any]] = [
        {"id": f"a{n}", "text": t, "published": "2022-05-01"} for n, t in enumerate(texts(300))
    ]
    rows[5]["text"], rows[6]["text"], rows[7]["published"] = None, " \n", "soon"
    path = tmp_path_factory.mktemp("spark") / "news.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=50)
    return path


def test_spark_gives_the_records_of_the_local_engine(session: Any, archive: Path, tmp_path: Path) -> None:
    from zhextract.batch import spark

    _, errors, _ = batch([archive], tmp_path / "out")
    results = spark.extract(session.read.parquet(str(archive))).cache()
    assert len(errors) == spark.table(results, "errors").count() == 3
    for name in TABLES:
        wanted = [_plain(row) for row in table(tmp_path / "out", name)]
        found = [_plain(row.asDict()) for row in spark.table(results, name).collect()]
        assert sorted(map(repr, found)) == sorted(map(repr, wanted)), name


def _plain(row: dict[str, Any]) -> list[tuple[str, str]]:
    import json

    left_out = {"input", "line", "reprint_of"}  # what only an archive of files has
    values = {k: json.loads(v) if k == "capacity" and isinstance(v, str) else v for k, v in row.items()}
    return [(k, str(v) if v not in (None, []) else "") for k, v in values.items() if k not in left_out]
