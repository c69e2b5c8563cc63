"""Loads every entity through the model of followthemoney and compares what it keeps with what was written.

`ftm validate` is no test: it drops values that it does not understand, and still ends with status 0.
"""

import collections
import json
import sys

from followthemoney import model
from followthemoney.types import registry

WANTED = {"Person", "Position", "Occupancy", "Sanction", "PublicBody", "Company", "Article", "Documentation"}

entities = [json.loads(line) for path in sys.argv[1:] for line in open(path, encoding="utf-8")]
schemata = {entity["id"]: model.get(entity["schema"]) for entity in entities}
faults = []


def fault(entity, *words):
    faults.append(" ".join([entity["schema"], entity["id"], *map(str, words)]))


for entity in entities:
    proxy = model.get_proxy(entity, cleaned=False)
    schema = proxy.schema
    for name in schema.required:
        if not proxy.get(name):
            fault(entity, "lacks", name)
    for name, written in entity["properties"].items():
        prop = schema.get(name)
        if prop is None or prop.stub or prop.deprecated:
            fault(entity, "has no such property:", name)
            continue
        if sorted(proxy.get(name)) != sorted(written):
            fault(entity, name, "was", written, "and is kept as", proxy.get(name))
        for value in written:
            if len(value) > prop.max_length and prop.type != registry.text:
                fault(entity, name, "is too long:", len(value))
            if prop.type == registry.entity:
                if value not in schemata:
                    fault(entity, name, "points at nothing:", value)
                elif not schemata[value].is_a(prop.range):
                    fault(entity, name, "points at a", schemata[value].name)
    try:
        schema.validate(entity)
    except Exception as error:
        fault(entity, "is not valid:", error)

missing = WANTED - {schema.name for schema in schemata.values()}
if missing:
    faults.append(f"no entity of {missing}")
topics = {topic for entity in entities for topic in entity["properties"].get("topics", [])}
if not topics <= {"reg.action", "poi", "crime"}:
    faults.append(f"topics {topics}")
counts = collections.Counter(entity["id"] for entity in entities)
faults += [f"{n} entities have the id {key}" for key, n in counts.items() if n > 1]

print("\n".join(faults[:20]))
kinds = collections.Counter(entity["schema"] for entity in entities)
print(f"followthemoney: {len(entities)} entities {dict(kinds)}, topics {sorted(topics)}, {len(faults)} faults")
sys.exit(bool(faults))
