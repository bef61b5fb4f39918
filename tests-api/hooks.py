"""What schemathesis cannot know: things that are there, and what they look like.

Left alone it would ask for customers that do not exist and send ids that nobody has, and nearly
every reply would be a refusal. Half of the well-formed requests are therefore pointed at things
that run.py has made, with the version they have now. What is malformed on purpose is left as it is.
"""

import atexit
import json
import os
import re
from collections import Counter
from pathlib import Path

import schemathesis
from regulated import correction
from stage import Api, asking

POOL = json.loads(os.environ["KEDANG_POOL"])
API = Api(int(os.environ["KEDANG_PORT"]), POOL["cookie"])

# The person that the run acts as, their role, session, department and colleagues outlive it.
PROTECTED = set(POOL["protected"])

# Where the version of a thing is read; its own address where it has one.
LISTS = {
    "contacts": "/customers/{parent}/contacts",
    "interactions": None,
    "departments": "/departments?limit=200",
    "posts": "/posts?limit=200",
    "roles": "/roles?limit=200",
    "saved-views": "/saved-views?limit=200",
    "import-templates": "/import-templates",
    "fields": "/fields?subject=customer&limit=200",
    "greetings": "/greetings?limit=200",
}



@schemathesis.serializer("application/toml")
def as_it_is(context, value):
    """A regulation is sent as its text; what is no text, as whatever text it becomes."""
    return {"data": (value if isinstance(value, str) else json.dumps(value)).encode("utf-8", "replace")}


PEOPLE = {"person_id", "substitute_id", "owner_id", "head_id", "deputy_id"}


# What says enough where a text without sense is refused, or another choice asks for more.
BODIES = {
    "ruling": {"ruling": "keep", "reason": "先建档"},
    "statements": {"text": "一直由我跟进"},
    "skip": {"reason": "刚通过电话"},
    "completion": {},
    "refusal": {"reason": "范围太大"},
    "proposal": {"active_from": POOL["tomorrow"]},
    "closing": {"conclusion": "已完成"},
    "incidents/closing": {"grade": "none", "finding": "查无此事"},
    "entries": {"kind": "remedy", "text": "已要求撤回"},
    "reminder": {"department_id": POOL["home"]},
    "toml": POOL["regulation"],
}


# How often each operation gave which status, for run.py to look at afterwards.
SEEN = Counter()
# How often each operation was called with a well-formed request.
TURN = Counter()


def turn(case):
    return TURN[case.operation.label]


def choose(case, choices):
    """One after the other: chance would leave some operation without a good request."""
    return choices[turn(case) // 2 % len(choices)]


def kind_of(path):
    return re.match(r"/api/v1/([a-z-]+)", path)[1]


def version_of(case, kind, key):
    """The version as an entity tag; a guess where it cannot be read."""
    if kind == "company":
        return f'"{API.call("GET", "/company")["version"]}"'
    if kind == "policy":
        found = API.get(f"/policy/versions/{key}")
    elif kind in ("customers", "people", "imports", "exports", "clashes", "month-checks", "campaigns", "corrections", "obligations", "watch-findings"):
        found = API.get(f"/{kind}/{key}")
    elif kind == "card-templates":
        found = API.get(f"/card-templates/{key}")
    elif kind == "incidents":
        found = (API.get(f"/incidents/{key}") or {}).get("incident")
    elif kind == "interactions":
        found = {"version": 1}
    else:
        parent = POOL["parents"].get(key, "")
        items = (API.get(LISTS[kind].format(parent=parent)) or {"items": []})["items"]
        found = next((item for item in items if key in (item.get("id"), item.get("key"))), None)
    return f'"{(found or {}).get("version", 1)}"'


def plausible(case, name, value):
    """A value that means something, for a property of that name."""
    people, customers = POOL["colleagues"], POOL["customers"]
    if name in PEOPLE:
        return choose(case, people)
    if name in ("department_id", "parent_id"):
        return choose(case, POOL["departments"])
    if name in ("contact_id", "customer_id"):
        return None
    if name == "filters":
        return []
    if name == "columns" and isinstance(value, list):
        return ["name"]
    if name == "sort":
        return "code"
    if name == "import_id":
        return choose(case, POOL["imports"])
    if name == "template_id":
        return choose(case, POOL["import-templates"])
    if name == "post_id":
        return choose(case, POOL["posts"])
    if name == "role_ids":
        return [choose(case, POOL["roles"])]
    if name == "ids":
        return [choose(case, customers)]
    if name == "template":
        return choose(case, ["company", "dealer", "tele_sales"])
    if name == "kind" and value in ("organization", "individual"):
        return "organization"
    if name in ("values", "set"):
        return choose(case, [{}, {"stage": "potential"}, {"address": "工业路1号", "website": "https://example.com"}])
    if name in ("permissions", "scopes"):
        return ["customer.create"]
    if name in ("code", "login"):
        return f"x_{turn(case)}"
    if name == "base":
        return "company"
    if name == "groups":
        return [{"key": "identity", "fields": [{"key": "credit_code", "required": False, "hidden": False}]}]
    if name in ("until", "expires_on"):
        return POOL["tomorrow"]
    if name == "at":
        return POOL["yesterday"]
    if name == "field":
        return "address"
    if name in ("reason", "summary", "note", "how", "purpose"):
        return value or "测试"
    if name in ("name", "label") and isinstance(value, str):
        return f"{value.strip()[:20]}{turn(case)}"
    if isinstance(value, dict):
        return {key: plausible(case, key, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plausible(case, name, inner) for inner in value]
    return value


@schemathesis.hook
def before_call(context, case, kwargs):
    parameters = case.path_parameters or {}
    for name, value in parameters.items():
        if value in PROTECTED:
            parameters[name] = choose(case, POOL["people"])
    if case.path.endswith("/events"):
        # Otherwise it goes on for as long as the session.
        case.query = {**(case.query or {}), "limit": 1}
        (case.headers or {}).pop("Last-Event-ID", None)
    if case.meta is None or case.meta.generation.mode.is_negative:
        return
    TURN[case.operation.label] += 1
    # Under a strict rule nobody could take anything out any more.
    if isinstance(case.body, dict) and "export_limit_rows" in case.body:
        case.body["export_limit_rows"] = None
    if isinstance(case.body, dict) and "import_approval_rows" in case.body:
        case.body["import_approval_rows"] = None
    if isinstance(case.body, dict) and "export_purpose_required" in case.body:
        case.body["export_purpose_required"] = False
    if turn(case) % 2 == 0:
        return

    kind = kind_of(case.path)
    key = None
    if "share_id" in parameters:
        parameters["id"], parameters["share_id"] = choose(case, POOL["shares"])
    elif "merge_id" in parameters:
        parameters["id"], parameters["merge_id"] = choose(case, POOL["merged"])
        if case.headers and "If-Match" in case.headers:
            case.headers["If-Match"] = version_of(case, kind, parameters["id"])
    elif parameters and kind == "cleaning":
        parameters["id"] = choose(case, POOL["suspects"])
        if case.headers and "If-Match" in case.headers:
            case.headers["If-Match"] = version_of(case, "customers", parameters["id"])
    elif case.path.endswith("/merge-proposal"):
        # Of pairs that are left alone.
        parameters["id"], other = choose(case, POOL["pairs"][:2])
        case.query = {"other": other}
    elif case.path.endswith("/merges") and case.method == "POST":
        parameters["id"], other = choose(case, POOL["pairs"][2:])
        case.headers["If-Match"] = version_of(case, kind, parameters["id"])
        case.body = {"other_id": other, "other_version": 1, "reason": "同一家"}
        return
    elif parameters and kind == "search":
        # Only the last twenty are kept, so those made at the start are soon gone.
        API.call("POST", "/search/recent", {"q": f"测试{turn(case)}"})
        parameters["id"] = API.call("GET", "/search/recent")["items"][0]["id"]
    elif parameters and kind == "twins":
        parameters["a"], parameters["b"] = choose(case, POOL["twins"])
        case.body = {"state": "different", "reason": "两个厂区"}
        return
    elif case.path.endswith("/absences"):
        case.body = {"substitute_id": POOL["colleagues"][1], "from": POOL["tomorrow"], "to": POOL["tomorrow"]}
        return
    elif case.path.endswith("/corrections") and case.method == "POST":
        case.body = correction(choose(case, POOL["wrong"]))
        return
    elif case.path.endswith("/clashes") and kind == "clashes" and case.method == "POST":
        case.body = asking(API, choose(case, POOL["askable"]))
        return
    elif parameters and isinstance(POOL.get(kind), dict):
        # Each deed ends a thing, so each has its own.
        deed = case.path.rsplit("/", 1)[1]
        deed = deed if deed in POOL[kind] else next((one for one in ("", "statements") if one in POOL[kind]))
        key = parameters["id"] = choose(case, POOL[kind][deed])
        body = BODIES.get(f"{kind}/{deed}", BODIES.get(deed))
        if body is not None and case.body is not None:
            case.body = body
    elif parameters and POOL.get(kind):
        name = next(iter(parameters))
        key = parameters[name] = choose(case, POOL[kind])
        if "row" in parameters:
            parameters["row"] = choose(case, [2, 3, 4])
    if case.headers and "If-Match" in case.headers and (key or kind == "company"):
        case.headers["If-Match"] = version_of(case, kind, key)
    if isinstance(case.body, dict) and case.media_type == "application/json":
        case.body = {name: plausible(case, name, value) for name, value in case.body.items()}


@schemathesis.hook
def after_call(context, case, response):
    # Not the methods that are tried because the document lacks them.
    if case.method.upper() == case.operation.method.upper():
        SEEN[f"{case.operation.label} {response.status_code}"] += 1


@atexit.register
def tell():
    Path(os.environ["KEDANG_SEEN"]).write_text(json.dumps(SEEN))
