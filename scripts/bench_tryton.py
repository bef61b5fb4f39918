"""Tryton's parties doing the work of Kedang's customers. Run by scripts/bench-peers in its venv.

Both sides keep their data in SQLite and are asked over HTTP by one client on the same machine.
Tryton checks and keeps much less for each party (no evidence, no search by pinyin, no fields beyond
name, address, code and telephone), so the figures flatter it, not us.
"""

import argparse
import base64
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_lib import Client, Figures, customers, folder_size, free_port, memory

PASSWORD = "a long invented passphrase"
BATCH = 500


class Tryton:
    def __init__(self, port):
        self.client = Client(port)
        user, session, _ = self.call("common.db.login", "admin", {"password": PASSWORD}, "en")
        token = base64.b64encode(f"admin:{user}:{session}".encode()).decode()
        self.client.headers["Authorization"] = f"Session {token}"

    def call(self, method, *params):
        reply = self.client.ok("POST", "/bench/rpc/", {"id": 1, "method": method, "params": params})
        if reply.get("error"):
            raise SystemExit(f"{method}: {reply['error']}")
        return reply["result"]

    def party(self, verb, *params):
        return self.call(f"model.party.party.{verb}", *params, {})


def as_party(row):
    return {
        "name": row["客户名称"],
        "addresses": [["create", [{"street_unstructured": row["详细地址"], "city": row["所在地区"]}]]],
        "contact_mechanisms": [
            ["create", [{"type": "mobile", "value": row["手机"]}, {"type": "email", "value": row["电子邮箱"]}]],
        ],
        "identifiers": [["create", [{"code": row["统一社会信用代码"]}]]],
    }


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--customers", type=int, default=100_000)
    arguments = arguments.parse_args()
    programs = Path(sys.executable).parent

    with tempfile.TemporaryDirectory(prefix="kedang-bench-") as folder:
        port = free_port()
        Path(folder, "password").write_text(PASSWORD + "\n")
        Path(folder, "bench.sqlite").touch()
        config = Path(folder, "trytond.conf")
        config.write_text(f"[database]\nuri = sqlite://\npath = {folder}\n[web]\nlisten = 127.0.0.1:{port}\n")
        subprocess.run(
            [programs / "trytond-admin", "-c", config, "-d", "bench", "--email", "a@example.com", "--all", "-u", "party", "--activate-dependencies"],
            env={**os.environ, "TRYTONPASSFILE": f"{folder}/password"}, check=True, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        server = subprocess.Popen(
            [programs / "trytond", "-c", config, "-d", "bench"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            measure(arguments.customers, port, server.pid, folder)
        finally:
            server.terminate()
            server.wait()


def wait_for(port):
    for _ in range(600):
        try:
            return Tryton(port)
        except OSError:
            time.sleep(0.1)
    raise SystemExit("Tryton did not start")


def measure(number, port, pid, folder):
    tryton = wait_for(port)
    figures = Figures(f"Tryton 8.2, {number:,} customers, SQLite")

    rows = list(customers(number))
    began = time.perf_counter()
    for start in range(0, number, BATCH):
        tryton.party("create", [as_party(row) for row in rows[start : start + BATCH]])
    figures.one("import", f"{number / (time.perf_counter() - began):,.0f} rows/s")

    columns = ["name", "code", "active"]
    figures.time("list, first page", 100, lambda _: tryton.party("search_read", [], 0, 50, [["name", "ASC"]], columns))
    figures.time("search, two characters of the name", 100, lambda n: tryton.party(
        "search_read", [["name", "ilike", f"%{rows[n]['客户名称'][3:5]}%"]], 0, 20, None, columns))  # fmt: skip
    figures.time("search, a telephone number", 100, lambda n: tryton.party(
        "search_read", [["contact_mechanisms.value", "ilike", f"%{rows[n]['手机']}%"]], 0, 20, None, columns))  # fmt: skip
    figures.time("count of all", 50, lambda _: tryton.party("search_count", []))
    ids = [row["id"] for row in tryton.party("search_read", [], 0, 200, None, ["name"])]
    figures.time("open one", 200, lambda n: tryton.party("read", [ids[n % 200]], [
        *columns, "addresses", "contact_mechanisms", "identifiers", "full_name", "lang"]))  # fmt: skip
    figures.time("create one", 100, lambda n: tryton.party("create", [as_party(rows[n])]))
    figures.time("change one", 100, lambda n: tryton.party("write", [ids[n]], {"name": rows[n]["客户名称"] + "（改）"}))

    writers = [Tryton(port) for _ in range(16)]
    figures.rate("create, 16 at once", 10, [lambda it=it: it.party("create", [as_party(rows[0])]) for it in writers])
    figures.one("memory of the server", f"{memory(pid):.0f} MiB")
    figures.one("size on disk", f"{folder_size(folder):.0f} MiB")
    figures.print()


if __name__ == "__main__":
    main()
