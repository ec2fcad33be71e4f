//! Snapshots -> server-sent events. A page is told at once where things stand, then of everything that happens.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use serde::Serialize;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};

use super::author::Findings;
use super::live::{Change, Live, Snapshot};

/// What one event tells.
#[derive(Serialize)]
struct State<'a> {
    session: u64,
    number: u64,
    /// What changed since the last event.
    changes: Vec<&'a Change>,
    findings: &'a Findings,
    /// The theme's folder.
    theme: &'a str,
}

/// The stream of events for one page.
pub(super) fn events(live: &Live) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
    let mut told = live.snapshot().number;
    let snapshots = WatchStream::new(live.subscribe()).take_while(|snapshot| !snapshot.closing);
    let events = snapshots.map(move |snapshot: Arc<Snapshot>| {
        let changes = snapshot.changes.iter().map(AsRef::as_ref).filter(|change| change.number > told).collect();
        told = snapshot.number;
        let theme = snapshot.version.site.theme.folder.as_str();
        let state = State { session: snapshot.session, number: told, changes, findings: &snapshot.findings, theme };
        Ok(Event::default().data(serde_json::to_string(&state).unwrap_or_default()))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}
