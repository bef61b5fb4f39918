#!/usr/bin/env python3
"""Holds the JSON schema of policy packs against the program that reads them.

What is shipped fits both; a member too many, one of another type or one too few in any table is
refused by both. Needs the packages of tests-api/requirements.txt and the program of KEDANG_BIN
(default: the debug build).
"""

import copy
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import jsonschema_rs

ROOT = Path(__file__).resolve().parent.parent
BINARY = os.environ.get("KEDANG_BIN", str(ROOT / "target/debug/kedang"))
SCHEMA = json.loads((ROOT / "docs/schema/policy-pack.schema.json").read_text("utf-8"))

PACK = """
[pack]
code = "T"
version = "1"
title = { zh = "制度", en = "Regulation" }

[[chapter]]
from = "1"
title = { zh = "总则", en = "General" }

[[clause]]
number = "1"
zh = "{sample.term}内归还，每{sample.cycle}盘点。"
en = "Returned within {sample.term}, counted every {sample.cycle}."
met = "not_yet"
will = "tracked"
by = ["loan"]

[[rule]]
key = "sample.term"
matter = "sample.loan"
clause = "1"
type = "duration"
value = "5 days"
label = { zh = "期限", en = "Term" }

[[rule]]
key = "sample.cycle"
clause = "1"
type = "cycle"
value = "1 month"
label = { zh = "周期", en = "Cycle" }

[[duty]]
key = "sample"
clause = "1"
title = { zh = "归还", en = "Return" }
on = ["sample.lend"]
when = { kind = "costly" }
changed = ["sample"]
about = "customer"
due = "sample.term"
at_once = "2 hours"
who = "owner"
closed_by = "sample.return"
closed_when = { whole = ["yes"] }
closed_changed = ["sample"]
once = true
remind = "1 day"
escalate = ["head"]
penalty = "sample.term"
reward = "sample.term"

[[duty]]
key = "sample.count"
clause = "1"
title = { zh = "盘点", en = "Count" }
every = "sample.cycle"
ahead = "3 days"
departments = ["sales"]
about = "department"
who = "head"
closed_by = "sample.count"

[[chain]]
key = "sample"
clause = "1"
for = "loan"
when = { level = "secret", outsider = false, other_department = true }
steps = ["department_head > custodian"]
due = "2 working days"
remind = "4 hours"
"""

COMPANY = """
[[set]]
pack = "M"
key = "loan.important_term"
value = "2 days"
reason = { zh = "理由", en = "Reason" }

[[drop]]
clause = "M 5.2.3.4"
reason = { zh = "理由", en = "Reason" }

[[hold]]
matter = "loan.term"
pack = "L"
reason = { zh = "理由", en = "Reason" }
"""

# Tables whose members have names that nobody knows beforehand.
FREE = {"when", "closed_when"}


def toml(value):
    """A value on one line."""
    if isinstance(value, dict):
        members = (f"{json.dumps(key)} = {toml(inner)}" for key, inner in value.items())
        return "{ " + ", ".join(members) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(inner) for inner in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def text(document):
    return "".join(f"{key} = {toml(value)}\n" for key, value in document.items())


def places(value, path=()):
    """Every member of every table, and every table."""
    if isinstance(value, dict):
        yield path, None
        for key, inner in value.items():
            yield path, key
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from places(inner, (*path, at))


def at(document, path):
    for step in path:
        document = document[step]
    return document


def wrong(document):
    """The document with one thing wrong with its form, and what."""
    for path, key in places(document):
        if path and path[-1] in FREE:
            continue
        changed = copy.deepcopy(document)
        table = at(changed, path)
        where = ".".join(map(str, path)) or "the document"
        if key is None:
            table["unheard_of"] = "x"
            yield changed, f"a member too many in {where}"
            continue
        other = copy.deepcopy(document)
        at(other, path)[key] = 7
        yield other, f"{where}.{key} is a number"


def missing(document, schema_of_table):
    """The document without one of the members that a table must have."""
    for name, required in schema_of_table.items():
        if name not in document:
            continue
        for key in required:
            changed = copy.deepcopy(document)
            table = changed[name] if isinstance(changed[name], dict) else changed[name][0]
            table.pop(key)
            yield changed, f"{name} without {key}"


def refused_by_program(document, folder):
    file = folder / "pack.toml"
    file.write_text(text(document), "utf-8")
    done = subprocess.run([BINARY, "policy", "check", file], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{BINARY} policy check ended with {done.returncode}: {done.stderr}")
    return done.returncode == 1, done.stdout


def main():
    validator = jsonschema_rs.validator_for(SCHEMA)
    failures, cases = [], 0

    def expect(good, what):
        nonlocal cases
        cases += 1
        if not good:
            failures.append(what)

    for file in sorted((ROOT / "data/policy").glob("?.toml")):
        flaws = list(validator.iter_errors(tomllib.loads(file.read_text("utf-8"))))
        expect(not flaws, f"{file.name} does not fit the schema: {flaws[:1]}")

    pack = tomllib.loads(PACK)
    company = tomllib.loads(PACK.replace('code = "T"', 'code = "own"') + COMPANY)
    company["pack"]["base"] = ["M@1", "L@1"]
    needed = {
        name: SCHEMA["$defs"][name]["required"]
        for name in ("set", "drop", "hold", "chapter", "clause", "rule", "duty")
    }
    needed["pack"] = ["code", "version", "title"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for document in (pack, company):
            code = document["pack"]["code"]
            refused, why = refused_by_program(document, folder)
            expect(not refused, f"{code} is refused by the program: {why}")
            expect(validator.is_valid(document), f"{code} does not fit the schema")
            for changed, what in [*wrong(document), *missing(document, needed)]:
                expect(not validator.is_valid(changed), f"{code}: {what} fits the schema")
                refused, _ = refused_by_program(changed, folder)
                expect(refused, f"{code}: {what} is taken by the program")
    for failure in failures:
        print(failure)
    print(f"{cases - len(failures)} passed, {len(failures)} failed")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
