//! `exclude:` in handbook.yaml names what is not there.
//!
//! A warning: what its author wanted to keep off the site may be on it under another name.

use super::did_you_mean;
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::path::SourcePath;
use crate::plan::Site;

pub(super) static CHECK: Check = Check::warning("unmatched-exclude", "`exclude:` names no file and no folder");

pub(super) fn look(site: &Site) -> Diagnostics {
    let paths = || site.sources.files().iter().filter_map(|file| file.path.as_str().strip_prefix("content/"));
    let matched = |entry: &&_| paths().any(|path| site.config.excluding(path).is_some_and(|by| by == *entry));
    let reports = site.config.exclude.iter().filter(|entry| !matched(entry)).map(|entry| {
        let message = format!("nothing at content/{}", entry.value);
        let help = did_you_mean(entry.value.trim_end_matches('/'), folders_and_files(paths()));
        Diagnostic::new(&CHECK, message, &SourcePath::new("content/handbook.yaml"), entry.span).maybe_help(help)
    });
    reports.collect()
}

/// Every path, and every folder above one.
fn folders_and_files<'a>(paths: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    paths.flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at]).chain([path]))
}
