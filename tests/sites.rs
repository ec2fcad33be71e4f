//! Golden sites: each folder below `tests/sites/` is a project, and its `expected/` is what it becomes, byte for
//! byte, but for the hash in the name of the theme's folder. A site with a theme of its own is kept whole; of one that
//! uses the default theme, which changes often, the list of files is kept.
//!
//! `HANDBOOK_UPDATE=1` writes `expected/` anew; read the difference before you commit it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::html::{dead_links, unsound};
use crate::support::check;

#[test]
fn every_site_becomes_what_is_expected() {
    let update = std::env::var_os("HANDBOOK_UPDATE").is_some();
    let mut faults = Vec::new();
    for site in folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites")) {
        let checked = check(&site);
        assert!(checked.diagnostics.is_empty(), "{}: {:#?}", site.display(), checked.diagnostics);
        let actual = golden(&checked.outputs, site.join("themes").exists());
        if update {
            rewrite(&site.join("expected"), &actual);
        }
        faults.extend(differences(&site, &read(&site.join("expected")), &actual));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn no_page_of_any_site_is_unsound_and_no_link_in_it_is_dead() {
    for site in folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites")) {
        let outputs = check(&site).outputs;
        let faults: Vec<String> = unsound(&outputs).into_iter().chain(dead_links(&outputs)).collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", site.display());
    }
}

/// What is kept of a site: the list of its files and, where it has a theme of its own, its pages.
fn golden(outputs: &BTreeMap<String, Vec<u8>>, has_theme: bool) -> BTreeMap<String, String> {
    let own = outputs.iter().filter(|(path, _)| !path.starts_with("theme-"));
    let list = own.clone().flat_map(|(path, _)| [path, "\n"]).collect();
    let kept = own.filter(|(path, _)| has_theme && OF_THE_DEFAULT_THEME.iter().all(|start| !path.starts_with(start)));
    let texts = kept.filter_map(|(path, bytes)| Some((path.clone(), std::str::from_utf8(bytes).ok()?)));
    let mut golden: BTreeMap<String, String> = texts.map(|(path, text)| (path, without_hashes(text))).collect();
    golden.insert("outputs.txt".to_owned(), list);
    golden
}

/// Pages of the tool's own and files made from the default theme's templates, or with a hash over everything in them.
const OF_THE_DEFAULT_THEME: &[&str] = &[
    "404.html",
    "manifest.webmanifest",
    "offline.json",
    "pages.json",
    "print/",
    "progress/",
    "review/",
    "search/",
    "sources/",
    "sw.js",
    "topics/",
];

/// `theme-0123abcd/main.js` -> `theme-HASH/main.js`
fn without_hashes(text: &str) -> String {
    let mut parts = text.split("theme-");
    let mut cleaned = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.len() - part.trim_start_matches(|character: char| character.is_ascii_hexdigit()).len();
        cleaned.push_str("theme-");
        cleaned.push_str(if digits >= 8 { "HASH" } else { &part[..digits] });
        cleaned.push_str(&part[digits..]);
    }
    cleaned
}

fn differences(site: &Path, expected: &BTreeMap<String, String>, actual: &BTreeMap<String, String>) -> Vec<String> {
    let name = site.file_name().unwrap().to_string_lossy();
    let stale = expected
        .keys()
        .filter(|path| !actual.contains_key(*path))
        .map(|path| format!("{name}/{path}: is made no more"));
    let fresh = actual.keys().filter(|path| !expected.contains_key(*path)).map(|path| format!("{name}/{path}: is new"));
    let changed = actual.iter().filter_map(|(path, text)| {
        let before = expected.get(path)?;
        let line = before.lines().zip(text.lines()).position(|(a, b)| a != b);
        let number = line.unwrap_or_else(|| before.lines().count().min(text.lines().count()));
        let at = |text: &str| text.lines().nth(number).unwrap_or("(the end)").to_owned();
        (before != text).then(|| format!("{name}/{path}:{}\n- {}\n+ {}", number + 1, at(before), at(text)))
    });
    stale.chain(fresh).chain(changed).collect()
}

fn read(folder: &Path) -> BTreeMap<String, String> {
    let files = WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

fn rewrite(folder: &Path, files: &BTreeMap<String, String>) {
    let _ = fs::remove_dir_all(folder);
    for (path, text) in files {
        crate::support::write(&folder.join(path), text);
    }
}

fn folders(above: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<_> = fs::read_dir(above).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

#[test]
fn a_hash_is_left_out_and_nothing_else() {
    assert_eq!(without_hashes("a theme-0123456789abcdef/x theme-colour"), "a theme-HASH/x theme-colour");
}
