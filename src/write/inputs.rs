//! What a site is made from, as one hash: the tool itself and every source. Nothing else has a say in it, neither the
//! clock nor the environment; so a site that was made from the same need not be made again to know that it is the same.

use std::env;
use std::fs;
use std::time::SystemTime;

use rayon::prelude::*;

use super::marker::half_hash;
use crate::load::{Body, SourceFile, Sources};

/// A hash over the tool and `sources`; `None` when the tool cannot be read.
///
/// Files that are only copied have what pages say of them in it; whether they are the same is asked of each.
pub(super) fn inputs(sources: &Sources) -> Option<[u8; 16]> {
    let mut hash = blake3::Hasher::new();
    hash.update(tool()?.as_bytes());
    let files: Vec<blake3::Hash> = sources.files().par_iter().map(hash_of).collect();
    for file in files {
        hash.update(file.as_bytes());
    }
    Some(half_hash(&hash.finalize()))
}

/// What tells this tool from another version or build of it, without reading all of it.
fn tool() -> Option<String> {
    let file = fs::metadata(env::current_exe().ok()?).ok()?;
    let modified = file.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), file.len(), modified.as_nanos()))
}

fn hash_of(file: &SourceFile) -> blake3::Hash {
    let length = file.stamp.map_or(0, |stamp| stamp.length);
    let mut hash = blake3::Hasher::new();
    hash.update(file.path.as_str().as_bytes()).update(&[0]);
    match &file.body {
        Body::Text(text) => hash.update(text.as_bytes()),
        Body::Bytes(bytes) => hash.update(bytes),
        Body::OnDisk { size, .. } => hash.update(format!("{length} {size:?}").as_bytes()),
    };
    hash.finalize()
}
