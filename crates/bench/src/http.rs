//! One kept-alive connection.

use crate::Failure;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Method, Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

/// A connection to the server.
pub struct Client {
    sender: SendRequest<Full<Bytes>>,
    host: String,
    credential: Option<String>,
}

impl Client {
    /// Connects; `credential` is a session's cookie (`name=value`) or a token.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn connect(host: &str, credential: Option<String>) -> Result<Self, Failure> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, host: host.to_owned(), credential })
    }

    /// Sends a request and reads the whole reply.
    ///
    /// # Errors
    /// When the connection is lost.
    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<(StatusCode, Bytes), Failure> {
        let mut request =
            Request::builder().method(method).uri(path).header(header::HOST, &self.host);
        if let Some(credential) = &self.credential {
            let name =
                if credential.contains('=') { header::COOKIE } else { header::AUTHORIZATION };
            request = request.header(name, credential);
        }
        let body = match body {
            Some(value) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Full::from(serde_json::to_vec(value)?)
            }
            None => Full::default(),
        };
        self.sender.ready().await?;
        let reply = self.sender.send_request(request.body(body)?).await?;
        let status = reply.status();
        if self.credential.is_none()
            && let Some(cookie) = reply.headers().get(header::SET_COOKIE)
        {
            self.credential = cookie.to_str()?.split(';').next().map(str::to_owned);
        }
        Ok((status, reply.into_body().collect().await?.to_bytes()))
    }

    /// A GET that must succeed.
    ///
    /// # Errors
    /// When it does not.
    pub async fn get(&mut self, path: &str) -> Result<Value, Failure> {
        let (status, body) = self.send(Method::GET, path, None).await?;
        if status != StatusCode::OK {
            return Err(format!("{path}: {status} {}", String::from_utf8_lossy(&body)).into());
        }
        Ok(serde_json::from_slice(&body)?)
    }

    /// Sends this credential from now on.
    pub fn carry(&mut self, credential: &str) {
        self.credential = Some(credential.to_owned());
    }

    /// Signs in; the cookie stays with the client.
    ///
    /// # Errors
    /// When that fails.
    pub async fn sign_in(&mut self, login: &str, password: &str) -> Result<String, Failure> {
        let body = serde_json::json!({"login": login, "password": password});
        let (status, reply) = self.send(Method::POST, "/api/v1/session", Some(&body)).await?;
        match (status, &self.credential) {
            (StatusCode::OK, Some(token)) => Ok(token.clone()),
            _ => Err(format!("{login}: {status} {}", String::from_utf8_lossy(&reply)).into()),
        }
    }
}

/// A text as it stands in an address.
#[must_use]
pub fn encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}
