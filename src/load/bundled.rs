//! The binary's own files -> [`SourceFile`]s: the default theme, over which a project's is laid, and the
//! starter that `handbook init` unpacks.

use std::borrow::Cow;
use std::sync::Arc;

use rust_embed::{EmbeddedFile, RustEmbed};

use super::read::is_text;
use super::{Body, Role, SourceFile, Sources};
use crate::path::SourcePath;

#[derive(RustEmbed)]
#[folder = "themes/"]
#[prefix = "themes/"]
struct Themes;

#[derive(RustEmbed)]
#[folder = "src/cli/starter/"]
struct Starter;

/// The files of the themes that the binary carries; texts that `before` has are shared with it.
pub(super) fn theme_files(before: &Sources) -> Vec<SourceFile> {
    let shared = |path: &str| before.get(path).filter(|file| file.stamp.is_none()).map(|file| file.body.clone());
    Themes::iter()
        .filter_map(|path| {
            let body = shared(&path).or_else(|| Themes::get(&path).map(|file| body(&path, file)))?;
            file_of_bundle(&path, body)
        })
        .collect()
}

/// A file of the small handbook to start from.
#[derive(Debug)]
pub struct StarterFile {
    /// Where it goes, relative to the folder it is unpacked in.
    pub path: SourcePath,
    /// What it holds.
    pub bytes: Cow<'static, [u8]>,
}

/// The files of the small handbook to start from.
pub fn starter_files() -> Vec<StarterFile> {
    let unpack = |path: Cow<'static, str>| {
        let bytes = Starter::get(&path)?.data;
        Some(StarterFile { path: SourcePath::new(&*path), bytes })
    };
    Starter::iter().filter_map(unpack).collect()
}

fn file_of_bundle(path: &str, body: Body) -> Option<SourceFile> {
    let path = SourcePath::new(path);
    Some(SourceFile { role: Role::of(&path)?, path, body, stamp: None })
}

fn body(path: &str, file: EmbeddedFile) -> Body {
    match std::str::from_utf8(&file.data) {
        Ok(text) if is_text(SourcePath::new(path).extension()) => Body::Text(Arc::from(text)),
        _ => Body::Bytes(file.data),
    }
}
