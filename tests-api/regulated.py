"""What the regulation brings: its drafts, what is owed because of it, and how facts are kept true."""

from datetime import date, timedelta

# A change that every regulation of the sample allows.
CHANGE = {"drop": [{"clause": "M 5.1.4a", "reason": {"zh": "试行", "en": "On trial"}}]}


def regulated(api, pool, many):
    """Adds them to the pool."""
    pool["policy"] = {deed: [draft(api) for _ in range(many)] for deed in ("", "toml", "proposal")}
    pool["regulation"] = api.text(f"/policy/versions/{pool['policy'][''][0]}/toml")
    first = date.fromisoformat(pool["tomorrow"])
    days = [(first + timedelta(days=n)).isoformat() for n in range(many)]
    away = {"person_id": pool["people"][0], "substitute_id": pool["colleagues"][0]}
    pool["absences"] = [api.call("POST", "/absences", {**away, "from": day, "to": day})["id"] for day in days]
    pool["obligations"] = [it["id"] for it in api.call("GET", "/obligations?whose=all")["items"]]
    for customer in pool["customers"]:
        api.call("POST", f"/customers/{customer}/uncertain", {"field": "website", "note": "听说改了"})
        api.call("POST", f"/customers/{customer}/verification", {"field": "website", "how": "电话核实"})
    half = many // 2
    pool["wrong"] = pool["customers"][half:]
    pool["corrections"] = [api.call("POST", "/corrections", correction(it))["id"] for it in pool["customers"][:half]]
    pool["campaigns"] = {deed: [campaign(api) for _ in range(3)] for deed in ("", "closing", "reminder")}


def draft(api):
    made = api.call("POST", "/policy/versions", {})
    path = f"/policy/versions/{made['id']}"
    api.call("PATCH", path, CHANGE, **{"If-Match": f'"{made["version"]}"'})
    return made["id"]


def campaign(api):
    return api.call("POST", "/campaigns", {"kind": "verification", "title": "年度核实", "due_on": "2099-12-31"})["id"]


def correction(customer):
    """What somebody sends who found a verified fact to be wrong."""
    return {"customer_id": customer, "field": "website", "value": "https://example.org", "reason": "改版", "source": "客户来电"}
