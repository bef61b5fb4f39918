//! Letters and lines against servers of the test's own, on this machine.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod http;
mod smtp;

use kedang_courier::{Courier, Options};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;

const CA: &[u8] = include_bytes!("../../../../testdata/tls/ca.pem");
const CERTIFICATE: &[u8] = include_bytes!("../../../../testdata/tls/localhost.pem");
const KEY: &[u8] = include_bytes!("../../../../testdata/tls/localhost.key");

/// A courier that believes the test's authority and goes to addresses of this machine.
fn courier() -> Courier {
    let options = Options { allow_private_webhooks: true, trusted: CA.to_vec() };
    Courier::new(&options).unwrap()
}

/// A courier as it is by default.
fn strict() -> Courier {
    Courier::new(&Options::default()).unwrap()
}

fn acceptor() -> TlsAcceptor {
    let chain = CertificateDer::pem_slice_iter(CERTIFICATE).map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}
