//! A request -> its answer: from the table of outputs, or one of the server's own. Nothing else can be asked for:
//! a path is looked up as a whole, so there is no way to climb out of the table.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, Response, StatusCode};
use axum::response::IntoResponse as _;

use super::author::Facts;
use super::body::{Content, respond, tag};
use super::client;
use super::content_type::content_type;
use super::events::events;
use super::guard::Guard;
use super::live::{Live, Snapshot};
use super::workshop::Version;
use crate::parse::RawHtml;
use crate::path::{Address, OutPath};
use crate::render;

/// What a page of a handbook may do, on any host: it needs nothing more. Media may come from the site as well.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
    form-action 'self'";

/// What stands in for a page that no version could make yet.
const EMPTY: &[u8] = b"<!doctype html><html lang=en><head><title>handbook</title></head><body></body></html>";

/// What answers.
pub(super) struct Server {
    pub(super) live: Arc<Live>,
    pub(super) guard: Guard,
    /// The path that the site stands at, with a slash at either end.
    pub(super) base: String,
}

/// What is known of a request once it is let in.
struct Asked {
    method: Method,
    headers: HeaderMap,
    /// The path below the base, decoded.
    path: String,
    query: Option<String>,
}

/// Answers any request.
pub(super) async fn answer(State(server): State<Arc<Server>>, request: Request) -> Response<Body> {
    let mut response = match server.admit(request) {
        Ok(asked) => Arc::clone(&server).answer(asked).await,
        Err(refusal) => *refusal,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if server.live.snapshot().version.site.config.raw_html != RawHtml::Allow {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    }
    response
}

impl Server {
    /// Lets a request in, or says why not.
    fn admit(&self, request: Request) -> Result<Asked, Box<Response<Body>>> {
        let (parts, _) = request.into_parts();
        if let Some(reason) = self.guard.refusal(&parts.uri, &parts.headers) {
            return Err(plain(StatusCode::FORBIDDEN, reason).into());
        }
        if !matches!(parts.method, Method::GET | Method::HEAD) {
            let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "this server only shows things");
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            return Err(response.into());
        }
        let path = parts.uri.path();
        let below = match path.strip_prefix(self.base.as_str()) {
            Some(below) => below,
            None if path == "/" || format!("{path}/") == self.base => return Err(redirect(&self.base).into()),
            None => return Err(plain(StatusCode::NOT_FOUND, "the site does not stand here").into()),
        };
        let Ok(path) = percent_encoding::percent_decode_str(below).decode_utf8() else {
            return Err(plain(StatusCode::BAD_REQUEST, "the address is not UTF-8").into());
        };
        let (path, query) = (path.into_owned(), parts.uri.query().map(str::to_owned));
        Ok(Asked { method: parts.method, headers: parts.headers, path, query })
    }

    async fn answer(self: Arc<Self>, asked: Asked) -> Response<Body> {
        if asked.path == format!("{}events", client::FOLDER) && asked.method == Method::GET {
            return events(&self.live).into_response();
        }
        // Making a page takes a moment of computing, which is not for the threads that listen.
        let made = tokio::task::spawn_blocking(move || self.make(&asked)).await;
        made.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "the page could not be made"))
    }

    fn make(&self, asked: &Asked) -> Response<Body> {
        let snapshot = self.live.snapshot();
        if let Some(name) = asked.path.strip_prefix(client::FOLDER) {
            return self.own(name, asked, &snapshot);
        }
        let path = Address::new(asked.path.as_str()).out_path();
        if let Some(content) = self.content(&path, &snapshot) {
            return respond(content, content_type(path.as_str()), StatusCode::OK, &asked.method, &asked.headers);
        }
        let with_slash = Address::new(format!("{}/", asked.path));
        if snapshot.version.outputs.get(with_slash.out_path().as_str()).is_some() {
            let query = asked.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
            return redirect(&format!("{}{}{query}", self.base, percent_encoded(&with_slash)));
        }
        let page = self.content(&OutPath::new("404.html"), &snapshot);
        let page = page.unwrap_or_else(|| self.for_the_author(EMPTY));
        respond(page, content_type(".html"), StatusCode::NOT_FOUND, &asked.method, &asked.headers)
    }

    /// `page` with the script that shows its author what is wrong.
    fn for_the_author(&self, page: &[u8]) -> Content {
        Content::Memory(client::inject(page, &self.base, &tag(page)).into())
    }

    /// The content of the output `path`: as the newest version has it; as the one before, if the newest fails; or
    /// that of an older theme.
    fn content(&self, path: &OutPath, snapshot: &Snapshot) -> Option<Content> {
        let is_page = content_type(path.as_str()).starts_with("text/html");
        let made = match made(&snapshot.version, path) {
            None => snapshot.old_theme_file(path.as_str()).map(|bytes| Content::Memory(Bytes::from_owner(bytes))),
            Some(Ok(content)) => Some(content),
            Some(Err(fault)) => {
                self.live.fault(&snapshot.version, &fault);
                let before = snapshot.before.as_ref().and_then(|before| made(before, path)?.ok());
                before.or_else(|| Some(Content::Memory(Bytes::from_static(EMPTY))))
            }
        };
        match made {
            Some(Content::Memory(bytes)) if is_page => {
                self.live.looked_at(path);
                Some(self.for_the_author(&bytes))
            }
            made => made,
        }
    }

    /// One of the server's own files, or the facts about a page.
    fn own(&self, name: &str, asked: &Asked, snapshot: &Snapshot) -> Response<Body> {
        let (bytes, name) = if let Some(text) = client::file(name) {
            (Bytes::from_static(text.as_bytes()), name)
        } else if let Some(facts) = name.strip_prefix("page/").and_then(|address| self.facts(address, snapshot)) {
            (Bytes::from(facts), "facts.json")
        } else {
            return plain(StatusCode::NOT_FOUND, "there is no such file");
        };
        respond(Content::Memory(bytes), content_type(name), StatusCode::OK, &asked.method, &asked.headers)
    }

    fn facts(&self, address: &str, snapshot: &Snapshot) -> Option<String> {
        let address = address.strip_suffix("index.html").unwrap_or(address);
        let page = snapshot.version.site.pages.iter().find(|page| page.address.as_str() == address)?;
        serde_json::to_string(&Facts::of(page, snapshot, self.live.editor())).ok()
    }
}

/// The content of the output `path` as `version` makes it; `None` when it has none there.
fn made(version: &Version, path: &OutPath) -> Option<Result<Content, crate::diagnostic::Diagnostic>> {
    let bytes = match version.outputs.get(path.as_str())?.bytes(&version.site) {
        Ok(bytes) => bytes,
        Err(fault) => return Some(Err(fault)),
    };
    Some(Ok(match bytes {
        render::Bytes::Memory(bytes) => Content::Memory(bytes.into()),
        render::Bytes::Static(bytes) => Content::Memory(Bytes::from_static(bytes)),
        render::Bytes::File(path) => Content::on_disk(path).ok()?,
    }))
}

fn percent_encoded(address: &Address) -> String {
    percent_encoding::utf8_percent_encode(&address.href(), percent_encoding::CONTROLS).to_string()
}

fn redirect(to: &str) -> Response<Body> {
    let mut response = plain(StatusCode::TEMPORARY_REDIRECT, "it stands elsewhere");
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}

fn plain(status: StatusCode, sentence: &'static str) -> Response<Body> {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], sentence).into_response()
}
