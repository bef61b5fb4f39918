//! A server that is told to stop in the middle of an import, and the one that comes after it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_db::{Db, Location, Sql};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// So many that they are not written before the server hears that it is to stop.
const ROWS: usize = 5_000;
const BOUNDARY: &str = "kedang-boundary";

fn kedang(data: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kedang"));
    command.env_clear().env("KEDANG_DATA", data).args(args);
    command
}

fn printed(data: &Path, args: &[&str]) -> Value {
    let output = kedang(data, args).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A server on a free port, ended with the test.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(data: &Path) -> Self {
        let mut child = kedang(data, &["serve", "--listen", "127.0.0.1:0", "--log-format", "json"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let address = loop {
            let mut line = String::new();
            assert_ne!(log.read_line(&mut line).unwrap(), 0, "the server ended");
            let entry: Value = serde_json::from_str(&line).unwrap();
            if entry["fields"]["message"] == "serving" {
                break entry["fields"]["address"].as_str().unwrap().to_owned();
            }
        };
        // Nobody reads the rest; a full pipe must not stop the server.
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        Self { child, address }
    }

    /// Status, cookie and body of a reply.
    fn send(&self, method: &str, path: &str, cookie: &str, kind: &str, body: &str) -> Reply {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "{method} /api/v1{path} HTTP/1.1\r\nhost: kedang\r\nconnection: close\r\n\
             cookie: {cookie}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let set = head.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        Reply {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            cookie: set.and_then(|c| c.split(';').next()).unwrap_or_default().to_owned(),
            body: serde_json::from_str(body).unwrap_or(Value::Null),
        }
    }

    fn post(&self, path: &str, cookie: &str, body: &Value) -> Reply {
        self.send("POST", path, cookie, "application/json", &body.to_string())
    }

    fn get(&self, path: &str, cookie: &str) -> Value {
        let reply = self.send("GET", path, cookie, "application/json", "");
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.body
    }

    /// Asks until what is told meets the condition.
    fn wait_for(&self, path: &str, cookie: &str, condition: impl Fn(&Value) -> bool) -> Value {
        loop {
            let told = self.get(path, cookie);
            if condition(&told) {
                return told;
            }
            std::thread::yield_now();
        }
    }

    fn stop(mut self) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Only when the test has failed; otherwise it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Reply {
    status: u16,
    cookie: String,
    body: Value,
}

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn upload(text: &str) -> String {
    format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\
         \r\n{text}\r\n--{BOUNDARY}--\r\n"
    )
}

fn written(import: &Value) -> usize {
    usize::try_from(import["counts"]["written_rows"].as_u64().unwrap()).unwrap()
}

/// How an import stands while no server runs.
fn left(data: &Path) -> (String, usize) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let db = Db::open(&Location::File(data.join("kedang.db"))).await.unwrap();
        let mut conn = db.read().await.unwrap();
        let mut row =
            conn.one(Sql::new("SELECT status, written_rows FROM import_batch")).await.unwrap();
        let found = (row.take().unwrap(), row.take::<i64>().unwrap());
        drop(conn);
        db.close().await;
        (found.0, usize::try_from(found.1).unwrap())
    })
}

#[test]
fn an_import_that_was_interrupted_goes_on_where_it_was() {
    let name = format!("kedang-bin-restart-{}", std::process::id());
    let folder = Folder(std::env::temp_dir().join(name));
    let _ = fs::remove_dir_all(&folder.0);
    let people = printed(&folder.0, &["demo", "--json"]);
    let head = people["people"].as_array().unwrap().iter().find(|p| p["login"] == "chenlu");
    let sign_in = json!({ "login": "chenlu", "password": head.unwrap()["password"] });

    let server = Server::start(&folder.0);
    let cookie = server.post("/session", "", &sign_in).cookie;
    let before = server.get("/customers/count", &cookie)["count"].as_u64().unwrap();
    let line = |n: usize| format!("续写公司{n:05}\n");
    let table = format!("客户名称\n{}", (0..ROWS).map(line).collect::<String>());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let import = server.send("POST", "/imports", &cookie, &kind, &upload(&table));
    assert_eq!(import.status, 201, "{}", import.body);
    assert_eq!(import.body["counts"]["valid_rows"], ROWS);
    let path = format!("/imports/{}", import.body["id"].as_str().unwrap());
    let begun = server.post(&format!("{path}/writing"), &cookie, &Value::Null);
    assert_eq!(begun.status, 202, "{}", begun.body);
    server.wait_for(&path, &cookie, |import| written(import) > 0);
    server.stop();

    let (status, rows) = left(&folder.0);
    assert_eq!(status, "writing");
    assert!((1..ROWS).contains(&rows), "{rows}");

    let server = Server::start(&folder.0);
    let done = server.wait_for(&path, &cookie, |import| import["status"] != "writing");
    assert_eq!((&done["status"], written(&done)), (&json!("done"), ROWS), "{done}");
    let after = server.get("/customers/count", &cookie)["count"].as_u64().unwrap();
    assert_eq!(after, before + ROWS as u64, "each once");
    let found = server.get("/customers/count?filter=name:contains:%E7%BB%AD%E5%86%99", &cookie);
    assert_eq!(found["count"], ROWS);
    server.stop();
    let verified = printed(&folder.0, &["audit", "verify", "--json"]);
    assert_eq!(verified["ok"], true, "{verified}");
}
