//! Carries messages out of the house: letters by SMTP, lines by chat robots. It knows no database
//! and no customer; what may leave is decided before it gets here.

mod door;
mod mail;
mod robot;

pub use door::host_of;
pub use mail::{Letter, MailServer, Security, is_address};
pub use robot::{Format, Line, Message, Robot};

use lettre::transport::smtp::client::Certificate;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use std::sync::Arc;

/// Why a message did not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}")]
pub struct Failure {
    /// A stable word for the reason.
    pub code: &'static str,
    /// Trying again will not help.
    pub lasting: bool,
}

impl Failure {
    pub(crate) fn lasting(code: &'static str) -> Self {
        Self { code, lasting: true }
    }

    pub(crate) fn passing(code: &'static str) -> Self {
        Self { code, lasting: false }
    }
}

/// How this installation reaches the world.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Robots may be at private addresses and without TLS: for a relay inside the house, and tests.
    pub allow_private_webhooks: bool,
    /// Certificate authorities of the house, as PEM, believed besides the public ones.
    pub trusted: Vec<u8>,
}

/// Certificates that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the certificates of the house cannot be read")]
pub struct BadCertificate;

/// Carries messages. Cheap to clone.
#[derive(Clone)]
pub struct Courier {
    allow_private: bool,
    authorities: Vec<Certificate>,
    tls: Arc<ClientConfig>,
}

impl Courier {
    /// A courier.
    ///
    /// # Errors
    /// When the certificates of the house cannot be read.
    pub fn new(options: &Options) -> Result<Self, BadCertificate> {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let mut authorities = Vec::new();
        for der in CertificateDer::pem_slice_iter(&options.trusted) {
            let der = der.map_err(|_| BadCertificate)?;
            authorities.push(Certificate::from_der(der.to_vec()).map_err(|_| BadCertificate)?);
            roots.add(der).map_err(|_| BadCertificate)?;
        }
        // Named, not the process's: another library may have chosen another.
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| BadCertificate)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let allow_private = options.allow_private_webhooks;
        Ok(Self { allow_private, authorities, tls: Arc::new(tls) })
    }
}
