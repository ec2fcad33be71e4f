//! The theme's public files, in a folder whose name holds the hash of them all. Scripts are
//! published minified; in a preview they stay as their authors wrote them.

use std::sync::Arc;

use super::List;
use super::assets::bytes;
use crate::load::Body;
use crate::path::OutPath;
use crate::plan::Site;
use crate::render::script::minified;
use crate::render::{Bytes, Output, Purpose, Shared};

pub(super) fn list(site: &Site, shared: &Arc<Shared>) -> List {
    let public = site.theme.files.keys().filter(|path| is_public(path));
    let output = |path: &String| {
        let (own, purpose) = (path.clone(), shared.purpose);
        let output = Output::new(move |site| {
            Ok(site.theme.files.get(&own).map_or(Bytes::Static(b""), |file| contents(&own, &file.body, purpose)))
        });
        (OutPath::new(format!("{}/{path}", site.theme.folder)), output)
    };
    public.map(output).collect()
}

fn contents(path: &str, body: &Body, purpose: Purpose) -> Bytes {
    match body {
        Body::Text(text) if path.ends_with(".js") && purpose == Purpose::Publish => Bytes::from(minified(text)),
        body => bytes(body),
    }
}

/// Everything but templates, styles (which are joined), the manifest and what only editors read.
fn is_public(path: &str) -> bool {
    path.contains('/') && !path.starts_with("templates/") && !path.starts_with("styles/") && !path.ends_with(".d.ts")
}
