//! From which machine a request comes.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::uri::Authority;

use crate::App;

/// What proxies add to a request; a browser on this machine sends none of them.
const OF_PROXIES: [&str; 7] = [
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-server",
    "x-real-ip",
];

/// Where a request comes from.
#[derive(Clone, Debug)]
pub(crate) struct Peer {
    /// The client's address: the other end of the connection or, when that is a trusted proxy, the
    /// last address the proxy has seen. `None` when the server does not know the other end.
    pub(crate) address: Option<IpAddr>,
    /// The client is on this machine and asks for this machine by a loopback name, with no proxy
    /// in between.
    pub(crate) is_loopback: bool,
}

impl Peer {
    /// A name to count attempts by: the address; a whole /64 for IPv6, which one person can have.
    pub(crate) fn key(&self) -> String {
        match self.address.map(|address| address.to_canonical()) {
            None => "unknown".to_owned(),
            Some(IpAddr::V4(address)) => address.to_string(),
            Some(IpAddr::V6(address)) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        }
    }

    fn of(parts: &Parts, trusted: &[IpAddr]) -> Self {
        let connection = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|ConnectInfo(address)| address.ip().to_canonical());
        let forwarded = parts.headers.get_all("x-forwarded-for");
        let address = match connection {
            Some(proxy) if trusted.contains(&proxy) => forwarded
                .iter()
                .next_back()
                .and_then(|value| value.to_str().ok())
                .and_then(|value| value.rsplit(',').next())
                .and_then(|address| address.trim().parse().ok())
                .or(Some(proxy)),
            other => other,
        };
        let proxied = OF_PROXIES
            .iter()
            .any(|name| parts.headers.contains_key(*name));
        Self {
            address,
            is_loopback: connection.is_some_and(|address| address.is_loopback())
                && !proxied
                && asks_for_loopback(parts),
        }
    }
}

/// Whether the request names this machine by a loopback name; a foreign name that resolves to it
/// (DNS rebinding) is not one.
fn asks_for_loopback(parts: &Parts) -> bool {
    let host = parts
        .headers
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .and_then(|host| host.parse::<Authority>().ok());
    host.is_some_and(|host| {
        let name = host.host().trim_matches(['[', ']']);
        name == "localhost"
            || name
                .parse::<IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    })
}

impl FromRequestParts<App> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(parts, &app.settings.trusted_proxies))
    }
}

#[cfg(test)]
mod tests {
    use axum::extract::Request;

    use super::*;

    fn peer(connection: &str, headers: &[(&str, &str)], trusted: &[&str]) -> Peer {
        let mut request = Request::builder();
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut parts = request
            .body(axum::body::Body::empty())
            .unwrap()
            .into_parts()
            .0;
        parts.extensions.insert(ConnectInfo::<SocketAddr>(
            format!("{connection}:999").parse().unwrap(),
        ));
        let trusted: Vec<_> = trusted
            .iter()
            .map(|address| address.parse().unwrap())
            .collect();
        Peer::of(&parts, &trusted)
    }

    #[test]
    fn attack_24_a_forwarded_address_is_believed_only_from_the_proxy() {
        let spoofed = [("x-forwarded-for", "203.0.113.9, 198.51.100.7")];
        assert_eq!(peer("192.0.2.1", &spoofed, &[]).key(), "192.0.2.1");
        assert_eq!(
            peer("192.0.2.1", &spoofed, &["192.0.2.1"]).key(),
            "198.51.100.7"
        );
    }

    #[test]
    fn attack_24_loopback_means_connection_and_name_and_no_proxy() {
        let local = [("host", "127.0.0.1:8080")];
        assert!(peer("127.0.0.1", &local, &[]).is_loopback);
        assert!(peer("[::1]", &[("host", "[::1]:8080")], &[]).is_loopback);
        assert!(!peer("192.0.2.1", &local, &[]).is_loopback);
        assert!(!peer("127.0.0.1", &[("host", "evil.example")], &[]).is_loopback);
        assert!(!peer("127.0.0.1", &[], &[]).is_loopback);
        for header in OF_PROXIES {
            let behind_a_proxy = [("host", "localhost"), (header, "127.0.0.1")];
            assert!(!peer("127.0.0.1", &behind_a_proxy, &["127.0.0.1"]).is_loopback);
        }
    }

    #[test]
    fn one_ipv6_network_counts_as_one_machine() {
        assert_eq!(
            peer("[2001:db8:1:2:3::4]", &[], &[]).key(),
            "2001:db8:1:2::/64"
        );
    }
}
