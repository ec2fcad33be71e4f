//! Bytes, or a file on disk -> a response: with an `ETag`, in parts if asked for parts, without a body for `HEAD`.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Response, StatusCode, header};
use tokio_stream::wrappers::ReceiverStream;

/// How much of a file is read at a time.
const PIECE: usize = 64 * 1024;

/// What a response consists of.
pub(super) enum Content {
    /// Bytes in memory.
    Memory(Bytes),
    /// A file, read while it is sent.
    Disk {
        /// Where it is.
        path: PathBuf,
        /// Its length.
        length: u64,
        /// Its `ETag`.
        tag: String,
    },
}

impl Content {
    /// The file at `path`.
    ///
    /// # Errors
    /// When it is not there any more.
    pub(super) fn on_disk(path: PathBuf) -> io::Result<Self> {
        let metadata = std::fs::metadata(&path)?;
        let modified = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        let tag = format!("\"{:x}-{:x}\"", metadata.len(), modified.as_nanos());
        Ok(Self::Disk { path, length: metadata.len(), tag })
    }

    fn length(&self) -> u64 {
        match self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::Disk { length, .. } => *length,
        }
    }

    fn tag(&self) -> String {
        match self {
            Self::Memory(bytes) => tag(bytes),
            Self::Disk { tag, .. } => tag.clone(),
        }
    }

    fn into_body(self, range: Range<u64>) -> Body {
        match self {
            Self::Memory(bytes) => {
                let index = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
                Body::from(bytes.slice(index(range.start)..index(range.end)))
            }
            Self::Disk { path, .. } => stream(path, range),
        }
    }
}

/// The `ETag` of `bytes`.
pub(super) fn tag(bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    format!("\"{}\"", hash.get(..32).unwrap_or_default())
}

/// The response to a request of `method` with `headers` for `content`; `status` is what it is when all of it is sent.
pub(super) fn respond(
    content: Content,
    content_type: &'static str,
    status: StatusCode,
    method: &Method,
    headers: &HeaderMap,
) -> Response<Body> {
    let (tag, length) = (content.tag(), content.length());
    let response = Response::builder()
        .header(header::ETAG, &tag)
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CONTENT_TYPE, content_type);
    let is_whole = status == StatusCode::OK;
    if is_whole && names_tag(headers, header::IF_NONE_MATCH, &tag) {
        return finish(response.status(StatusCode::NOT_MODIFIED).body(Body::empty()));
    }
    let asked = if is_whole { requested(headers, &tag, length) } else { Requested::Whole };
    let (status, range) = match asked {
        Requested::Whole => (status, 0..length),
        Requested::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Requested::Nothing => {
            let response = response.header(header::CONTENT_RANGE, format!("bytes */{length}"));
            return finish(response.status(StatusCode::RANGE_NOT_SATISFIABLE).body(Body::empty()));
        }
    };
    let mut response = response.status(status).header(header::CONTENT_LENGTH, range.end - range.start);
    if status == StatusCode::PARTIAL_CONTENT {
        let part = format!("bytes {}-{}/{length}", range.start, range.end.saturating_sub(1));
        response = response.header(header::CONTENT_RANGE, part);
    }
    let body = if *method == Method::HEAD { Body::empty() } else { content.into_body(range) };
    finish(response.body(body))
}

fn finish(response: Result<Response<Body>, axum::http::Error>) -> Response<Body> {
    response.unwrap_or_else(|_| Response::new(Body::empty())) // every header above is plain ASCII
}

/// Whether the header `name` holds `tag`, or any.
fn names_tag(headers: &HeaderMap, name: header::HeaderName, tag: &str) -> bool {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|part| {
        let part = part.trim();
        part == "*" || part.strip_prefix("W/").unwrap_or(part) == tag
    })
}

/// Which bytes are asked for.
#[derive(Debug, PartialEq, Eq)]
enum Requested {
    /// All of them, or what may be answered with all.
    Whole,
    /// Those.
    Part(Range<u64>),
    /// Some that there are not.
    Nothing,
}

/// Which of `length` bytes `headers` ask for.
fn requested(headers: &HeaderMap, tag: &str, length: u64) -> Requested {
    let value = headers.get(header::RANGE).and_then(|value| value.to_str().ok()?.strip_prefix("bytes="));
    let is_stale = headers.get(header::IF_RANGE).is_some_and(|known| known.as_bytes() != tag.as_bytes());
    match value.and_then(|value| parse_range(value, length)) {
        Some(range) if !is_stale && range.start < range.end => Requested::Part(range),
        Some(_) if !is_stale => Requested::Nothing,
        _ => Requested::Whole,
    }
}

/// `0-9`, `90-` or `-5`; `None` for anything else, several ranges among it.
fn parse_range(value: &str, length: u64) -> Option<Range<u64>> {
    let (first, last) = value.split_once('-')?;
    match (first.trim(), last.trim()) {
        ("", last) => Some(length.saturating_sub(last.parse().ok()?)..length),
        (first, "") => Some(first.parse().ok()?..length),
        (first, last) => {
            let (first, last): (u64, u64) = (first.parse().ok()?, last.parse().ok()?);
            (first <= last).then(|| first..last.saturating_add(1).min(length))
        }
    }
}

/// A part of a file, read piece by piece on a thread of its own while the browser takes it.
fn stream(path: PathBuf, range: Range<u64>) -> Body {
    let (pieces, received) = tokio::sync::mpsc::channel::<io::Result<Bytes>>(4);
    tokio::task::spawn_blocking(move || {
        let read = || -> io::Result<()> {
            let mut file = File::open(&path)?;
            file.seek(SeekFrom::Start(range.start))?;
            let mut rest = file.take(range.end - range.start);
            loop {
                let mut piece = vec![0; PIECE];
                let count = rest.read(&mut piece)?;
                piece.truncate(count);
                if count == 0 || pieces.blocking_send(Ok(piece.into())).is_err() {
                    return Ok(()); // all is sent, or nobody wants the rest
                }
            }
        };
        if let Err(error) = read() {
            let _ = pieces.blocking_send(Err(error));
        }
    });
    Body::from_stream(ReceiverStream::new(received))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(value: &str) -> Requested {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, value.parse().unwrap());
        requested(&headers, "\"t\"", 100)
    }

    #[test]
    fn one_range_is_understood_and_all_else_is_the_whole() {
        assert_eq!(asked("bytes=0-9"), Requested::Part(0..10));
        assert_eq!(asked("bytes=90-"), Requested::Part(90..100));
        assert_eq!(asked("bytes=-5"), Requested::Part(95..100));
        assert_eq!(asked("bytes=50-500"), Requested::Part(50..100));
        assert_eq!(asked("bytes=100-"), Requested::Nothing);
        assert_eq!(asked("bytes=-0"), Requested::Nothing);
        for odd in ["bytes=9-0", "bytes=0-1,5-6", "lines=0-1", "bytes=x-y", "bytes=", "bytes=-"] {
            assert_eq!(asked(odd), Requested::Whole, "{odd}");
        }
    }

    #[test]
    fn a_tag_is_known_in_a_list_and_as_a_weak_one() {
        let known = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, value.parse().unwrap());
            names_tag(&headers, header::IF_NONE_MATCH, "\"t\"")
        };
        assert!(known("\"t\"") && known("\"a\", W/\"t\"") && known("*"));
        assert!(!known("\"u\"") && !known("t"));
    }
}
