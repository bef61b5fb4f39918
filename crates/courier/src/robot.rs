//! Lines said by chat robots, in the formats of the services that have them.

use crate::{Courier, Failure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use url::Url;

/// In which form a robot is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// 企业微信群机器人.
    Wecom,
    /// 钉钉自定义机器人.
    Dingtalk,
    /// 飞书自定义机器人.
    Feishu,
    /// A program of the company's own.
    Generic,
}

impl Format {
    /// Every format, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Wecom, Self::Dingtalk, Self::Feishu, Self::Generic];

    /// The stable name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Wecom => "wecom",
            Self::Dingtalk => "dingtalk",
            Self::Feishu => "feishu",
            Self::Generic => "generic",
        }
    }

    /// The format of this name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// Messages that the service takes within a minute.
    #[must_use]
    pub fn per_minute(self) -> usize {
        match self {
            Self::Wecom | Self::Dingtalk => 20,
            Self::Feishu => 100,
            Self::Generic => 60,
        }
    }

    /// Longest text that it takes, in bytes, with some room.
    fn longest(self) -> usize {
        match self {
            Self::Wecom => 2_000,
            _ => 15_000,
        }
    }

    /// Whether it signs what it says: then it needs a secret.
    #[must_use]
    pub fn signs(self) -> bool {
        self != Self::Wecom
    }
}

/// A robot.
#[derive(Clone)]
pub struct Robot {
    /// How it is spoken to.
    pub format: Format,
    /// Where; in itself a secret.
    pub url: String,
    /// With what it signs.
    pub secret: Option<String>,
}

/// One line of a message.
#[derive(Clone, Debug)]
pub struct Line {
    /// Kind of the notice.
    pub kind: String,
    /// Who is told.
    pub person: String,
    /// What they are told.
    pub title: String,
    /// Where they read on.
    pub link: String,
}

/// A message for a robot.
#[derive(Clone, Debug)]
pub struct Message {
    /// Names the message: one that is sent again carries the same name.
    pub id: String,
    /// When it is sent, ms UTC.
    pub at: i64,
    /// What it says.
    pub lines: Vec<Line>,
}

/// A request as the service wants it.
struct Request {
    url: Url,
    headers: Vec<(&'static str, String)>,
    body: String,
}

fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    // HMAC takes keys of every length.
    Hmac::<Sha256>::new_from_slice(key).map_or_else(
        |_| Vec::new(),
        |mut mac| {
            mac.update(text);
            mac.finalize().into_bytes().to_vec()
        },
    )
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A text without what services read as a mention, cut at a whole character.
fn plain(text: &str, longest: usize) -> String {
    let text = text.replace('<', "＜");
    if text.len() <= longest {
        return text;
    }
    let cut = text.floor_char_boundary(longest.saturating_sub(3));
    format!("{}…", text.get(..cut).unwrap_or_default())
}

fn words(message: &Message) -> String {
    let lines = message.lines.iter().map(|line| {
        let link = if line.link.is_empty() { String::new() } else { format!("\n{}", line.link) };
        format!("{}：{}{link}", line.person, line.title)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn request(robot: &Robot, message: &Message) -> Result<Request, Failure> {
    let mut url = Url::parse(&robot.url).map_err(|_| Failure::lasting("robot_address"))?;
    let text = plain(&words(message), robot.format.longest());
    let mut headers = Vec::new();
    let seconds = message.at / 1_000;
    let body = match robot.format {
        Format::Wecom => json!({ "msgtype": "text", "text": { "content": text } }),
        Format::Dingtalk => {
            if let Some(secret) = &robot.secret {
                let signed = format!("{}\n{secret}", message.at);
                let sign = BASE64_STANDARD.encode(hmac(secret.as_bytes(), signed.as_bytes()));
                let at = message.at.to_string();
                url.query_pairs_mut().append_pair("timestamp", &at).append_pair("sign", &sign);
            }
            json!({ "msgtype": "text", "text": { "content": text } })
        }
        Format::Feishu => {
            let mut body = json!({ "msg_type": "text", "content": { "text": text } });
            if let (Some(secret), Value::Object(members)) = (&robot.secret, &mut body) {
                // The text that is signed is the key, and nothing is signed with it.
                let key = format!("{seconds}\n{secret}");
                let sign = BASE64_STANDARD.encode(hmac(key.as_bytes(), b""));
                members.insert("timestamp".to_owned(), seconds.to_string().into());
                members.insert("sign".to_owned(), sign.into());
            }
            body
        }
        Format::Generic => {
            let lines = message.lines.iter().map(|line| {
                json!({
                    "kind": line.kind,
                    "person": line.person,
                    "title": line.title,
                    "link": line.link,
                })
            });
            json!({ "id": message.id, "at": message.at, "notices": lines.collect::<Vec<_>>() })
        }
    };
    let body = body.to_string();
    if let (Format::Generic, Some(secret)) = (robot.format, &robot.secret) {
        let signed = format!("{seconds}.{body}");
        let sign = hex(&hmac(secret.as_bytes(), signed.as_bytes()));
        headers.push(("x-kedang-timestamp", seconds.to_string()));
        headers.push(("x-kedang-signature", format!("sha256={sign}")));
    }
    Ok(Request { url, headers, body })
}

/// What a reply says: services answer 200 and refuse in the body.
fn judge(format: Format, body: &[u8]) -> Result<(), Failure> {
    if format == Format::Generic {
        return Ok(());
    }
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let code = ["errcode", "code", "StatusCode"]
        .iter()
        .find_map(|name| body.get(*name).and_then(Value::as_i64));
    match code {
        Some(0) => Ok(()),
        // Too many messages: WeCom, DingTalk, Feishu.
        Some(45_009 | 130_101 | 410_100 | 9_499 | 11_232) => Err(Failure::passing("robot_limited")),
        // Beside the robot nobody can mend a wrong key or signature, and the message waits for it.
        _ => Err(Failure::passing("robot_refused")),
    }
}

impl Courier {
    /// Lets a robot say something. Returns when its service has taken it.
    ///
    /// # Errors
    /// Why it was not said.
    pub async fn say(&self, robot: &Robot, message: &Message) -> Result<(), Failure> {
        let Request { url, headers, body } = request(robot, message)?;
        let reply = self.post(&url, &headers, body).await?;
        judge(robot.format, &reply)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(title: &str) -> Message {
        let line = Line {
            kind: "clash.asked".to_owned(),
            person: "王敏".to_owned(),
            title: title.to_owned(),
            link: "https://kedang.example/clashes".to_owned(),
        };
        Message { id: "m1".to_owned(), at: 1_599_360_473_000, lines: vec![line] }
    }

    fn robot(format: Format) -> Robot {
        let secret = format.signs().then(|| "this is secret".to_owned());
        Robot { format, url: "https://robot.example/send?key=1".to_owned(), secret }
    }

    fn made(format: Format) -> (Url, Value, Vec<(&'static str, String)>) {
        let Request { url, headers, body } = request(&robot(format), &message("撞单")).unwrap();
        (url, serde_json::from_str(&body).unwrap(), headers)
    }

    /// The signatures were computed with the sample programs of the services' own manuals.
    #[test]
    fn each_service_gets_its_form_and_signature() {
        let (url, body, _) = made(Format::Wecom);
        assert_eq!(url.as_str(), "https://robot.example/send?key=1");
        assert_eq!(body["msgtype"], "text");
        assert_eq!(body["text"]["content"], "王敏：撞单\nhttps://kedang.example/clashes");
        let (url, body, _) = made(Format::Dingtalk);
        let query: Vec<_> = url.query_pairs().into_owned().collect();
        assert_eq!(query[1], ("timestamp".to_owned(), "1599360473000".to_owned()));
        assert_eq!(query[2], ("sign".to_owned(), DINGTALK.to_owned()));
        assert_eq!(body["msgtype"], "text");
        let (_, body, _) = made(Format::Feishu);
        assert_eq!((&body["timestamp"], &body["sign"]), (&json!("1599360473"), &json!(FEISHU)));
        assert_eq!(body["content"]["text"], "王敏：撞单\nhttps://kedang.example/clashes");
        let (_, body, headers) = made(Format::Generic);
        assert_eq!(body["notices"][0]["kind"], "clash.asked");
        assert_eq!(headers[0], ("x-kedang-timestamp", "1599360473".to_owned()));
        assert!(headers[1].1.starts_with("sha256=") && headers[1].1.len() == 7 + 64);
    }

    const DINGTALK: &str = "hXZTWifRGHclNuZSKxoXc//sh51SWfVfRIhcdeKs63I=";
    const FEISHU: &str = "/eYKrXQBzTjUZJ3s6NX16VxGbTwmK7AEs8/FnvC1CSw=";

    #[test]
    fn nobody_is_mentioned_and_nothing_is_too_long() {
        let long = format!("<@all>{}", "客".repeat(2_000));
        let Request { body, .. } = request(&robot(Format::Wecom), &message(&long)).unwrap();
        let body: Value = serde_json::from_str(&body).unwrap();
        let text = body["text"]["content"].as_str().unwrap();
        assert!(text.len() <= 2_048 && text.ends_with('…') && !text.contains('<'), "{text}");
    }

    #[test]
    fn services_refuse_in_the_body_of_a_reply() {
        assert_eq!(judge(Format::Wecom, br#"{"errcode":0,"errmsg":"ok"}"#), Ok(()));
        assert_eq!(judge(Format::Feishu, br#"{"StatusCode":0}"#), Ok(()));
        assert_eq!(judge(Format::Generic, b""), Ok(()));
        let limited = judge(Format::Wecom, br#"{"errcode":45009}"#);
        assert_eq!(limited, Err(Failure::passing("robot_limited")));
        for body in [&br#"{"errcode":93000}"#[..], b"", b"<html>"] {
            assert_eq!(judge(Format::Dingtalk, body), Err(Failure::passing("robot_refused")));
        }
    }
}
