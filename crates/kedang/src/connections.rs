//! Accepting connections, and ending them in order.

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};

/// How long a client may take to send the head of a request, and how long a connection may lie
/// idle: whoever sends a byte now and then would otherwise keep it for ever.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// How long to wait when no connection can be taken, because there are too many open files.
const BREATH: Duration = Duration::from_millis(100);

/// Serves every connection until `stop`, then lets requests in flight finish and returns.
pub(crate) async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
    let connections = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, address)) => take(&http, &connections, &router, stream, address),
            Err(error) if is_the_clients(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "no connection can be taken");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    connections.shutdown().await;
}

fn take(
    http: &http1::Builder,
    connections: &GracefulShutdown,
    router: &Router,
    stream: TcpStream,
    address: SocketAddr,
) {
    // Small replies must not wait for more to fill a packet.
    let _ = stream.set_nodelay(true);
    let service = router.clone().layer(axum::Extension(ConnectInfo(address)));
    let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        // A client that goes away, or is too slow, is no fault of the server's.
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection ended");
        }
    });
}

/// The client was gone before it was let in.
fn is_the_clients(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
