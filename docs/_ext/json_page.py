"""The reference of the JSON that programs read, from the schemas that the program keeps to."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from symtutor.render.escape import markdown_text

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENING = """# JSON

`--to json` says the same as a solution or a report, for other programs. Numbers that are exact are strings, which SymPy
reads once every letter in them is declared a symbol. The tables are written from the JSON Schemas (draft 2020-12) that
the package ships in `symtutor/render/schema`; the tests hold outputs of every kind against them.
"""


def page() -> str:
    """Write the page: a section a command."""
    schemas = (json.loads(file.read_text(encoding="utf-8")) for file in _files())
    return "\n\n".join((OPENING.rstrip(), *map(section, schemas))) + "\n"


def section(schema: dict[str, Any]) -> str:
    """Write one schema: the keys of the whole, then the records that it names."""
    records = schema.get("$defs", {})
    parts = [f"## {schema['title']}", markdown_text(schema["description"]), _table(schema, records)]
    for name, record in records.items():
        if "properties" in record:
            parts += [f"### A record: `{name}`", markdown_text(record["description"]), _table(record, records)]
    return "\n\n".join(parts)


def keys(schema: dict[str, Any], records: dict[str, Any], path: str = "") -> Iterator[tuple[str, str, str]]:
    """List the keys of an object with their type and meaning, those of the objects inside it too.

    >>> score = {"type": "object", "properties": {"of": {"type": "integer", "description": "What there was to earn."}}}
    >>> list(keys({"properties": {"score": score}}, {}))
    [('score', 'object', ''), ('score.of', 'integer', 'What there was to earn.')]
    """
    for name, value in schema.get("properties", {}).items():
        here = f"{path}{name}"
        yield here, _type(value), value.get("description") or _of(value, records).get("description", "")
        inner, mark = (value["items"], "[]") if isinstance(value.get("items"), dict) else (value, "")
        yield from keys(inner, records, f"{here}{mark}.")


def _table(schema: dict[str, Any], records: dict[str, Any]) -> str:
    rows = (f"| `{key}` | {markdown_text(kind)} | {markdown_text(said)} |" for key, kind, said in keys(schema, records))
    return "\n".join(("| key | type | meaning |", "| --- | --- | --- |", *rows))


def _type(value: dict[str, Any]) -> str:
    """Name the type in words.

    >>> _type({"type": ["string", "null"]}), _type({"items": {"$ref": "#/$defs/point"}}), _type({"enum": ["a", "b"]})
    ('string or null', 'list of point', '"a", "b"')
    """
    if "$ref" in value:
        return str(value["$ref"].rpartition("/")[2])
    if "enum" in value:
        return ", ".join(json.dumps(word) for word in value["enum"])
    if "const" in value:
        return json.dumps(value["const"])
    if isinstance(value.get("items"), dict):
        return f"list of {_type(value['items'])}"
    if options := value.get("anyOf") or value.get("oneOf"):
        return " or ".join(map(_type, options))
    kinds = value.get("type", "any")
    return " or ".join(kinds) if isinstance(kinds, list) else str(kinds)


def _of(value: dict[str, Any], records: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference to a record."""
    found: dict[str, Any] = records.get(value.get("$ref", "").rpartition("/")[2], {})
    return found


def _files() -> list[Any]:
    folder = files("symtutor") / "render" / "schema"
    order = ("solve.json", "check.json", "euler.json", "descend.json")
    known = {file.name: file for file in folder.iterdir() if file.name.endswith(".json")}
    return [known.pop(name) for name in order] + [known[name] for name in sorted(known)]
