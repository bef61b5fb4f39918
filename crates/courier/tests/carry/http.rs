//! A small service of robots, and what it is told.

use crate::{acceptor, courier, strict};
use hmac::{Hmac, KeyInit as _, Mac as _};
use kedang_courier::{Failure, Format, Line, Message, Robot};
use sha2::Sha256;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Head and body of a request.
type Request = (String, String);

async fn answer<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S, reply: &str) -> Request {
    let mut bytes = Vec::new();
    let mut part = [0; 1024];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                line.to_lowercase().strip_prefix("content-length: ")?.parse().ok()
            });
            if body.len() >= length.unwrap_or(0) {
                stream.write_all(reply.as_bytes()).await.unwrap();
                let _ = stream.shutdown().await;
                return (head.to_owned(), body.to_owned());
            }
        }
        match stream.read(&mut part).await {
            Ok(0) | Err(_) => return (text, String::new()),
            Ok(read) => bytes.extend_from_slice(&part[..read]),
        }
    }
}

async fn service(tls: bool, reply: &str) -> (u16, JoinHandle<Request>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let reply = reply.to_owned();
    let task = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        if !tls {
            return answer(stream, &reply).await;
        }
        match acceptor().accept(stream).await {
            Ok(stream) => answer(stream, &reply).await,
            Err(_) => Request::default(),
        }
    });
    (port, task)
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

fn message() -> Message {
    let line = Line {
        kind: "clash.asked".to_owned(),
        person: "王敏".to_owned(),
        title: "李翔 就 一个客户 提出撞单申请".to_owned(),
        link: "https://kedang.example/clashes".to_owned(),
    };
    Message { id: "m1".to_owned(), at: 1_795_395_600_000, lines: vec![line] }
}

fn robot(format: Format, url: String) -> Robot {
    Robot { format, url, secret: format.signs().then(|| "secret".to_owned()) }
}

#[tokio::test]
async fn what_is_said_arrives_signed() {
    let (port, task) = service(true, &ok("")).await;
    let url = format!("https://localhost:{port}/hook?a=1");
    let result = courier().say(&robot(Format::Generic, url), &message()).await;
    assert_eq!(result, Ok(()));
    let (head, body) = task.await.unwrap();
    assert!(head.starts_with("POST /hook?a=1 HTTP/1.1"), "{head}");
    let header = |name: &str| {
        head.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap().to_owned()
    };
    assert_eq!(header("host"), format!("localhost:{port}"));
    let mut mac = Hmac::<Sha256>::new_from_slice(b"secret").unwrap();
    mac.update(format!("{}.{body}", header("x-kedang-timestamp")).as_bytes());
    let sign: String = mac.finalize().into_bytes().iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(header("x-kedang-signature"), format!("sha256={sign}"));
}

#[tokio::test]
async fn services_say_no_in_many_ways() {
    for (reply, code) in [
        (ok(r#"{"errcode":0,"errmsg":"ok"}"#), None),
        (ok(r#"{"errcode":45009}"#), Some("robot_limited")),
        (ok(r#"{"errcode":93000}"#), Some("robot_refused")),
        ("HTTP/1.1 429 Too Many\r\ncontent-length: 0\r\n\r\n".to_owned(), Some("robot_limited")),
        // Where a redirect leads is not followed.
        (
            "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"
                .to_owned(),
            Some("robot_refused"),
        ),
        (format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(200_000)), Some("robot_refused")),
    ] {
        let (port, task) = service(false, &reply).await;
        let url = format!("http://127.0.0.1:{port}/");
        let result = courier().say(&robot(Format::Wecom, url), &message()).await;
        assert_eq!(result.err().map(|failure| failure.code), code, "{reply:.60}");
        drop(task);
    }
}

#[tokio::test]
async fn nobody_is_sent_into_the_house() {
    let (port, task) = service(true, &ok("")).await;
    for url in [
        format!("https://localhost:{port}/"),
        format!("https://127.0.0.1:{port}/"),
        format!("http://127.0.0.1:{port}/"),
    ] {
        let result = strict().say(&robot(Format::Wecom, url.clone()), &message()).await;
        assert_eq!(result, Err(Failure { code: "robot_address", lasting: true }), "{url}");
    }
    task.abort();
    // A name that nobody vouches for.
    let (port, task) = service(true, &ok("")).await;
    let only_public = kedang_courier::Options { allow_private_webhooks: true, trusted: Vec::new() };
    let courier = kedang_courier::Courier::new(&only_public).unwrap();
    let url = format!("https://localhost:{port}/");
    let result = courier.say(&robot(Format::Wecom, url), &message()).await;
    assert_eq!(result, Err(Failure { code: "robot_tls", lasting: false }));
    assert_eq!(task.await.unwrap(), Request::default());
}
