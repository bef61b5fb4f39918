"""For measuring other systems: invented customers, a client, and figures in a table."""

import csv
import http.client
import json
import random
import socket
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

TRADE = "华东安泰宏远中恒金瑞鑫达盛联创新科正德明光嘉和永信天成博雅万通世纪海川北辰启航润泽凯峰"
BUSINESS = ["泵业", "阀门", "机械设备", "电子科技", "建筑材料", "食品", "物流", "化工", "纺织", "信息技术", "医疗器械", "环保设备"]
FORM = ["有限公司", "股份有限公司", "有限责任公司"]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建国志"
CODE_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(chance, division):
    """A unified social credit code whose check digit is right (GB 32100)."""
    body = "91" + division + "".join(chance.choice(CODE_DIGITS) for _ in range(9))
    total = sum(CODE_DIGITS.index(digit) * pow(3, place, 31) for place, digit in enumerate(body))
    return body + CODE_DIGITS[-total % 31]


def customers(number, seed=7):
    """Invented organisations, the same ones for the same seed."""
    chance = random.Random(seed)
    with open(ROOT / "data/reference/divisions_gbt2260.csv", encoding="utf-8") as file:
        counties = [row for row in csv.DictReader(file) if row["level"] == "3" and row["status"] != "historical"]
    for n in range(number):
        county = chance.choice(counties)
        place = (county["city"] or county["province"]).removesuffix("市").removesuffix("省")
        trade = "".join(chance.sample(TRADE, chance.choice([2, 2, 3])))
        yield {
            "客户名称": f"{place}{trade}{chance.choice(BUSINESS)}{chance.choice(FORM)}",
            "统一社会信用代码": credit_code(chance, county["code"]),
            "法定代表人": chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice([1, 2]))),
            "所在地区": county["full_name"],
            "详细地址": f"工业路{chance.randint(1, 999)}号",
            "手机": f"139{n:08d}",
            "电子邮箱": f"customer{n}@example.com",
            "成立日期": f"{chance.randint(1985, 2024)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        }


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


class Client:
    """One connection that stays open, as a browser's does. Not for several threads at once."""

    def __init__(self, port, headers=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.headers = dict(headers or {})

    def send(self, method, path, body=None, **headers):
        headers = {**self.headers, **headers}
        if body is not None:
            body = json.dumps(body)
            headers["Content-Type"] = "application/json"
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read()
        return response, json.loads(text) if text else None

    def ok(self, method, path, body=None, **headers):
        response, value = self.send(method, path, body, **headers)
        if response.status >= 300:
            raise SystemExit(f"{method} {path}: {response.status} {value}")
        return value


def share(sorted_times, part):
    return sorted_times[min(len(sorted_times) - 1, int(len(sorted_times) * part))]


class Figures:
    """Collects what was measured and prints it as one table."""

    def __init__(self, title):
        self.title = title
        self.rows = []

    def time(self, name, times, work):
        """Runs `work(n)` so many times, one after another, after a tenth of that to get warm."""
        for n in range(max(1, times // 10)):
            work(n)
        taken = []
        for n in range(times):
            began = time.perf_counter()
            work(n)
            taken.append((time.perf_counter() - began) * 1000)
        taken.sort()
        self.rows.append((name, f"{share(taken, 0.5):.2f} ms", f"{share(taken, 0.99):.2f} ms"))

    def rate(self, name, seconds, workers):
        """How often the workers (functions without arguments, a thread each) get through a second."""
        end = time.perf_counter() + seconds
        counts = [0] * len(workers)

        def loop(place, work):
            while time.perf_counter() < end:
                work()
                counts[place] += 1

        threads = [threading.Thread(target=loop, args=it) for it in enumerate(workers)]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.rows.append((name, f"{sum(counts) / (time.perf_counter() - began):,.0f} /s", ""))

    def one(self, name, value):
        self.rows.append((name, value, ""))

    def print(self):
        print(f"\n{self.title}\n\n| what | median, or value | 99th percentile |\n|---|---:|---:|")
        for row in self.rows:
            print("| " + " | ".join(row) + " |")


def memory(pid):
    """Resident memory of a process and its children, in MiB."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if status.parent.name == str(pid) or fields.get("PPid", "").strip() == str(pid):
            total += int(fields.get("VmRSS", "0 kB").split()[0])
    return total / 1024


def folder_size(path):
    """In MiB."""
    return sum(file.stat().st_size for file in Path(path).rglob("*") if file.is_file()) / 2**20
