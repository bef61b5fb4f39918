"""Starts a server on a sample company and lets schemathesis loose on it.

Arguments are handed on to schemathesis: `tests-api/run --include-path /api/v1/customers`.
"""

import contextlib
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

from stage import prepare

HERE = Path(__file__).resolve().parent
BINARY = os.environ["KEDANG_BIN"]
ST = Path(sys.executable).parent / "st"


# What no invented request can do: guess a password or a one-time code, or set up twice.
REFUSED = {
    "POST /api/v1/setup",
    "POST /api/v1/session",
    "DELETE /api/v1/session/lock",
    "POST /api/v1/session/proof",
    "PUT /api/v1/account/password",
    "POST /api/v1/account/totp/confirmation",
    "DELETE /api/v1/account/totp",
    # What takes two people at odds, or a day that comes: crates/api/tests do these.
    "POST /api/v1/attestations/{id}/confirmation",
    "POST /api/v1/attestations/{id}/failure",
    "PUT /api/v1/pledge",
    "POST /api/v1/requests",
    "GET /api/v1/requests/{id}",
    "POST /api/v1/requests/{id}/decision",
    "POST /api/v1/requests/{id}/submission",
    "POST /api/v1/requests/{id}/withdrawal",
    "POST /api/v1/grants/{id}/revocation",
    "POST /api/v1/grants/{id}/copies",
    "GET /api/v1/items/{id}",
    "PUT /api/v1/items/{id}",
    "GET /api/v1/loans/{id}",
    "POST /api/v1/loans/{id}/hand-out",
    "POST /api/v1/loans/{id}/confirmation",
    "POST /api/v1/loans/{id}/return",
    "POST /api/v1/loans/{id}/extension",
    "POST /api/v1/loans/{id}/damage",
    "POST /api/v1/loans/{id}/loss",
    "GET /api/v1/change-lists/{id}",
    "GET /api/v1/change-lists/{id}/changes",
    "PUT /api/v1/change-lists/{id}/changes/{event_id}/verdict",
    "POST /api/v1/change-lists/{id}/review",
    "POST /api/v1/change-lists/{id}/acceptance",
    "PUT /api/v1/returned-changes/{id}/answer",
    "PUT /api/v1/month-checks/{id}/customers/{customer_id}",
    "POST /api/v1/month-checks/{id}/proposals",
    "DELETE /api/v1/month-checks/{id}/proposals/{proposal_id}",
    "POST /api/v1/month-checks/{id}/submission",
    "POST /api/v1/month-checks/{id}/approval",
    "POST /api/v1/imports/{id}/approval",
    "DELETE /api/v1/imports/{id}/approval",
    "POST /api/v1/imports/{id}/refusal",
    # Whoever asks does not decide: crates/app/tests do these with two people.
    "POST /api/v1/policy/versions/{id}/approval",
    "POST /api/v1/policy/versions/{id}/refusal",
    "POST /api/v1/obligations/{id}/extensions",
    "POST /api/v1/obligations/{id}/extensions/{extension_id}/decision",
    "POST /api/v1/corrections/{id}/check",
    "POST /api/v1/corrections/{id}/application",
    "POST /api/v1/corrections/{id}/refusal",
    "POST /api/v1/campaigns/{id}/assignment",
    "PUT /api/v1/campaigns/{id}/customers/{customer_id}",
    # A department with work left, and the text of a draft as it is at that moment: crates do these.
    "POST /api/v1/campaigns/{id}/reminder",
    "PUT /api/v1/policy/versions/{id}/toml",
    # What needs somebody who is told, or an address that answers: crates/app and crates/api do these.
    "POST /api/v1/inbox/{id}/reading",
    "POST /api/v1/urgent-news/{id}/acknowledgement",
    "POST /api/v1/notice-settings/test",
    "POST /api/v1/robots",
    "PATCH /api/v1/robots/{id}",
    "POST /api/v1/robots/{id}/test",
    # A case that is open, and a sheet that leaked: crates/api/tests/trace.rs has them.
    "GET /api/v1/incidents/{id}/traces",
    "POST /api/v1/incidents/{id}/traces",
    # What was read in an unusual way, a honey customer that lies open, and somebody whose leaving was
    # registered before: crates/api/tests/watch.rs has them.
    "GET /api/v1/watch-findings/{id}",
    "POST /api/v1/watch-findings/{id}/conclusion",
    "DELETE /api/v1/honey-customers/{id}",
    "DELETE /api/v1/people/{id}/leaving",
}


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


def wait_until_ready(port, server):
    for _ in range(300):
        if server.poll() is not None:
            raise SystemExit(f"the server ended with {server.returncode}")
        with contextlib.suppress(OSError):
            if urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2).status == 200:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not become ready")


def check(port, pool, folder):
    environment = {
        **os.environ,
        "SCHEMATHESIS_HOOKS": str(HERE / "hooks.py"),
        "PYTHONPATH": str(HERE),
        "PYTHONDONTWRITEBYTECODE": "1",
        "KEDANG_PORT": str(port),
        "KEDANG_POOL": json.dumps(pool),
        "KEDANG_SEEN": f"{folder}/seen.json",
    }
    command = [
        ST, "--config-file", HERE / "schemathesis.toml", "--no-color",
        "run", f"http://127.0.0.1:{port}/api/openapi.json", "--header", f"Cookie: {pool['cookie']}", *sys.argv[1:],
    ]  # fmt: skip
    said, untouched = [], []
    with subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            said.append(line)
            print(line, end="", flush=True)
    if len(sys.argv) == 1:
        untouched = never_done(json.loads(Path(folder, "seen.json").read_text()))
        for operation in untouched:
            print(f"never done, only refused: {operation}")
    # In the words of other runners, for whoever counts.
    cases = re.search(r"([\d,]+) generated", "".join(said))
    failures = re.search(r"found (\d+) unique", "".join(said))
    bad = int(failures[1]) if failures else int(process.returncode != 0)
    bad += len(untouched)
    good = int(cases[1].replace(",", "")) - bad if cases else 0
    print(f"\n{good} passed, {bad} failed")
    return 1 if bad else process.returncode


def never_done(seen):
    """Operations that were called and never once did what they are for: they are not tested."""
    done, called = set(), set()
    for line in seen:
        operation, status = line.rsplit(" ", 1)
        called.add(operation)
        if status.startswith("2"):
            done.add(operation)
    statuses = {operation: [line.rsplit(" ", 1)[1] for line in seen if line.startswith(operation + " ")] for operation in called}
    return [f"{operation} ({', '.join(sorted(statuses[operation]))})" for operation in sorted(called - done - REFUSED)]


def main():
    with tempfile.TemporaryDirectory(prefix="kedang-api-") as folder:
        demo = subprocess.run(
            [BINARY, "demo", "--data", folder, "--json"], check=True, stdout=subprocess.PIPE, text=True
        )
        people = json.loads(demo.stdout)["people"]
        port = free_port()
        log = Path(folder, "server.log")
        with (
            open(log, "w") as file,
            subprocess.Popen(
                [BINARY, "serve", "--data", folder, "--listen", f"127.0.0.1:{port}"], stdout=file, stderr=file
            ) as server,
        ):
            try:
                wait_until_ready(port, server)
                status = check(port, prepare(port, people), folder)
            finally:
                server.terminate()
                server.wait(timeout=60)
        # A panic is caught and becomes a reply; the log has it all the same.
        panics = [line for line in log.read_text().splitlines() if "panicked" in line]
        if server.returncode != 0 or panics:
            print(f"the server ended with {server.returncode}", *panics, log.read_text()[-8000:], sep="\n", file=sys.stderr)
            status = 1
        return status


if __name__ == "__main__":
    sys.exit(main())
