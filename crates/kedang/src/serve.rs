//! `kedang serve`

use crate::connections;
use crate::console;
use crate::failure::Failure;
use crate::install::Install;
use clap::Args;
use kedang_courier::{Courier, Options};
use std::path::PathBuf;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// How long requests in flight may take to finish once the server is told to stop.
const PATIENCE: Duration = Duration::from_secs(25);
/// How long background work may take to reach a good place, after that.
const JOBS_PATIENCE: Duration = Duration::from_secs(10);

/// Serves the page and the API.
#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    install: Install,
    /// Address and port to listen on
    #[arg(long, env = "KEDANG_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    listen: String,
    /// Believe X-Forwarded-For and X-Forwarded-Proto: a proxy of ours sets them
    #[arg(long, env = "KEDANG_TRUST_PROXY")]
    trust_proxy: bool,
    /// Chat robots may be at private addresses and without TLS, e.g. a relay of the company's own
    #[arg(long, env = "KEDANG_ALLOW_PRIVATE_WEBHOOKS")]
    allow_private_webhooks: bool,
    /// Certificate authorities of the company (PEM), believed when letters and lines leave
    #[arg(long, env = "KEDANG_TRUSTED_CERTIFICATES", value_name = "FILE")]
    trusted_certificates: Option<PathBuf>,
}

impl Serve {
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let app = self.install.app().await?;
        app.set_courier(self.courier()?);
        let listener = TcpListener::bind(&self.listen)
            .await
            .map_err(|e| Failure::new(format!("cannot listen on {}", self.listen), e))?;
        let address = listener
            .local_addr()
            .map_err(|e| Failure::new(format!("cannot listen on {}", self.listen), e))?;
        let mut stopping = stop_signal()?;
        let needed =
            app.setup_needed().await.map_err(|e| Failure::new("the database cannot be read", e))?;
        if needed {
            console::line(format_args!("Set-up code 启动码: {}", app.setup_code()));
            console::line(format_args!("Enter it on 请打开 http://{address}/"));
            let key =
                app.verifying_key().map_err(|e| Failure::new("the keys cannot be used", e))?;
            console::line(format_args!("Key that verifies the log 日志验证公钥: {key}"));
        }
        tracing::info!(%address, "serving");

        let running = kedang_jobs::standard(app.clone()).start();
        let mut told = stopping.clone();
        let watching = app.clone();
        let jobs = tokio::spawn(async move {
            let _ = told.changed().await;
            watching.end_watches();
            running.stop().await;
        });
        let router =
            kedang_api::router(app.clone(), kedang_api::Options { trust_proxy: self.trust_proxy });
        let mut told = stopping.clone();
        let server = connections::serve(listener, router, async move {
            let _ = told.changed().await;
        });
        let patience = async {
            let _ = stopping.changed().await;
            tracing::info!("stopping: requests in flight finish first");
            tokio::time::sleep(PATIENCE).await;
        };
        tokio::select! {
            () = server => {}
            () = patience => tracing::warn!("some requests did not finish in time"),
        }
        if tokio::time::timeout(JOBS_PATIENCE, jobs).await.is_err() {
            tracing::warn!("some background work did not end in time; its lease will expire");
        }
        // Nothing that happened stays unsigned while the server is down.
        if let Err(error) = app.checkpoint().await {
            tracing::error!(%error, "the log could not be signed");
        }
        // What was acknowledged is on disk already; this ends the connections in order.
        app.db().close().await;
        tracing::info!("stopped");
        Ok(())
    }
}

impl Serve {
    /// Who carries messages out of the house.
    fn courier(&self) -> Result<Courier, Failure> {
        let cannot = "the trusted certificates cannot be read";
        let trusted = match &self.trusted_certificates {
            Some(path) => std::fs::read(path).map_err(|e| Failure::new(cannot, e))?,
            None => Vec::new(),
        };
        let allow_private_webhooks = self.allow_private_webhooks;
        Courier::new(&Options { allow_private_webhooks, trusted })
            .map_err(|e| Failure::new(cannot, e))
    }
}

/// Changes when the process is asked to stop, by Ctrl+C or by whoever supervises it.
fn stop_signal() -> Result<watch::Receiver<()>, Failure> {
    let listen = |kind| signal(kind).map_err(|e| Failure::new("signals cannot be received", e));
    let mut terminate = listen(SignalKind::terminate())?;
    let mut interrupt = listen(SignalKind::interrupt())?;
    let (sender, receiver) = watch::channel(());
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        let _ = sender.send(());
        // Keeps the channel open: a closed one would look like a second signal.
        sender.closed().await;
    });
    Ok(receiver)
}
