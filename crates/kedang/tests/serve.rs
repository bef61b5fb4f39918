//! The program as its operator meets it: a process, its output, its signals, its exit code.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("kedang-bin-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn kedang(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kedang"));
    for name in ["KEDANG_DATABASE_URL", "KEDANG_LISTEN", "KEDANG_LOG", "KEDANG_LOG_FORMAT"] {
        command.env_remove(name);
    }
    command.env("KEDANG_DATA", data);
    command
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    kedang(data).args(arguments).output().unwrap()
}

/// A server on a free port.
struct Server {
    child: Child,
    address: String,
    /// What it printed before it served.
    printed: Vec<String>,
}

impl Server {
    fn start(data: &Path) -> Self {
        let mut child = kedang(data)
            .args(["serve", "--listen", "127.0.0.1:0", "--log-format", "json"])
            .stdout(Stdio::piped())
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
        Self { child, address, printed: Vec::new() }
    }

    /// Reads what a server prints that waits to be set up.
    fn read_printed(&mut self) {
        let out = BufReader::new(self.child.stdout.take().unwrap());
        self.printed = out.lines().take(2).map(Result::unwrap).collect();
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).unwrap()
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let body = body.to_string();
        let mut stream = self.connect();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: kedang\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        parse(&reply)
    }

    fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
    }

    fn wait(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

fn parse(reply: &str) -> (u16, Value) {
    let (head, body) = reply.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, serde_json::from_str(body).unwrap_or(Value::Null))
}

fn error_line(output: &Output) -> String {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    let lines: Vec<_> = text.lines().filter(|l| l.starts_with("kedang: ")).collect();
    assert_eq!(lines.len(), 1, "{text}");
    lines[0].to_owned()
}

#[test]
fn the_sample_company_is_made_once_and_its_people_can_sign_in() {
    let folder = Folder::new("demo");
    let output = run(&folder.0, &["demo", "--json"]);
    assert!(output.status.success(), "{output:?}");
    let made: Value = serde_json::from_slice(&output.stdout).unwrap();
    let people = made["people"].as_array().unwrap();
    assert!(people.len() >= 12);
    for person in people {
        for key in ["login", "password", "role", "department", "name"] {
            assert!(!person[key].as_str().unwrap().is_empty(), "{person}");
        }
    }

    let again = run(&folder.0, &["demo"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(error_line(&again).contains("there is a company already"));

    let server = Server::start(&folder.0);
    for person in people {
        let body = json!({ "login": person["login"], "password": person["password"] });
        let (status, me) = server.send("POST", "/api/v1/session", &body);
        assert_eq!(status, 200, "{me}");
        assert_eq!(me["person"]["name"], person["name"]);
    }
    server.signal("-INT");
    assert!(server.wait().success());
}

#[test]
fn the_sample_company_obeys_any_regulation() {
    for regulation in ["C", "H", "L", "S"] {
        let folder = Folder::new(&format!("demo-{regulation}"));
        let output = run(&folder.0, &["demo", "--regulation", regulation]);
        assert!(output.status.success(), "{regulation}: {output:?}");
    }
}

#[test]
fn a_fresh_server_prints_its_code_and_keeps_it() {
    let folder = Folder::new("setup");
    let code = |server: &mut Server| {
        server.read_printed();
        server.printed[0].rsplit(' ').next().unwrap().to_owned()
    };
    let mut server = Server::start(&folder.0);
    let first = code(&mut server);
    assert!(server.printed[1].contains(&server.address), "{:?}", server.printed);
    server.signal("-TERM");
    assert!(server.wait().success());
    let mut server = Server::start(&folder.0);
    assert_eq!(code(&mut server), first);
    let setup = json!({
        "code": first,
        "company": "江北禾木机电设备有限公司",
        "time_zone": "Asia/Shanghai",
        "regulation": "M",
        "admin": { "login": "shenli", "name": "沈立", "password": "正确 horse 电池 staple" },
    });
    let (status, body) = server.send("POST", "/api/v1/setup", &setup);
    assert_eq!(status, 201, "{body}");
    server.signal("-TERM");
    assert!(server.wait().success());

    // The keys belong to the data from now on.
    fs::remove_file(folder.0.join("keys/sealing")).unwrap();
    let output = run(&folder.0, &["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(error_line(&output).contains("sealing is missing"));
}

#[test]
fn a_request_in_flight_is_answered_before_the_end() {
    let folder = Folder::new("flight");
    let server = Server::start(&folder.0);
    let body = json!({ "login": "nobody", "password": "wrong" }).to_string();
    let mut stream = server.connect();
    write!(
        stream,
        "POST /api/v1/session HTTP/1.1\r\nhost: kedang\r\nexpect: 100-continue\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    )
    .unwrap();
    // The server says so when it begins to read the body: now the request is under way.
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    server.signal("-TERM");
    // The listener is gone when the signal has been heard.
    while TcpStream::connect(&server.address).is_ok() {
        std::thread::yield_now();
    }
    stream.write_all(body.as_bytes()).unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    let (status, problem) = parse(&reply);
    assert_eq!((status, problem["code"].as_str()), (401, Some("sign_in_failed")));
    assert!(server.wait().success());
}

#[test]
fn what_cannot_be_done_is_said_in_one_line() {
    let folder = Folder::new("errors");
    let first = Server::start(&folder.0);
    let other = Folder::new("errors-other");
    let output = run(&other.0, &["serve", "--listen", &first.address]);
    assert_eq!(output.status.code(), Some(1));
    let line = error_line(&output);
    assert!(line.contains("cannot listen on") && line.contains(&first.address), "{line}");
    first.signal("-TERM");
    assert!(first.wait().success());

    let output = run(&other.0, &["migrate", "--database-url", "mysql://root:secret@localhost/x"]);
    assert_eq!(output.status.code(), Some(1));
    let line = error_line(&output);
    assert!(line.contains("postgres://") && !line.contains("secret"), "{line}");
    fs::write(folder.0.join("file"), "").unwrap();
    let output = run(&folder.0.join("file"), &["migrate"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(error_line(&output).contains("cannot be made"));
    assert_eq!(run(&other.0, &["serve", "--nonsense"]).status.code(), Some(2));
    assert_eq!(run(&other.0, &[]).status.code(), Some(2));
    assert!(run(&other.0, &["migrate"]).status.success());
}

#[test]
fn the_document_needs_no_data() {
    let folder = Folder::new("openapi");
    let output = run(&folder.0, &["openapi"]);
    assert!(output.status.success());
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(document["paths"]["/api/v1/session"]["post"].is_object());
    assert!(!folder.0.exists());
}
