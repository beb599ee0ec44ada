//! Connections: how many there may be, how long a client may take to say what it wants, and a good end.

use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::Request;
use axum::http::request::Parts;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tower::ServiceExt;
use tracing::{debug, error, warn};

/// Tells an answer that goes on and on that the program stops; a handler takes it as an argument.
#[derive(Clone, Debug)]
pub(crate) struct Stopping(Option<watch::Receiver<()>>);

impl Stopping {
    /// Returns when the program stops.
    pub(crate) async fn stops(&mut self) {
        match &mut self.0 {
            // Nothing is ever sent: the end of the sender is the sign.
            Some(stop) => while stop.changed().await.is_ok() {},
            None => std::future::pending().await,
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Stopping {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let given = parts.extensions.get::<Self>().cloned();
        Ok(given.unwrap_or(Self(None)))
    }
}

/// How connections are kept within bounds.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections open at once; further ones wait in the system's queue.
    pub connections: usize,
    /// The longest from the opening of a connection, or from the answer before, to the end of a
    /// request's headers.
    pub headers: Duration,
    /// The longest that requests in flight may take after the stop.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            headers: Duration::from_secs(20),
            grace: Duration::from_secs(20),
        }
    }
}

/// Serves `router` on `listener` until `stop`, then lets requests in flight finish. HTTP/1 only.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.headers);
    let room = Arc::new(Semaphore::new(limits.connections));
    let open = GracefulShutdown::new();
    let (stopping, stopped) = watch::channel(());
    let mut stop = pin!(stop);
    loop {
        let (stream, peer, place) = tokio::select! {
            () = &mut stop => break,
            Some(accepted) = accept(&listener, &room) => accepted,
            else => break,
        };
        let stopped = Stopping(Some(stopped.clone()));
        let service = router
            .clone()
            .map_request(move |request: Request<Incoming>| {
                let mut request = request.map(Body::new);
                request.extensions_mut().insert(ConnectInfo(peer));
                request.extensions_mut().insert(stopped.clone());
                request
            });
        let connection =
            http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = open.watch(connection);
        tokio::spawn(async move {
            if let Err(failure) = connection.await {
                debug!("a connection ended: {failure}");
            }
            drop(place);
        });
    }
    drop(listener);
    drop(stopping);
    // A client that never finishes its request must not hold the program for ever.
    if tokio::time::timeout(limits.grace, open.shutdown())
        .await
        .is_err()
    {
        warn!(
            grace_seconds = limits.grace.as_secs(),
            "requests still in flight were cut off"
        );
    }
}

/// The next connection, once there is room for it; `None` never comes while the program runs.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = room.clone().acquire_owned().await.ok()?;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // Answers are small; waiting to fill a packet only delays them.
                let _ = stream.set_nodelay(true);
                return Some((stream, peer, place));
            }
            // The client has gone before we came to it.
            Err(failure)
                if matches!(
                    failure.kind(),
                    ErrorKind::ConnectionAborted
                        | ErrorKind::ConnectionReset
                        | ErrorKind::ConnectionRefused
                ) => {}
            Err(failure) => {
                error!("no connection can be taken: {failure}");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::{get, post};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;
    use tokio::time::Instant;

    use super::*;

    const QUICK: Limits = Limits {
        connections: 2,
        headers: Duration::from_millis(200),
        grace: Duration::from_millis(500),
    };

    struct Server {
        address: SocketAddr,
        stop: oneshot::Sender<()>,
        running: tokio::task::JoinHandle<()>,
    }

    async fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let router = Router::new()
            .route(
                "/",
                get(async |ConnectInfo(peer): ConnectInfo<SocketAddr>| peer.ip().to_string()),
            )
            .route(
                "/slow",
                get(async || tokio::time::sleep(Duration::from_millis(300)).await),
            )
            .route(
                "/until-stop",
                get(async |mut stopping: Stopping| stopping.stops().await),
            )
            .route("/echo", post(async |body: String| body));
        let running = tokio::spawn(serve(listener, router, QUICK, async {
            let _ = stopped.await;
        }));
        Server {
            address,
            stop,
            running,
        }
    }

    /// Everything the server says until it closes the connection.
    async fn heard(stream: &mut TcpStream) -> String {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes).await;
        String::from_utf8_lossy(&bytes).into_owned()
    }

    async fn ask(address: SocketAddr, path: &str) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let head = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        heard(&mut stream).await
    }

    #[tokio::test]
    async fn a_handler_learns_who_is_at_the_other_end() {
        let server = start().await;
        assert!(ask(server.address, "/").await.ends_with("127.0.0.1"));
    }

    #[tokio::test]
    async fn attack_45_clients_that_never_finish_their_headers_are_left_and_others_served() {
        let server = start().await;
        let began = Instant::now();
        let mut slow = Vec::new();
        for _ in 0..QUICK.connections {
            let mut stream = TcpStream::connect(server.address).await.unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nx-a: ").await.unwrap();
            slow.push(stream);
        }
        // All places are taken, so this one waits until one of them is left.
        assert!(ask(server.address, "/").await.starts_with("HTTP/1.1 200"));
        for stream in &mut slow {
            heard(stream).await;
        }
        assert!(began.elapsed() < Duration::from_secs(10));
    }

    #[tokio::test]
    async fn attack_45_headers_without_end_are_refused() {
        let server = start().await;
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nx-a: ").await.unwrap();
        let mut sent = 0;
        while sent < 10_000_000 && stream.write_all(&[b'a'; 10_000]).await.is_ok() {
            sent += 10_000;
        }
        assert!(sent < 10_000_000);
        assert!(ask(server.address, "/").await.starts_with("HTTP/1.1 200"));
    }

    #[tokio::test]
    async fn a_kept_connection_that_says_nothing_is_closed() {
        let server = start().await;
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream
            .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            .await
            .unwrap();
        assert!(heard(&mut stream).await.ends_with("127.0.0.1"));
    }

    #[tokio::test]
    async fn a_stop_lets_the_request_in_flight_finish_and_takes_no_other() {
        let server = start().await;
        let asked = tokio::spawn(ask(server.address, "/slow"));
        tokio::time::sleep(Duration::from_millis(100)).await;
        server.stop.send(()).unwrap();
        assert!(asked.await.unwrap().starts_with("HTTP/1.1 200"));
        server.running.await.unwrap();
        assert!(TcpStream::connect(server.address).await.is_err());
    }

    #[tokio::test]
    async fn an_answer_without_end_learns_of_the_stop() {
        let server = start().await;
        let asked = tokio::spawn(ask(server.address, "/until-stop"));
        tokio::time::sleep(Duration::from_millis(100)).await;
        server.stop.send(()).unwrap();
        assert!(asked.await.unwrap().starts_with("HTTP/1.1 200"));
        server.running.await.unwrap();
    }

    #[tokio::test]
    async fn a_request_without_end_does_not_hold_up_the_stop() {
        let server = start().await;
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        let head =
            b"POST /echo HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n5\r\naaaaa\r\n";
        stream.write_all(head).await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
        let began = Instant::now();
        server.stop.send(()).unwrap();
        server.running.await.unwrap();
        assert!(began.elapsed() >= QUICK.grace);
    }
}
