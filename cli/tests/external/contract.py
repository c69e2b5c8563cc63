"""Holds every line of the output against the schema that the program prints."""

import json
import pathlib
import sys

import jsonschema

folder = pathlib.Path(sys.argv[1])
schema = json.loads((folder / "schema.json").read_text("utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
lines = 0
for name in ("out", "no-text", "char", "hidden"):
    for line in open(folder / f"{name}.jsonl", encoding="utf-8"):
        validator.validate(json.loads(line))
        lines += 1
print(f"jsonschema: {lines} lines are valid")
