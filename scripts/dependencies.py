#!/usr/bin/env python3
"""Checks what cargo-deny does not: the page's packages, and crates that are named and never used.

The rules for the page are in scripts/dependencies.toml. Needs no network: cargo's own metadata and
web/package-lock.json say everything. Prints one line for each finding and exits with 1 if there is
any.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def satisfied(expression, allowed):
    """Whether the allowed licences fulfil an SPDX expression."""
    tokens = re.findall(r"[()]|[^\s()]+", expression)
    place = 0

    def at(word):
        return place < len(tokens) and tokens[place] == word

    def take():
        nonlocal place
        if place == len(tokens):
            raise ValueError(f"incomplete licence expression: {expression}")
        place += 1
        return tokens[place - 1]

    def either():
        result = both()
        while at("OR"):
            take()
            other = both()
            result = result or other
        return result

    def both():
        result = one()
        while at("AND"):
            take()
            other = one()
            result = result and other
        return result

    def one():
        token = take()
        if token != "(":
            return token in allowed
        result = either()
        if take() != ")":
            raise ValueError(f"unbalanced licence expression: {expression}")
        return result

    result = either()
    if place != len(tokens):
        raise ValueError(f"cannot read licence expression: {expression}")
    return result


def npm_findings(rules, lock):
    shipped = set(rules["licenses"])
    building = shipped | set(rules["development"])
    for place, package in sorted(lock["packages"].items()):
        # The empty place is the page itself; a link is a folder of it.
        if not place or package.get("link"):
            continue
        name = place.rpartition("node_modules/")[2]
        label = f"{name} {package.get('version')}"

        expression = package.get("license")
        allowed = building if package.get("dev") or package.get("devOptional") else shipped
        if not expression:
            yield f"{label}: states no licence"
        elif not satisfied(expression, allowed):
            yield f"{label}: licence {expression} is not among those allowed"

        # Without an address, npm asks the registry that it is set up with, by name and digest.
        if address := package.get("resolved"):
            yield f"{label}: comes from {address}"
        if "integrity" not in package and not package.get("inBundle"):
            yield f"{label}: has no digest in package-lock.json"
        if package.get("hasInstallScript") and name not in rules["scripts"]:
            yield f"{label}: runs a program when it is installed"
        if name in rules["banned"]:
            yield f"{label}: is banned: {rules['banned'][name]}"


def unused_crates(packages):
    """Every dependency of a crate of ours is named somewhere in its code."""
    for package in packages:
        folder = Path(package["manifest_path"]).parent
        code = "\n".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.rs")))
        for dependency in package["dependencies"]:
            identifier = (dependency["rename"] or dependency["name"]).replace("-", "_")
            if not re.search(rf"\b{identifier}\b", code):
                yield f"{package['name']}: depends on {dependency['name']} and never names it"


def main():
    command = ["cargo", "metadata", "--format-version", "1", "--no-deps", "--locked"]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    ours = json.loads(printed)["packages"]
    rules = tomllib.loads((ROOT / "scripts/dependencies.toml").read_text("utf-8"))
    lock = json.loads((ROOT / "web/package-lock.json").read_text("utf-8"))

    findings = [*unused_crates(ours), *npm_findings(rules, lock)]
    for finding in findings:
        print(finding, file=sys.stderr)
    print(f"{len(ours)} crates and {len(lock['packages']) - 1} npm packages: {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
