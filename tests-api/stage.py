"""Sets the stage: a person who may do everything, and some of each thing there is."""

import http.client
import json
import time
from datetime import UTC, datetime, timedelta

from regulated import regulated

PASSWORD = "correct horse battery 2026"
# So many of each thing: several calls take one away for good.
MANY = 12
# Names that are not alike.
WORDS = ["远洋钢铁", "江南造纸", "中原轴承", "天山乳业", "大江水泥", "金桥纺织", "瑞丰粮油", "海纳物流", "百川化工", "恒通电缆", "永盛家具", "鸿运食品"]


class Api:
    """A client with a session."""

    def __init__(self, port, cookie=None):
        self.port = port
        self.cookie = cookie

    def send(self, method, path, body=None, kind="application/json", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        if self.cookie:
            headers["Cookie"] = self.cookie
        if body is not None:
            headers["Content-Type"] = kind
            body = json.dumps(body) if kind == "application/json" else body
        connection.request(method, "/api/v1" + path, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response, json.loads(text) if text else None

    def call(self, method, path, body=None, **more):
        response, value = self.send(method, path, body, **more)
        if response.status >= 300:
            raise SystemExit(f"{method} {path}: {response.status} {json.dumps(value, ensure_ascii=False)}")
        if cookie := response.getheader("Set-Cookie"):
            self.cookie = cookie.split(";")[0]
        return value

    def get(self, path):
        """What is there, or None."""
        response, value = self.send("GET", path)
        return value if response.status == 200 else None

    def text(self, path):
        """What is there, as it stands."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", "/api/v1" + path, headers={"Cookie": self.cookie})
        return connection.getresponse().read().decode()

    def login(self, login, password):
        self.cookie = None
        return self.call("POST", "/session", {"login": login, "password": password})

    def pledge(self):
        """Accepts the rules in force: nothing else is open before."""
        self.call("PUT", "/pledge", {"version": self.call("GET", "/pledge")["version"]})


def upload(api, rows):
    text = "\r\n".join(["客户名称,统一社会信用代码,手机,备注", *rows]) + "\r\n"
    body = (
        '--edge\r\nContent-Disposition: form-data; name="file"; filename="customers.csv"\r\n'
        f"Content-Type: text/csv\r\n\r\n{text}\r\n--edge--\r\n"
    )
    return api.call("POST", "/imports", body.encode(), kind="multipart/form-data; boundary=edge")["id"]


def prepare(port, people):
    """Makes the things and returns them as the pool that hooks.py draws from."""
    api = Api(port)
    administrator = next(it for it in people if it["role"] == "system_administrator")
    api.login(administrator["login"], administrator["password"])
    roles = api.call("GET", "/roles?limit=200")["items"]
    everything = sorted({permission for role in roles for permission in role["permissions"]})
    role = api.call("POST", "/roles", {"code": "everything", "name": "全部权限", "permissions": everything})
    home = api.call("POST", "/departments", {"name": "测试部", "kind": "office"})["id"]
    made = api.call("POST", "/people", {
        "login": "fuzz", "name": "测试员", "role_ids": [role["id"]], "department_id": home})  # fmt: skip
    api.login("fuzz", made["password"])
    api.call("PUT", "/account/password", {"current": made["password"], "new": PASSWORD})
    me = api.login("fuzz", PASSWORD)["person"]["id"]
    api.pledge()
    for _ in range(4):
        Api(port).login("fuzz", PASSWORD)
    sessions = api.call("GET", "/sessions")["items"]
    session = next(it["id"] for it in sessions if it["current"])

    devices = api.call("GET", "/devices")["items"]
    device = next(it["id"] for it in devices if it["current"])

    today = datetime.now(UTC)
    pool = {
        "cookie": api.cookie,
        "protected": [me, role["id"], session, device, home],
        "home": home,
        "tomorrow": (today + timedelta(days=1)).date().isoformat(),
        "yesterday": (today - timedelta(days=1)).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "sessions": [it["id"] for it in sessions if not it["current"]],
        # One: a device that is forgotten takes its session along.
        "devices": [it["id"] for it in devices if not it["current"]][:1],
        "parents": {},
        "shares": [],
    }

    def make(kind, path, body):
        pool[kind] = [api.call("POST", path, body(n))["id"] for n in range(MANY)]

    # By somebody else, and few: nobody reports more than five in an hour.
    witness = Api(port)
    witness.login(administrator["login"], administrator["password"])

    def leak():
        return witness.call("POST", "/incidents", {"kind": "suspicion", "text": "报价单不见了", "anonymous": False})["id"]

    pool["incidents"] = {"": [leak()], "entries": [leak(), leak()], "closing": [leak(), leak()]}
    make("departments", "/departments", lambda n: {"name": f"部门{n}", "kind": "sales"})
    make("posts", "/posts", lambda n: {"name": f"岗位{n}"})
    make("roles", "/roles", lambda n: {"code": f"role_{n}", "name": f"角色{n}", "permissions": []})
    make("customers", "/customers", lambda n: {
        "kind": "organization", "name": f"测试客户{n}有限公司", "template": "company", "values": {"address": "工业路1号", "website": "https://example.com"}})  # fmt: skip
    make("saved-views", "/saved-views", lambda n: {
        "list": "customers", "name": f"视图{n}", "shared": False, "definition": {"filters": [], "columns": [], "sort": "-updated_at"}})  # fmt: skip
    make("access-tokens", "/access-tokens", lambda n: {
        "name": f"令牌{n}", "scopes": ["customer.create"], "expires_on": pool["tomorrow"]})  # fmt: skip
    def person(login):
        made = api.call("POST", "/people", {
            "login": login, "name": f"人员{login}", "role_ids": [pool["roles"][0]], "department_id": home})  # fmt: skip
        return made["person"]["id"]

    # Those who get customers must stay as they are; the others may be changed and dismissed.
    pool["people"] = [person(f"person{n}") for n in range(MANY)]
    pool["colleagues"] = [person(f"colleague{n}") for n in range(4)]
    pool["protected"] += pool["colleagues"]
    pool["contacts"], pool["interactions"] = [], []
    for customer in pool["customers"]:
        contact = api.call("POST", f"/customers/{customer}/contacts", {"name": "周宁", "values": {}, "primary": False})["id"]
        interaction = api.call("POST", f"/customers/{customer}/interactions", {
            "kind": "call", "direction": "out", "at": pool["yesterday"], "summary": "问候"})["id"]  # fmt: skip
        share = api.call("POST", f"/customers/{customer}/shares", {
            "person_id": pool["colleagues"][0], "until": pool["tomorrow"], "reason": "协作"})["id"]  # fmt: skip
        pool["contacts"].append(contact)
        pool["interactions"].append(interaction)
        pool["shares"].append([customer, share])
        pool["parents"][contact] = pool["parents"][interaction] = customer
    pool["month-checks"] = [it["id"] for it in api.call("POST", "/month-checks", {})["items"]]
    pool["month-notes"] = pool["customers"]
    for customer in pool["customers"][::2]:
        api.call("POST", f"/customers/{customer}/uncertain", {"field": "address", "note": "听说搬了"})
    pool["fields"] = [
        api.call("POST", "/fields", {
            "key": f"x_extra_{n}", "subject": "customer", "field_type": "text", "group": "business",
            "label": {"zh": f"附加{n}", "en": f"Extra {n}"}, "filterable": True})["key"]
        for n in range(MANY)
    ]  # fmt: skip
    pool["card-templates"] = [it["code"] for it in api.call("GET", "/card-templates")["items"]]
    pool["imports"] = [
        upload(api, [f"导入客户{n}甲有限公司,,13800000000,好", f"导入客户{n}乙有限公司,错,1,坏", "导入客户丙,,,"]) for n in range(MANY)
    ]
    pool["pairs"], pool["merged"] = pairs(api)
    make("suspects", "/customers", lambda n: {
        "kind": "organization", "name": "测试", "template": "company", "values": {}})  # fmt: skip
    make("import-templates", "/import-templates", lambda n: {"import_id": pool["imports"][n], "name": f"模板{n}"})
    pool["exports"] = exports(api, port, role["id"], home, me)
    pool["clashes"], pool["askable"] = clashes(api, port, role["id"], pool)
    pool["greetings"] = greetings(api, port, people, me)
    pool["twins"] = twins(api)
    regulated(api, pool, MANY)
    return pool


def pairs(api):
    """Customers to be merged, and some that were: the survivor with the merging."""

    def customer(name):
        return api.call("POST", "/customers", {
            "kind": "organization", "name": name, "template": "company", "values": {}})["id"]  # fmt: skip

    made = [[customer(f"合并甲{n}有限公司"), customer(f"合并乙{n}有限公司")] for n in range(MANY)]
    merged = []
    for survivor, other in made[: MANY // 2]:
        wish = {"other_id": other, "other_version": 1, "reason": "同一家"}
        merge = api.call("POST", f"/customers/{survivor}/merges", wish, **{"If-Match": '"1"'})
        merged.append([survivor, merge["id"]])
    return made[MANY // 2 :], merged


def exports(api, port, role, home, me):
    """Exports of a colleague's that wait for an approval, and some of one's own to be fetched."""

    def limit(rows):
        version = api.call("GET", "/company")["version"]
        rule = {"export_limit_rows": rows, "export_purpose_required": False}
        api.call("PATCH", "/company", rule, **{"If-Match": f'"{version}"'})

    version = next(it["version"] for it in api.call("GET", "/departments?limit=200")["items"] if it["id"] == home)
    api.call("PATCH", f"/departments/{home}", {"head_id": me}, **{"If-Match": f'"{version}"'})
    made = api.call("POST", "/people", {"login": "clerk", "name": "经办人", "role_ids": [role], "department_id": home})
    clerk = arrive(port, "clerk", made["password"])
    wish = {"purpose": "回访", "format": "csv", "columns": ["name"]}
    limit(0)
    waiting = [clerk.call("POST", "/exports", wish)["id"] for _ in range(2 * MANY)]
    limit(None)
    own = [api.call("POST", "/exports", wish)["id"] for _ in range(MANY)]
    return {"approval": waiting[:MANY], "refusal": waiting[MANY:], "": own}


def arrive(port, login, password):
    """Somebody signs in for the first time."""
    person = Api(port)
    person.login(login, password)
    person.call("PUT", "/account/password", {"current": password, "new": PASSWORD})
    person.login(login, PASSWORD)
    person.pledge()
    return person


def clashes(api, port, role, pool):
    """Clashes in which the person is one side, the other, or none; and what can be asked for."""

    def elsewhere(login, name):
        home = api.call("POST", "/departments", {"name": name, "kind": "sales"})["id"]
        made = api.call("POST", "/people", {"login": login, "name": name, "role_ids": [role], "department_id": home})
        pool["protected"] += [home, made["person"]["id"]]
        return arrive(port, login, made["password"])

    def drafts(owner, mark):
        made = []
        for n, word in enumerate(WORDS):
            mobile = f"13{mark}00{n:04}"
            draft = {"kind": "organization", "name": f"{word}{mark}有限公司", "template": "company", "values": {"mobile": mobile}}
            owner.call("POST", "/customers", draft)
            made.append(draft)
        return made

    def ask(applicant, draft):
        return applicant.call("POST", "/clashes", asking(applicant, draft))["id"]

    north, south = elsewhere("north", "北区"), elsewhere("south", "南区")
    own, theirs, others = drafts(api, 501), drafts(north, 502), drafts(north, 503)
    # Nobody asks more than twenty times a day.
    made = {
        "statements": [ask(south, draft) for draft in own[:4]],
        "settlement": [ask(south, draft) for draft in own[4:10]],
        "withdrawal": [ask(api, draft) for draft in theirs[:8]],
        "ruling": [ask(south, draft) for draft in others[:8]],
    }
    return made, drafts(north, 504)


def asking(api, draft):
    """What somebody sends who met a customer that is on file with somebody else."""
    found = api.call("POST", "/customers/clashes", draft)["items"]
    like = next(it for it in found if it["customer"] and it["customer"]["name"] == draft["name"])
    return {"customer": draft, "reference": like["reference"], "wish": "ruling", "reason": "客户来电询价"}


def greetings(api, port, people, me):
    """Greetings that the sample company has to send, handed over with their customers."""
    found = {}
    for person in people:
        if person["role"] != "salesperson":
            continue
        seller = Api(port)
        seller.login(person["login"], person["password"])
        for greeting in seller.call("GET", "/greetings?limit=200")["items"]:
            found[greeting["customer"]["id"]] = greeting["id"]
    for customer in found:
        version = api.call("GET", f"/customers/{customer}")["version"]
        body = {"owner_id": me, "reason": "接手"}
        api.call("PUT", f"/customers/{customer}/owner", body, **{"If-Match": f'"{version}"'})
    ids = list(found.values())
    if len(ids) < 3:
        raise SystemExit(f"{len(ids)} greetings to be sent")
    third = len(ids) // 3
    return {"completion": ids[:third], "skip": ids[third : 2 * third], "": ids[2 * third :]}


def twins(api):
    """Pairs that look like one customer, once the search in the background has found them."""
    made = set()
    for n, word in enumerate(WORDS):
        for tail in ("有限公司", "有限责任公司"):
            draft = {"kind": "organization", "name": f"{word}成双{tail}", "template": "company", "values": {"mobile": f"1390000{n:04}"}}
            made.add(api.call("POST", "/customers", draft)["id"])
    for _ in range(150):
        found = [[it["a"]["id"], it["b"]["id"]] for it in api.call("GET", "/twins?limit=100")["items"]]
        found = [pair for pair in found if made.issuperset(pair)]
        if len(found) >= MANY // 2:
            return found
        time.sleep(1)
    raise SystemExit("no twins were found")
