"""Measures one Kedang: import, reading, searching and writing with many customers.

Run by scripts/bench, which builds the program that KEDANG_BIN names.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from bench_lib import Client, Figures, customers, folder_size, free_port, memory, write_csv

BINARY = os.environ["KEDANG_BIN"]


class Server:
    """The program, serving on a free port until the block ends."""

    def __init__(self, folder, database_url):
        self.port = free_port()
        self.command = [BINARY, "serve", "--data", folder, "--listen", f"127.0.0.1:{self.port}"]
        if database_url:
            self.command += ["--database-url", database_url]

    def __enter__(self):
        began = time.perf_counter()
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                if Client(self.port).send("GET", "/readyz")[0].status == 200:
                    break
            except (OSError, ValueError):
                pass
            if self.process.poll() is not None:
                raise SystemExit(f"the server ended with {self.process.returncode}")
            time.sleep(0.005)
        self.started = time.perf_counter() - began
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def login(self, person):
        client = Client(self.port)
        response, value = client.send(
            "POST", "/api/v1/session", {"login": person["login"], "password": person["password"]}
        )
        if response.status != 200:
            raise SystemExit(f"login: {response.status} {value}")
        client.headers["Cookie"] = response.getheader("Set-Cookie").split(";")[0]
        return client


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--customers", type=int, default=100_000)
    arguments.add_argument("--database-url", help="PostgreSQL, an empty database; without it SQLite")
    arguments = arguments.parse_args()
    database = ["--database-url", arguments.database_url] if arguments.database_url else []

    with tempfile.TemporaryDirectory(prefix="kedang-bench-") as folder:
        demo = subprocess.run(
            [BINARY, "demo", "--data", folder, "--json", *database], check=True, capture_output=True, text=True
        )
        people = {person["role"]: person for person in json.loads(demo.stdout)["people"]}
        engine = "PostgreSQL" if database else "SQLite"
        figures = Figures(f"Kedang, {arguments.customers:,} customers, {engine}")

        rows = list(customers(arguments.customers))
        table = Path(folder, "customers.csv")
        write_csv(table, rows)
        began = time.perf_counter()
        done = subprocess.run(
            [BINARY, "import", table, "--as", people["service_manager"]["login"], "--data", folder, "--json", *database],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        table.unlink()
        report = json.loads(done.stdout)
        seconds = time.perf_counter() - began
        figures.one("import, checked and written", f"{report['valid_rows'] / seconds:,.0f} rows/s")

        with Server(folder, arguments.database_url) as server:
            figures.one("start until ready", f"{server.started * 1000:.0f} ms")
            measure(figures, server, people, rows)
            figures.one("memory of the server", f"{memory(server.process.pid):.0f} MiB")
        if not database:
            figures.one("size on disk", f"{folder_size(folder):.0f} MiB")
        figures.print()


def measure(figures, server, people, rows):
    wide = server.login(people["service_manager"])
    narrow = server.login(people["salesperson"])

    def get(client, path):
        return client.ok("GET", "/api/v1" + path)

    def search(take):
        return lambda n: get(wide, f"/search?limit=20&q={quote(take(rows[n]))}")

    page = get(wide, "/customers?limit=200")
    ids = [item["id"] for item in page["items"]]
    figures.time("list, first page, sees all", 100, lambda _: get(wide, "/customers?limit=50&columns=region,stage,mobile"))
    figures.time("list, first page, sees own", 100, lambda _: get(narrow, "/customers?limit=50&columns=region,stage,mobile"))
    figures.time("list, one province, by name", 100, lambda _: get(wide, "/customers?limit=50&filter=region:under:320000&sort=name"))
    figures.time("count of all", 50, lambda _: get(wide, "/customers/count"))
    figures.time("search, two characters of the name", 100, search(lambda row: row["客户名称"][3:5]))
    figures.time("search, a telephone number", 100, search(lambda row: row["手机"]))
    figures.time("search, part of the credit code", 100, search(lambda row: row["统一社会信用代码"][:12]))
    figures.time("open one, with evidence", 200, lambda n: get(wide, f"/customers/{ids[n % 200]}"))
    figures.time("workbench", 50, lambda _: get(wide, "/workbench"))

    def create(client):
        count = iter(range(10**9))

        def work(_=None):
            n = next(count)
            name = f"新建{rows[n % len(rows)]['客户名称']}{id(client)}{n}"
            body = {"kind": "organization", "name": name, "template": "company", "values": {"address": "工业路1号"}}
            client.ok("POST", "/api/v1/customers", body)

        return work

    def change(n):
        customer = f"/api/v1/customers/{ids[n]}"
        version = wide.ok("GET", customer)["version"]
        wide.ok("PATCH", customer, {"values": {"address": f"工业路{n}号"}}, **{"If-Match": f'"{version}"'})

    figures.time("create one, on disk", 100, create(wide))
    figures.time("open and change one, on disk", 100, change)
    clients = [server.login(people["service_manager"]) for _ in range(16)]
    figures.rate("create, 16 at once, on disk", 10, [create(client) for client in clients])
    figures.rate("open, 16 at once, with evidence", 10, [
        lambda it=it, n=n: get(it, f"/customers/{ids[n]}") for n, it in enumerate(clients)])  # fmt: skip


if __name__ == "__main__":
    main()
