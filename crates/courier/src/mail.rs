//! Letters by SMTP.

use crate::{Courier, Failure};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use std::time::{Duration, SystemTime};

/// How long one command of the dialogue may take.
const COMMAND: Duration = Duration::from_secs(15);
/// How long all of it may take.
const WHOLE: Duration = Duration::from_secs(60);

/// How the way to the server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte, usually port 465.
    Tls,
    /// Plain at first, then TLS or nothing, usually port 587.
    StartTls,
    /// Not at all: for a relay on the same machine.
    None,
}

/// A server that takes letters.
#[derive(Clone)]
pub struct MailServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is protected.
    pub security: Security,
    /// Login and password, where it wants them.
    pub login: Option<(String, String)>,
    /// The address that letters come from.
    pub sender: String,
    /// The name that letters come from.
    pub sender_name: String,
}

/// A letter to one person.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Names the letter: one that is sent again carries the same name.
    pub id: String,
    /// To which address.
    pub to: String,
    /// To whom.
    pub name: String,
    /// When it is sent, ms UTC.
    pub at: i64,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// Whether a text is an address that letters can be sent to or from.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.is_ascii() && text.len() <= 254 && text.parse::<Address>().is_ok()
}

/// A name as it can stand in a header: on one line.
fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

fn mailbox(name: &str, address: &str) -> Result<Mailbox, Failure> {
    let bad = |_| Failure::lasting("mail_address");
    let name = Some(line(name)).filter(|name| !name.is_empty());
    Ok(Mailbox::new(name, address.parse::<Address>().map_err(bad)?))
}

fn message(server: &MailServer, letter: &Letter) -> Result<Message, Failure> {
    let at = Duration::from_millis(u64::try_from(letter.at).unwrap_or_default());
    let domain = server.sender.rsplit('@').next().unwrap_or("localhost");
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    let mut message = Message::builder()
        .from(mailbox(&server.sender_name, &server.sender)?)
        .to(mailbox(&letter.name, &letter.to)?)
        .subject(line(&letter.subject))
        .date(SystemTime::UNIX_EPOCH + at)
        .message_id(Some(format!("<{}@{domain}>", line(&letter.id))))
        .header(ContentType::TEXT_PLAIN)
        .body(letter.text.clone())
        .map_err(|_| Failure::lasting("mail_address"))?;
    // RFC 3834: so that no absence notice comes back.
    message.headers_mut().insert_raw(HeaderValue::new(automatic, "auto-generated".to_owned()));
    Ok(message)
}

impl Courier {
    /// Sends a letter. Returns when the server has taken it.
    ///
    /// # Errors
    /// Why it did not leave.
    pub async fn mail(&self, server: &MailServer, letter: &Letter) -> Result<(), Failure> {
        let message = message(server, letter)?;
        let mut transport =
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server.host.clone())
                .port(server.port)
                .hello_name(ClientId::Domain("kedang.invalid".to_owned()))
                .timeout(Some(COMMAND))
                .tls(self.protection(server)?);
        if let Some((login, password)) = &server.login {
            transport = transport.credentials(Credentials::new(login.clone(), password.clone()));
        }
        match tokio::time::timeout(WHOLE, transport.build().send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(failure(&error)),
            Err(_) => Err(Failure::passing("mail_timeout")),
        }
    }

    fn protection(&self, server: &MailServer) -> Result<Tls, Failure> {
        if server.security == Security::None {
            return Ok(Tls::None);
        }
        let mut parameters = TlsParameters::builder(server.host.clone());
        for authority in &self.authorities {
            parameters = parameters.add_root_certificate(authority.clone());
        }
        let parameters = parameters.build().map_err(|_| Failure::passing("mail_tls"))?;
        Ok(match server.security {
            Security::Tls => Tls::Wrapper(parameters),
            _ => Tls::Required(parameters),
        })
    }
}

fn failure(error: &lettre::transport::smtp::Error) -> Failure {
    let code = error.status().map(|code| code.to_string());
    match code.as_deref() {
        // What the administrator mends, the letters wait for.
        Some("530" | "534" | "535" | "538") => Failure::passing("mail_login"),
        _ if error.is_permanent() => Failure::lasting("mail_refused"),
        _ if error.is_transient() => Failure::passing("mail_busy"),
        _ if error.is_timeout() => Failure::passing("mail_timeout"),
        _ if error.is_tls() => Failure::passing("mail_tls"),
        // The server has no STARTTLS, or speaks something else.
        _ if error.is_client() => Failure::passing("mail_tls"),
        _ => Failure::passing("mail_unreachable"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server() -> MailServer {
        MailServer {
            host: "mail.example".to_owned(),
            port: 587,
            security: Security::StartTls,
            login: None,
            sender: "kedang@example.com".to_owned(),
            sender_name: "客档".to_owned(),
        }
    }

    #[test]
    fn nothing_in_a_letter_becomes_a_header() {
        let letter = Letter {
            id: "1\r\nX-Evil: 1".to_owned(),
            to: "wang@example.com".to_owned(),
            name: "王敏\r\nBcc: evil@example.com".to_owned(),
            at: 0,
            subject: "撞单\r\nBcc: evil@example.com\r\n\r\nbody".to_owned(),
            text: "正文\r\n.\r\nMAIL FROM:<x>".to_owned(),
        };
        let text = String::from_utf8(message(&server(), &letter).unwrap().formatted()).unwrap();
        let head = text.split("\r\n\r\n").next().unwrap();
        for line in head.split("\r\n") {
            let name = line.split(':').next().unwrap();
            let known = [
                "From",
                "To",
                "Subject",
                "Date",
                "Message-ID",
                "MIME-Version",
                "Content-Type",
                "Content-Transfer-Encoding",
                "Auto-Submitted",
            ];
            assert!(line.starts_with(' ') || known.contains(&name), "{line}");
        }
        let evil = Letter { to: "a@b.example\r\nRCPT TO:<x@y>".to_owned(), ..letter };
        assert_eq!(message(&server(), &evil).err(), Some(Failure::lasting("mail_address")));
    }

    #[test]
    fn an_address_is_one_address() {
        for good in ["a@example.com", "wang.min+k@mail.example.cn"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "a", "a@b@c", "a@b\r\n", "a@b, c@d", "王@example.com", "A <a@b.c>"] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
