"""Findings of many reports as a Parquet table, for whoever analyses them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import polars as pl


def as_parquet(columns: Sequence[str], rows: Sequence[Mapping[str, str | None]]) -> bytes:
    """The bytes of a Parquet file of texts with these columns; an empty table keeps its columns."""
    stream = io.BytesIO()
    pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String)).write_parquet(stream)
    return stream.getvalue()
