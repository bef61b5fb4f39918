"""Starts a server on a sample company and lets schemathesis loose on it.

Arguments are handed on to schemathesis, after ours: `tests-api/run --include-path /api/v1/customers`.
"""

import contextlib
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
BINARY = os.environ["KEDANG_BIN"]
ST = Path(sys.executable).parent / "st"

SEED = "20261122"
# The whole run, in seconds; the examples for each operation are bounded in schemathesis.toml.
BUDGET = "150"


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


class Api:
    """The few calls that set the stage."""

    def __init__(self, port):
        self.port = port
        self.cookie = None

    def call(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        if self.cookie:
            headers["Cookie"] = self.cookie
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        connection.request(method, "/api/v1" + path, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        if response.status >= 300:
            raise SystemExit(f"{method} {path}: {response.status} {text}")
        if cookie := response.getheader("Set-Cookie"):
            self.cookie = cookie.split(";")[0]
        return json.loads(text) if text else None

    def login(self, login, password):
        self.cookie = None
        return self.call("POST", "/session", {"login": login, "password": password})


def wait_until_ready(port, server):
    for _ in range(300):
        if server.poll() is not None:
            raise SystemExit(f"the server ended with {server.returncode}")
        with contextlib.suppress(OSError):
            if urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2).status == 200:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not become ready")


def permissions(document):
    """Every permission there is, so that no operation ends at the first gate."""
    text = json.dumps(document)
    return sorted(set(re.findall(r'"((?:company|department|person|role|template|customer|interaction|import|evidence)\.[a-z_]+)"', text)))


def stage(api, people):
    """One person who may do everything, and a token for them."""
    administrator = next(it for it in people if it["role"] == "system_administrator")
    api.login(administrator["login"], administrator["password"])
    roles = api.call("GET", "/roles?limit=200")["items"]
    everything = sorted({permission for role in roles for permission in role["permissions"]})
    role = api.call("POST", "/roles", {"code": "everything", "name": "全部权限", "permissions": everything})
    made = api.call("POST", "/people", {"login": "fuzz", "name": "测试员", "role_ids": [role["id"]]})
    api.login("fuzz", made["password"])
    api.call("PUT", "/account/password", {"current": made["password"], "new": "correct horse battery 2026"})
    api.login("fuzz", "correct horse battery 2026")
    token = api.call("POST", "/access-tokens", {"name": "fuzz", "scopes": everything, "expires_on": "2099-12-31"})
    return token["token"]


def main():
    with tempfile.TemporaryDirectory(prefix="kedang-api-") as folder:
        port = free_port()
        demo = subprocess.run([BINARY, "demo", "--data", folder, "--json"], check=True, capture_output=True, text=True)
        people = json.loads(demo.stdout)["people"]
        environment = {**os.environ, "KEDANG_LISTEN": f"127.0.0.1:{port}"}
        with (
            open(Path(folder) / "server.log", "w") as log,
            subprocess.Popen([BINARY, "serve", "--data", folder], stdout=log, stderr=log, env=environment) as server,
        ):
            try:
                wait_until_ready(port, server)
                status = check(port, stage(Api(port), people), folder)
                alive = server.poll() is None
            finally:
                server.terminate()
                server.wait(timeout=30)
        if not alive or server.returncode != 0:
            print(f"the server ended with {server.returncode}:", file=sys.stderr)
            print((Path(folder) / "server.log").read_text()[-20000:], file=sys.stderr)
            status = 1
        return status


def check(port, token, folder):
    environment = {
        **os.environ,
        "SCHEMATHESIS_HOOKS": str(HERE / "hooks.py"),
        "KEDANG_API": f"http://127.0.0.1:{port}",
        "KEDANG_TOKEN": token,
        "HYPOTHESIS_STORAGE_DIRECTORY": f"{folder}/hypothesis",
    }
    command = [
        ST, "--config-file", HERE / "schemathesis.toml", "run", f"http://127.0.0.1:{port}/api/openapi.json",
        "--seed", SEED, "--max-time", BUDGET, "--header", f"Authorization: Bearer {token}", "--no-color", *sys.argv[1:],
    ]  # fmt: skip
    return subprocess.run(command, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
