"""The same unit of work on Apache Spark: `DataFrame.mapInArrow` over `zhextract.batch.work.extract_batch`.

    from zhextract.batch import spark
    results = spark.extract(session.read.parquet("news.parquet"))
    spark.table(results, "projects").write.parquet("projects.parquet")

Needs the extra `spark` (pyspark 4, Java 17) here, and zhextract with pyarrow on every executor. Run as a program
(`spark-submit --master 'local[2]' …/zhextract/batch/spark.py INPUT OUTPUT`) it reads Parquet and writes every table.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from zhextract.io.columns import Columns
from zhextract.io.frames import needed, schema
from zhextract.io.tables import TABLES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from zhextract.extractor import Extractor


@cache
def _extractor() -> Extractor:
    """One for each Python process of an executor, however many batches it sees."""
    from zhextract.extractor import Extractor

    return Extractor()


def map_batches(batches: Iterable[Any], *, gate: bool = True, where: Iterable[str] = ()) -> Iterator[Any]:
    """The function for `mapInArrow`: record batches of articles to record batches of results.

    Args:
        batches: with the column `text`, and the others that `extract_batch` takes.
        gate: whether to leave articles alone that name no project and count none.
        where: conditions as for `zhextract batch --where`.
    """
    from zhextract.batch.where import parse_where
    from zhextract.batch.work import extract_batch

    kept = parse_where(list(where))
    for batch in batches:
        yield extract_batch(batch, _extractor(), gate=gate, where=kept)


def extract(
    articles: DataFrame, columns: Columns | None = None, *, gate: bool = True, where: Iterable[str] = ()
) -> Any:
    """A DataFrame of results: a row for each row of `articles`, the tables as arrays in it, and `error`.

    Which columns hold what is guessed from their names unless `columns` says so; a column that is none of an article's
    is left behind. Bad rows come back as rows with an `error`; nothing is raised for them.
    """
    try:
        from pyspark.sql.pandas.types import from_arrow_schema
    except ImportError as error:
        raise needed("pyspark", "spark") from error
    from zhextract.batch.work import result_schema

    mapping = (columns or Columns()).mapping(articles.columns, "the DataFrame")
    named = articles.select(*(articles[column].alias(key) for key, column in mapping.items()))
    conditions = tuple(where)

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        return map_batches(batches, gate=gate, where=conditions)

    return named.mapInArrow(work, from_arrow_schema(result_schema()))


def table(results: DataFrame, name: str) -> Any:
    """One table of the results of `extract` as a flat DataFrame, or `errors`: the rows that could not be read."""
    if name == "errors":
        return results.where("error is not null").select("id", "input", "line", "error")
    good = results.where("error is null")
    if name == "articles":
        return good.select(*schema("articles").names)
    return good.selectExpr(f"inline({name})")


def main() -> None:
    """The program for `spark-submit`."""
    parser = argparse.ArgumentParser(
        description="Extract a Parquet archive with Spark, a folder of Parquet for each table."
    )
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--text-column")
    options = parser.parse_args()
    from pyspark.sql import SparkSession

    session = SparkSession.builder.appName("zhextract").getOrCreate()
    results = extract(session.read.parquet(options.input), Columns(text=options.text_column)).cache()
    for name in (*TABLES, "errors"):
        table(results, name).write.parquet(f"{options.output}/{name}", mode="errorifexists")
    session.stop()


if __name__ == "__main__":
    main()
