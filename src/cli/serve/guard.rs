//! Who may ask: only pages of this server, at a name that is this server's. A foreign page cannot read the site
//! by pointing a name of its own at this machine (DNS rebinding), by listening to the events, or by including files.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, Uri, header};

use super::address::unbracketed;

/// The names that this server answers to.
#[derive(Debug)]
pub(super) struct Guard {
    names: Vec<String>,
    /// Whether every address of this machine is listened on: then an address, which nobody can rebind, is fine.
    any_address: bool,
}

impl Guard {
    /// A guard for a server that listens on `address`, which is called `host`, and may also be called `others`.
    pub(super) fn new(address: SocketAddr, host: &str, others: &[String]) -> Self {
        let names = others.iter().map(String::as_str).chain([host]).map(|name| unbracketed(name).to_lowercase());
        let own = [address.ip().to_string()];
        Self { names: names.chain(own).collect(), any_address: address.ip().is_unspecified() }
    }

    /// Why a request is refused, if it is.
    pub(super) fn refusal(&self, uri: &Uri, headers: &HeaderMap) -> Option<&'static str> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(Ok(host)), None) = (hosts.next().map(|host| host.to_str()), hosts.next()) else {
            return Some("the request does not say whom it is for");
        };
        if !self.knows(host) || uri.host().is_some_and(|host| !self.knows(host)) {
            return Some("this server does not go by that name; --allow-host NAME makes it");
        }
        if headers.get(header::ORIGIN).is_some_and(|origin| !is_same_origin(origin.as_bytes(), host)) {
            return Some("the request comes from another site");
        }
        is_foreign_fetch(headers).then_some("the request comes from another site")
    }

    /// Whether `host`, with or without a port, is a name of this server.
    fn knows(&self, host: &str) -> bool {
        let name = without_port(host).trim_end_matches('.').to_lowercase();
        let name = unbracketed(&name);
        let is_ours = match name.parse::<IpAddr>() {
            Ok(ip) => self.any_address || ip.is_loopback(),
            Err(_) => name == "localhost" || name.ends_with(".localhost"),
        };
        is_ours || self.names.iter().any(|known| known == name)
    }
}

/// Whether an `Origin` is the server that `host` names.
fn is_same_origin(origin: &[u8], host: &str) -> bool {
    let authority = origin.strip_prefix(b"http://").or_else(|| origin.strip_prefix(b"https://"));
    authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host.as_bytes()))
}

/// Whether a browser says that a page of another site asks for this as a part of itself. Following a link is fine.
fn is_foreign_fetch(headers: &HeaderMap) -> bool {
    let is = |name: &str, values: &[&str]| {
        headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| values.contains(&value))
    };
    is("sec-fetch-site", &["cross-site", "same-site"]) && !is("sec-fetch-mode", &["navigate"])
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !is_bare_ipv6(host) => name,
        _ => host,
    }
}

fn is_bare_ipv6(host: &str) -> bool {
    !host.contains('[') && host.matches(':').count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refuses(guard: &Guard, headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        guard.refusal(&Uri::from_static("/"), &map).is_some()
    }

    fn local() -> Guard {
        Guard::new("127.0.0.1:4000".parse().unwrap(), "127.0.0.1", &["Desk.example".to_owned()])
    }

    #[test]
    fn only_names_of_this_server_are_answered() {
        for host in
            ["localhost", "localhost:4000", "127.0.0.1:4000", "[::1]:4000", "LOCALHOST.", "a.localhost", "desk.example"]
        {
            assert!(!refuses(&local(), &[("host", host)]), "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "192.168.1.5",
            "127.0.0.1.evil.example",
            "",
            "[::2]",
            "desk.example.evil",
        ] {
            assert!(refuses(&local(), &[("host", host)]), "{host}");
        }
        assert!(refuses(&local(), &[]));
        assert!(refuses(&local(), &[("host", "localhost"), ("host", "evil.example")]));
    }

    #[test]
    fn a_server_on_all_addresses_answers_to_addresses_but_not_to_names() {
        let open = Guard::new("0.0.0.0:4000".parse().unwrap(), "0.0.0.0", &[]);
        assert!(!refuses(&open, &[("host", "192.168.1.5:4000")]));
        assert!(refuses(&open, &[("host", "evil.example")]));
    }

    #[test]
    fn another_origin_is_refused_even_on_the_same_machine() {
        let with = |origin| refuses(&local(), &[("host", "localhost:4000"), ("origin", origin)]);
        assert!(!with("http://localhost:4000"));
        for origin in [
            "http://localhost:3000",
            "http://127.0.0.1:4000",
            "http://evil.example",
            "null",
            "file://",
            "http://localhost",
        ] {
            assert!(with(origin), "{origin}");
        }
    }

    #[test]
    fn a_foreign_page_may_link_here_but_not_include_anything() {
        let with = |site, mode| {
            refuses(&local(), &[("host", "localhost"), ("sec-fetch-site", site), ("sec-fetch-mode", mode)])
        };
        assert!(!with("cross-site", "navigate") && !with("same-origin", "no-cors") && !with("none", "navigate"));
        assert!(with("cross-site", "no-cors") && with("same-site", "cors") && with("cross-site", "websocket"));
    }
}
