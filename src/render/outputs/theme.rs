//! The theme's public files, in a folder whose name holds the hash of them all.

use std::sync::Arc;

use super::List;
use super::assets::bytes;
use crate::path::OutPath;
use crate::plan::Site;
use crate::render::{Bytes, Output, Shared};

pub(super) fn list(site: &Site, _: &Arc<Shared>) -> List {
    let public = site.theme.files.keys().filter(|path| is_public(path));
    let output = |path: &String| {
        let own = path.clone();
        let output = Output::new(move |site| {
            Ok(site.theme.files.get(&own).map_or(Bytes::Static(b""), |file| bytes(&file.body)))
        });
        (OutPath::new(format!("{}/{path}", site.theme.folder)), output)
    };
    public.map(output).collect()
}

/// Everything but templates, styles (which are joined), the manifest and what only editors read.
fn is_public(path: &str) -> bool {
    path.contains('/') && !path.starts_with("templates/") && !path.starts_with("styles/") && !path.ends_with(".d.ts")
}
