//! `/search/*.txt`: the search index. All its files are made at once, when the first of them is asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::List;
use crate::path::OutPath;
use crate::plan::Site;
use crate::render::search::{Extent, index};
use crate::render::{Bytes, Output, Shared};

pub(super) fn list(site: &Site, _: &Arc<Shared>) -> List {
    if !site.config.search {
        return List::new();
    }
    let files: Arc<OnceLock<BTreeMap<String, Vec<u8>>>> = Arc::default();
    let output = |name: String| {
        let files = Arc::clone(&files);
        let path = OutPath::new(format!("search/{name}"));
        let bytes = move |site: &Site| {
            let files = files.get_or_init(|| index(site));
            Ok(Bytes::Memory(files.get(&name).cloned().unwrap_or_default()))
        };
        (path, Output::new(bytes).in_batch())
    };
    Extent::of(site).names().map(output).collect()
}
