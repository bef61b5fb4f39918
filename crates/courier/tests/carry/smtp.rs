//! A small server of letters, and what it is told.

use crate::{acceptor, courier, strict};
use kedang_courier::{Failure, Letter, MailServer, Security};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// How the server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// Takes everything, in the clear.
    Plain,
    /// Offers STARTTLS.
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// Refuses every password.
    WrongPassword,
    /// Has no such mailbox.
    NoMailbox,
    /// Is busy.
    Busy,
    /// Hangs up after its greeting.
    HangsUp,
}

/// The dialogue with one client: what it sent, line by line; whether STARTTLS was asked for.
async fn dialogue<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    manner: Manner,
    greet: bool,
) -> (Vec<String>, Option<S>) {
    let mut stream = BufReader::new(stream);
    let mut said = Vec::new();
    if greet {
        stream.write_all(b"220 test ESMTP\r\n").await.unwrap();
    }
    if manner == Manner::HangsUp {
        return (said, None);
    }
    let mut line = String::new();
    while stream.read_line(&mut line).await.unwrap_or(0) > 0 {
        let command = line.trim_end().to_owned();
        line.clear();
        let verb: String = command.chars().take_while(|c| !c.is_whitespace()).collect();
        said.push(command);
        let reply: &[u8] = match (verb.as_str(), manner) {
            ("EHLO", Manner::StartTls) if greet => b"250-test\r\n250 STARTTLS\r\n",
            ("EHLO", _) => b"250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n",
            ("STARTTLS", _) => {
                stream.write_all(b"220 go on\r\n").await.unwrap();
                return (said, Some(stream.into_inner()));
            }
            ("AUTH", Manner::WrongPassword) => b"535 wrong\r\n",
            ("AUTH", _) => b"235 welcome\r\n",
            ("RCPT", Manner::NoMailbox) => b"550 no such mailbox\r\n",
            ("MAIL", Manner::Busy) => b"451 later\r\n",
            ("DATA", _) => {
                stream.write_all(b"354 go on\r\n").await.unwrap();
                loop {
                    line.clear();
                    if stream.read_line(&mut line).await.unwrap_or(0) == 0 || line == ".\r\n" {
                        break;
                    }
                    said.push(line.trim_end_matches("\r\n").to_owned());
                }
                line.clear();
                b"250 taken\r\n"
            }
            ("QUIT", _) => {
                stream.write_all(b"221 bye\r\n").await.unwrap();
                break;
            }
            _ => b"250 fine\r\n",
        };
        stream.write_all(reply).await.unwrap();
    }
    (said, None)
}

/// A server for one client; gives its port, and in the end what was said.
async fn server(manner: Manner) -> (u16, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let task = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        if manner == Manner::Tls {
            let Ok(stream) = acceptor().accept(stream).await else { return Vec::new() };
            return dialogue(stream, manner, true).await.0;
        }
        let (mut said, plain) = dialogue(stream, manner, true).await;
        if let Some(plain) = plain
            && let Ok(stream) = acceptor().accept(plain).await
        {
            said.push("(encrypted)".to_owned());
            said.extend(dialogue(stream, manner, false).await.0);
        }
        said
    });
    (port, task)
}

fn at(port: u16, security: Security) -> MailServer {
    MailServer {
        host: "localhost".to_owned(),
        port,
        security,
        login: Some(("kedang".to_owned(), "secret".to_owned())),
        sender: "kedang@example.com".to_owned(),
        sender_name: "客档".to_owned(),
    }
}

fn letter() -> Letter {
    Letter {
        id: "0193".to_owned(),
        to: "wang.min@example.com".to_owned(),
        name: "王敏".to_owned(),
        at: 1_795_395_600_000,
        subject: "撞单".to_owned(),
        text: "李翔 就 一个客户 提出撞单申请\n.\nhttps://kedang.example/clashes\n".to_owned(),
    }
}

async fn tried(manner: Manner, security: Security) -> (Result<(), Failure>, Vec<String>) {
    let (port, task) = server(manner).await;
    let result = courier().mail(&at(port, security), &letter()).await;
    (result, task.await.unwrap())
}

#[tokio::test]
async fn a_letter_arrives_whole() {
    for (manner, security) in [
        (Manner::Plain, Security::None),
        (Manner::StartTls, Security::StartTls),
        (Manner::Tls, Security::Tls),
    ] {
        let (result, said) = tried(manner, security).await;
        assert_eq!(result, Ok(()), "{manner:?}: {said:?}");
        let one = |start: &str| said.iter().filter(|line| line.starts_with(start)).count();
        assert_eq!(one("MAIL FROM:<kedang@example.com>"), 1, "{said:?}");
        assert_eq!((one("RCPT TO:"), one("RCPT TO:<wang.min@example.com>")), (1, 1), "{said:?}");
        assert_eq!(one("Message-ID: <0193@example.com>"), 1, "{said:?}");
        assert_eq!(one("Auto-Submitted: auto-generated"), 1, "{said:?}");
        assert_eq!(one("AUTH PLAIN"), 1);
    }
}

#[tokio::test]
async fn nothing_secret_is_said_in_the_clear() {
    let (result, said) = tried(Manner::StartTls, Security::StartTls).await;
    assert_eq!(result, Ok(()));
    let hidden = said.iter().position(|line| line == "(encrypted)").unwrap();
    let login = said.iter().position(|line| line.starts_with("AUTH")).unwrap();
    assert!(hidden < login, "{said:?}");
    // A server without STARTTLS gets neither password nor letter.
    let (result, said) = tried(Manner::Plain, Security::StartTls).await;
    assert_eq!(result, Err(Failure { code: "mail_tls", lasting: false }));
    assert!(!said.iter().any(|line| line.starts_with("AUTH") || line.starts_with("MAIL")));
    // Nor does one whose certificate nobody vouches for.
    let (port, task) = server(Manner::StartTls).await;
    let result = strict().mail(&at(port, Security::StartTls), &letter()).await;
    assert!(matches!(result, Err(Failure { lasting: false, .. })), "{result:?}");
    assert!(!task.await.unwrap().iter().any(|line| line.starts_with("AUTH")));
}

#[tokio::test]
async fn what_goes_wrong_has_a_name() {
    for (manner, code, lasting) in [
        (Manner::WrongPassword, "mail_login", false),
        (Manner::NoMailbox, "mail_refused", true),
        (Manner::Busy, "mail_busy", false),
    ] {
        let (result, said) = tried(manner, Security::None).await;
        assert_eq!(result, Err(Failure { code, lasting }), "{manner:?}: {said:?}");
    }
    let (result, _) = tried(Manner::HangsUp, Security::None).await;
    assert!(matches!(result, Err(Failure { lasting: false, .. })), "{result:?}");
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = nobody.local_addr().unwrap().port();
    drop(nobody);
    let result = courier().mail(&at(port, Security::None), &letter()).await;
    assert_eq!(result, Err(Failure { code: "mail_unreachable", lasting: false }));
}
