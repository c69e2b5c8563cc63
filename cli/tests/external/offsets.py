"""Slices texts as Python does (characters) and as JavaScript would (UTF-16), and compares with the quotes."""

import json
import pathlib
import re
import sys

folder = pathlib.Path(sys.argv[1])
gap = re.compile(r"[\s\u200b-\u200d\ufeff]")
checked = 0
for unit in ("byte", "char", "utf16"):
    for line in open(folder / f"{unit}.jsonl", encoding="utf-8"):
        document = json.loads(line)
        text = document["text"]

        def cut(span):
            start, end = span
            if unit == "byte":
                return text.encode()[start:end].decode()
            if unit == "char":
                return text[start:end]
            return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")

        for measure in document["measures"]:
            assert gap.sub("", cut(measure["span"])) == gap.sub("", measure["quote"]), (unit, measure)
            checked += 1
        for person in document["people"]:
            assert any(gap.sub("", cut(span)) == person["name"] for span in person["mentions"]), (unit, person)
            checked += 1
        for case in document["cases"]:
            for violation in case["violations"]:
                if violation["code"] == "offence":
                    continue  # by its full name, whatever the words
                assert gap.sub("", cut(violation["span"])) == gap.sub("", violation["text"]), (unit, violation)
                checked += 1
assert checked
print(f"offsets: {checked} slices agree")
