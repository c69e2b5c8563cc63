"""Reads CSV, Parquet and SQLite with the tools they are for, and compares them with the JSON Lines of the same run."""

import json
import pathlib
import sqlite3
import sys

import pandas

folder = pathlib.Path(sys.argv[1])
documents = [json.loads(line) for line in open(folder / "out.jsonl", encoding="utf-8")]


def flat(*path):
    found = documents
    for key in path:
        found = [item for group in found for item in group[key]]
    return found


expected = {
    "documents": len(documents),
    "people": len(flat("people")),
    "posts": len(flat("people", "posts")),
    "measures": len(flat("measures")),
    "cases": len(flat("cases")),
    "statistics": len(flat("statistics")),
    "diagnostics": len(flat("diagnostics")),
    "provisions": sum(max(len(c["penalties"]), 1) for c in flat("provisions", "consequences")),
    "citations": sum(max(len(c["articles"]), 1) for c in flat("provisions", "consequences") if c["statute"]),
}
assert expected["measures"] and expected["provisions"] and expected["statistics"], expected
quotes = [m["quote"] for m in flat("measures")]

base = sqlite3.connect(folder / "out.db")
assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
assert base.execute("PRAGMA foreign_key_check").fetchall() == []
for table, rows in expected.items():
    parquet = pandas.read_parquet(folder / "parquet" / f"{table}.parquet")
    assert len(parquet) == rows, (table, len(parquet), rows)
    cursor = base.execute(f'SELECT * FROM "{table}"')
    names = [column[0] for column in cursor.description]
    assert names == list(parquet.columns), table
    cells = parquet.astype(object).where(parquet.notna(), None).values.tolist()
    same = [list(row) for row in cursor.fetchall()]
    assert same == cells, table
measures = pandas.read_parquet(folder / "parquet" / "measures.parquet")
assert measures["quote"].tolist() == quotes
assert str(measures["start"].dtype) == "int64" and str(measures["measure_id"].dtype) == "int64"
texts = pandas.read_parquet(folder / "parquet" / "documents.parquet")["text"].tolist()
assert texts == [d["text"] for d in documents]

for name, options in {"out.csv": {}, "excel.csv": {"encoding": "utf-8-sig"}}.items():
    csv = pandas.read_csv(folder / name, keep_default_na=False, dtype=str, **options)
    assert csv["quote"].tolist() == quotes, name
    assert csv["document"].tolist() == [d["id"] for d in documents for _ in d["measures"]], name
    assert csv["measure"].tolist() == [m["measure"] for m in flat("measures")], name
raw = (folder / "excel.csv").read_bytes()
assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") >= len(quotes) + 1

print(f"pandas and sqlite3: {expected}")
