//! `handbook serve`, asked over the network as a browser asks.

mod answers;
mod edits;
mod safety;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Project, handbook};

/// How long anything may take on a busy machine.
const LONG: Duration = Duration::from_secs(20);

/// A server, ended with the test.
pub(crate) struct Served {
    child: Child,
    address: SocketAddr,
}

/// An answer, read whole.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

/// What a page is told: each event as it comes.
pub(crate) struct Events {
    received: Receiver<serde_json::Value>,
}

impl Served {
    /// A server for the project at `root`, on any free port.
    pub(crate) fn start(root: &Path, options: &[&str]) -> Self {
        let mut command = handbook();
        command.args(["serve", "--port", "0", "--root"]).arg(root).args(options);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let authority = line.trim().strip_prefix("serving http://").unwrap_or_else(|| panic!("{line:?}"));
        let port = authority.split(['/', ':']).nth(1).unwrap().parse().unwrap();
        Self { child, address: SocketAddr::from(([127, 0, 0, 1], port)) }
    }

    /// The process.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Its port.
    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// The answer to `GET path`.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// The answer to a request with more headers; a `Host` among them replaces the right one.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            request.push_str(&format!("Host: {}\r\n", self.address));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        self.send(format!("{request}\r\n").as_bytes())
    }

    /// The answer to these very bytes.
    pub(crate) fn send(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        stream.write_all(request).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Answer::parse(&bytes)
    }

    /// The stream of events.
    pub(crate) fn events(&self, path: &str) -> Events {
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        let (send, received) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                if let Some(data) = line.strip_prefix("data: ") {
                    let _ = send.send(serde_json::from_str(data).unwrap());
                }
            }
        });
        Events { received }
    }

    /// Asks for `path` until the answer holds `words`.
    #[track_caller]
    pub(crate) fn wait_for(&self, path: &str, words: &str) -> Answer {
        let started = Instant::now();
        loop {
            let answer = self.get(path);
            if answer.text().contains(words) {
                return answer;
            }
            assert!(started.elapsed() < LONG, "{words:?} never came:\n{}", answer.text());
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let split = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..split]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let answer = Self { status, head, body: bytes.get(split + 4..).unwrap_or_default().to_vec() };
        answer.dechunked()
    }

    fn dechunked(mut self) -> Self {
        if self.header("transfer-encoding") == Some("chunked") {
            let mut rest = std::mem::take(&mut self.body);
            while let Some(end) = rest.windows(2).position(|window| window == b"\r\n") {
                let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
                self.body.extend_from_slice(&rest[end + 2..end + 2 + length]);
                rest.drain(..end + 4 + length);
            }
        }
        self
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        lines.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The body, as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Events {
    /// The next event.
    #[track_caller]
    pub(crate) fn next(&self) -> serde_json::Value {
        self.received.recv_timeout(LONG).unwrap()
    }

    /// All events within a time that is long enough for anything that is under way to be told of.
    pub(crate) fn settled(&self) -> Vec<serde_json::Value> {
        let mut events = Vec::new();
        while let Ok(event) = self.received.recv_timeout(Duration::from_millis(900)) {
            events.push(event);
        }
        events
    }
}

/// A small handbook: two pages, a picture, a theme that changes nothing.
pub(crate) fn small() -> Project {
    Project::new(&[
        ("content/handbook.yaml", "title: Small\ntheme: mine\n"),
        ("content/index.md", "# Home\n\nSee [the other page](other.md).\n\n![a dot](dot.svg)\n"),
        ("content/other.md", "# Other\n\nIt says one.\n"),
        ("content/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("themes/mine/theme.yaml", "extends: default\n"),
    ])
}
