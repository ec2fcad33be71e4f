//! Where the server listens: the port that was asked for, else the next free one from 4000 on; and the address that
//! a browser has to ask for.

use std::net::SocketAddr;

use tokio::net::TcpListener;

use crate::cli::Failure;

/// The first port that is tried.
const FIRST_PORT: u16 = 4000;
/// How many are tried after it.
const TRIES: u16 = 100;

/// A listener, and what it is called.
pub(super) struct Listening {
    listener: TcpListener,
    address: SocketAddr,
    host: String,
    base: String,
    taken: Vec<u16>,
}

impl Listening {
    /// Listens on `host` at `port`, or at the next free one.
    ///
    /// # Errors
    /// When that port is taken, or the host is none of this machine.
    pub(super) async fn new(host: &str, port: Option<u16>, base: &str) -> Result<Self, Failure> {
        let ports = port.map_or(FIRST_PORT..FIRST_PORT + TRIES, |port| port..port.saturating_add(1));
        let mut taken = Vec::new();
        for candidate in ports {
            match TcpListener::bind((unbracketed(host), candidate)).await {
                Ok(listener) => {
                    let address = listener.local_addr().map_err(|error| cannot_listen(host, candidate, &error))?;
                    return Ok(Self { listener, address, host: host.to_owned(), base: normal(base), taken });
                }
                Err(error) if error.kind() == std::io::ErrorKind::AddrInUse && port.is_none() => taken.push(candidate),
                Err(error) => return Err(cannot_listen(host, candidate, &error)),
            }
        }
        Err(Failure::new(format!("all ports from {FIRST_PORT} to {} are taken", FIRST_PORT + TRIES - 1)))
    }

    /// The ports that were tried in vain.
    pub(super) fn taken(&self) -> &[u16] {
        &self.taken
    }

    /// The address of the socket.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The path that the site stands at, with a slash at either end.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// What to type into a browser.
    pub(super) fn url(&self) -> String {
        let host = match self.address.ip() {
            ip if ip.is_unspecified() => "localhost".to_owned(),
            ip if ip.is_ipv6() => format!("[{ip}]"),
            _ => self.host.clone(),
        };
        format!("http://{host}:{}{}", self.address.port(), self.base)
    }

    /// The listener itself.
    pub(super) fn into_listener(self) -> TcpListener {
        self.listener
    }
}

fn cannot_listen(host: &str, port: u16, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot listen on {host}, port {port}: {error}"))
        .help("name another one with --port or --host")
}

/// `[::1]` -> `::1`
pub(super) fn unbracketed(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

/// `sub/path` -> `/sub/path/`
fn normal(base: &str) -> String {
    let inner = base.trim_matches('/');
    if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_has_a_slash_at_either_end() {
        for (base, expected) in [("/", "/"), ("", "/"), ("a", "/a/"), ("/a/b/", "/a/b/"), ("//", "/")] {
            assert_eq!(normal(base), expected);
        }
    }
}
