//! The way out by HTTP: one request to one address that was looked at, and no further.
//!
//! Whoever sets up a robot chooses where this server connects to. It must not be a way into the
//! house: only public addresses, checked after the name was resolved and then used as they are;
//! only TLS; no redirects; little is read, and not for long.

use crate::{Courier, Failure};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use url::{Host, Url};

/// How long all of it may take.
const WHOLE: Duration = Duration::from_secs(15);
/// Largest reply that is read, in bytes.
const REPLY: usize = 64 * 1024;

/// Whether an address is one of the open Internet.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (18..20).contains(&b));
    // 0/8 is this network; from 224/4 on: multicast, reserved, broadcast.
    !special && (1..224).contains(&a)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    // Only 2000::/3 is handed out; of it Teredo, 6to4 and the addresses of documents lead elsewhere.
    let handed_out = first & 0xe000 == 0x2000;
    let special = (first == 0x2001 && (second < 0x0200 || second == 0x0db8))
        || first == 0x2002
        || (first == 0x3fff && second < 0x1000);
    handed_out && !special
}

/// The host of an address at which a robot may be, as far as the text tells: its name is looked at
/// again when it is spoken to.
#[must_use]
pub fn host_of(text: &str, allow_private: bool) -> Option<String> {
    let url = Url::parse(text).ok().filter(|url| is_door(url, allow_private))?;
    url.host_str().map(str::to_owned)
}

fn is_door(url: &Url, allow_private: bool) -> bool {
    let safe = url.scheme() == "https" || (allow_private && url.scheme() == "http");
    let bare = url.username().is_empty() && url.password().is_none();
    let host = match url.host() {
        None => false,
        Some(Host::Domain(name)) => allow_private || name.contains('.'),
        Some(Host::Ipv4(v4)) => allow_private || is_public_v4(v4),
        Some(Host::Ipv6(v6)) => allow_private || is_public(IpAddr::V6(v6)),
    };
    safe && bare && host
}

impl Courier {
    /// Whether robots may be inside the house.
    #[must_use]
    pub fn allows_private(&self) -> bool {
        self.allow_private
    }

    /// Sends a body and gives the reply.
    ///
    /// # Errors
    /// Why it did not arrive.
    pub(crate) async fn post(
        &self,
        url: &Url,
        headers: &[(&'static str, String)],
        body: String,
    ) -> Result<Vec<u8>, Failure> {
        if !is_door(url, self.allow_private) {
            return Err(Failure::lasting("robot_address"));
        }
        match tokio::time::timeout(WHOLE, self.exchange(url, headers, body)).await {
            Ok(reply) => reply,
            Err(_) => Err(Failure::passing("robot_timeout")),
        }
    }

    async fn exchange(
        &self,
        url: &Url,
        headers: &[(&'static str, String)],
        body: String,
    ) -> Result<Vec<u8>, Failure> {
        let unreachable = || Failure::passing("robot_unreachable");
        let host = url.host_str().ok_or_else(unreachable)?;
        let address = self.resolve(url).await?;
        let stream = TcpStream::connect(address).await.map_err(|_| unreachable())?;
        let mut request = Request::post(path(url))
            .header(header::HOST, authority(url))
            .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
            .header(header::USER_AGENT, "Kedang");
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let request = request.body(Full::new(Bytes::from(body))).map_err(|_| unreachable())?;
        if url.scheme() == "http" {
            return speak(stream, request).await;
        }
        let name = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let name = ServerName::try_from(name).map_err(|_| Failure::lasting("robot_address"))?;
        let stream = TlsConnector::from(self.tls.clone())
            .connect(name, stream)
            .await
            .map_err(|_| Failure::passing("robot_tls"))?;
        speak(stream, request).await
    }

    /// The address to connect to. Of a name that also leads into the house none is taken.
    async fn resolve(&self, url: &Url) -> Result<SocketAddr, Failure> {
        let unreachable = || Failure::passing("robot_unreachable");
        let port = url.port_or_known_default().ok_or_else(unreachable)?;
        let found: Vec<SocketAddr> = match url.host().ok_or_else(unreachable)? {
            Host::Ipv4(v4) => vec![(v4, port).into()],
            Host::Ipv6(v6) => vec![(v6, port).into()],
            Host::Domain(name) => {
                tokio::net::lookup_host((name, port)).await.map_err(|_| unreachable())?.collect()
            }
        };
        if !self.allow_private && found.iter().any(|address| !is_public(address.ip())) {
            return Err(Failure::lasting("robot_address"));
        }
        found.into_iter().next().ok_or_else(unreachable)
    }
}

fn path(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

async fn speak(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    request: Request<Full<Bytes>>,
) -> Result<Vec<u8>, Failure> {
    let unreachable = || Failure::passing("robot_unreachable");
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(stream)).await.map_err(|_| unreachable())?;
    let driver = tokio::spawn(connection);
    let reply = async {
        let reply = sender.send_request(request).await.map_err(|_| unreachable())?;
        match reply.status() {
            StatusCode::TOO_MANY_REQUESTS => return Err(Failure::passing("robot_limited")),
            status if !status.is_success() => return Err(Failure::passing("robot_refused")),
            _ => {}
        }
        let body = Limited::new(reply.into_body(), REPLY).collect().await;
        Ok(body.map_err(|_| Failure::passing("robot_refused"))?.to_bytes().to_vec())
    }
    .await;
    driver.abort();
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_open_internet_is_public() {
        for public in ["1.1.1.1", "223.5.5.5", "101.226.4.6", "2400:3200::1", "2606:4700::1111"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for private in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.168.1.1",
            "192.0.2.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2001::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
    }

    #[test]
    fn an_address_is_looked_at_before_it_is_kept() {
        let strict = |text: &str| host_of(text, false).is_some();
        let open = |text: &str| host_of(text, true).is_some();
        for good in ["https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", "https://1.1.1.1/"] {
            assert!(strict(good), "{good}");
        }
        for inside in [
            "http://qyapi.weixin.qq.com/",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://router/",
        ] {
            assert!(!strict(inside), "{inside}");
        }
        assert!(open("http://127.0.0.1:8080/robot"));
        for never in ["", "x", "file:///etc/passwd", "ftp://a.example/", "https://u:p@a.example/"] {
            assert!(!open(never) && !strict(never), "{never}");
        }
    }
}
