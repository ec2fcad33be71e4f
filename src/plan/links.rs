//! Where links lead: references between source files -> [`Target`]s.
//!
//! A reference is followed from the folder of the file that it stands in, as a code host would follow it; one
//! that begins with a slash starts at `content/`. It may name a file, a folder (its page) or, with a slash at its
//! end, the address that a file becomes.

use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::addresses::below_content;
use super::site::{Asset, AssetId, Page, PageId, Target};
use crate::diagnostic::nearest;
use crate::path::{Address, SourcePath, join};

/// Schemes that open something harmless. All others are refused: `javascript:`, `data:`, `vbscript:`, `file:` …
const SAFE_SCHEMES: &[&str] = &[
    "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "sftp", "xmpp", "irc", "ircs", "matrix", "geo", "webcal",
    "signal", "whatsapp",
];

/// Beyond this many pages, a broken link's help is looked for among files of the same name only.
const SPELLING_SEARCH_LIMIT: usize = 5_000;

type ByName<'a> = FxHashMap<&'a str, Vec<&'a str>>;

/// Looks references up.
pub(super) struct Resolver<'a> {
    /// Pages by path below `content/`.
    pages: FxHashMap<&'a str, PageId>,
    /// Folders below `content/` with their pages.
    folders: &'a FxHashMap<String, PageId>,
    /// Pages by address.
    addresses: FxHashMap<&'a str, PageId>,
    /// Assets by path below `content/`.
    assets: FxHashMap<&'a str, AssetId>,
    /// Paths below `content/` by file name; only a broken link's help asks for it.
    by_name: LazyLock<ByName<'a>, Box<dyn FnOnce() -> ByName<'a> + Send + 'a>>,
    /// Addresses of the tool's own, topics' included.
    generated: &'a [Address],
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        pages: &'a [Page],
        folders: &'a FxHashMap<String, PageId>,
        assets: &'a [Asset],
        generated: &'a [Address],
    ) -> Self {
        let written = move || (0u32..).map(PageId).zip(pages).filter(|(_, page)| page.written);
        let page_paths: FxHashMap<_, _> =
            written().map(|(id, page)| (below_content(&page.document.path), id)).collect();
        let addresses = (0u32..).map(PageId).zip(pages).map(|(id, page)| (page.address.as_str(), id)).collect();
        let asset_paths: FxHashMap<_, _> =
            (0u32..).map(AssetId).zip(assets).map(|(id, asset)| (below_content(&asset.path), id)).collect();
        let by_name = move || {
            let mut by_name = ByName::default();
            let files = written().map(|(_, page)| &page.document.path).chain(assets.iter().map(|asset| &asset.path));
            for path in files {
                by_name.entry(path.file_name()).or_default().push(below_content(path));
            }
            by_name
        };
        Self {
            pages: page_paths,
            folders,
            addresses,
            assets: asset_paths,
            by_name: LazyLock::new(Box::new(by_name)),
            generated,
        }
    }

    /// Where `reference` leads that stands in the file at `from`, which is `page` if it is one.
    pub(super) fn resolve(&self, from: &SourcePath, page: Option<PageId>, reference: &str) -> Target {
        let trimmed = reference.trim();
        if let Some(target) = absolute(trimmed) {
            return target;
        }
        let (path, suffix) = trimmed.find(['?', '#']).map_or((trimmed, ""), |at| trimmed.split_at(at));
        let (query, fragment) = split_suffix(suffix);
        if path.is_empty() {
            return match page {
                Some(page) if !suffix.is_empty() => Target::Page { page, query: query.into(), fragment },
                _ => Target::Broken { nearest: None },
            };
        }
        let Some(path) = follow(from, path) else { return Target::Broken { nearest: None } };
        self.look_up(&path, query, fragment, suffix)
            .unwrap_or_else(|| Target::Broken { nearest: self.nearest(from, &path, suffix) })
    }

    fn look_up(&self, path: &str, query: &str, fragment: Option<Box<str>>, suffix: &str) -> Option<Target> {
        let folder = path.trim_end_matches('/');
        let page = self.pages.get(path).or_else(|| self.folders.get(folder)).or_else(|| self.addresses.get(path));
        if let Some(page) = page {
            return Some(Target::Page { page: *page, query: query.into(), fragment });
        }
        if let Some(asset) = self.assets.get(path) {
            return Some(Target::Asset { asset: *asset, suffix: suffix.into() });
        }
        let generated = self.generated.iter().find(|address| address.as_str().trim_end_matches('/') == folder)?;
        Some(Target::Generated(generated.clone(), suffix.into()))
    }

    /// A reference that would work and looks much like the one to `path`.
    fn nearest(&self, from: &SourcePath, path: &str, suffix: &str) -> Option<String> {
        let bare = path.trim_end_matches('/');
        let bare = [".html", ".htm", ".markdown", ".mdx"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
        let with_extension = format!("{bare}.md");
        let name = with_extension.rsplit('/').next().unwrap_or(&with_extension);
        let exact = self.pages.get_key_value(with_extension.as_str()).map(|(path, _)| *path);
        let found = exact
            .or_else(|| self.same_name(path.rsplit('/').next().unwrap_or(path), path))
            .or_else(|| self.same_name(name, path))
            .or_else(|| self.nearest_spelling(path, &with_extension))?;
        Some(format!("{}{suffix}", as_link(&relative(below_content(from), found))))
    }

    /// The file of the same name that shares most of its path.
    fn same_name(&self, name: &str, path: &str) -> Option<&'a str> {
        let shared =
            |candidate: &str| candidate.split('/').rev().zip(path.split('/').rev()).take_while(|(a, b)| a == b).count();
        self.by_name
            .get(name)?
            .iter()
            .copied()
            .max_by_key(|candidate| (shared(candidate), std::cmp::Reverse(*candidate)))
    }

    /// The file whose name is spelt nearest to the wrong one; of several, the one that shares most of its path.
    fn nearest_spelling(&self, path: &str, with_extension: &str) -> Option<&'a str> {
        if self.pages.len() > SPELLING_SEARCH_LIMIT {
            return None;
        }
        let wrong = [path, with_extension].map(|path| path.rsplit('/').next().unwrap_or(path));
        let right = wrong.into_iter().find_map(|name| nearest(name, self.by_name.keys().copied()))?;
        self.same_name(right, path)
    }
}

/// The path below `content/` that `path`, written in `from`, means, with a slash at the end if it was written so.
fn follow(from: &SourcePath, path: &str) -> Option<String> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let decoded = if is_nfc(&decoded) { decoded.into_owned() } else { decoded.nfc().collect() };
    let folder = if decoded.starts_with('/') {
        ""
    } else {
        below_content(from).rsplit_once('/').map_or("", |(folder, _)| folder)
    };
    // `../content/a.md` leaves content/ and comes back, as it may on a code host.
    let mut joined = join(folder, &decoded).or_else(|| {
        let from_root = join(&format!("content/{folder}"), &decoded)?;
        from_root.strip_prefix("content/").map(str::to_owned)
    })?;
    if (decoded.ends_with('/') || decoded.ends_with("/.") || decoded.ends_with("..")) && !joined.is_empty() {
        joined.push('/');
    }
    Some(joined)
}

/// Whether a reference may run code or hide where it leads.
pub(super) fn is_forbidden(reference: &str) -> bool {
    absolute(reference) == Some(Target::Forbidden)
}

/// What a reference with a scheme, or to another host, leads to; `None` for one within the site.
fn absolute(reference: &str) -> Option<Target> {
    // Browsers drop tabs and line ends inside an address and white space before it, so a scheme is looked for without them.
    let visible: String =
        reference.chars().filter(|character| !character.is_control() && !character.is_whitespace()).take(40).collect();
    if visible.starts_with("//") || visible.starts_with('\\') || visible.starts_with("/\\") {
        return Some(Target::External);
    }
    let (scheme, _) = visible.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    if !is_scheme {
        return None;
    }
    let safe = SAFE_SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    Some(if safe { Target::External } else { Target::Forbidden })
}

/// `?a=b#c` -> (`?a=b`, `c`, decoded)
fn split_suffix(suffix: &str) -> (&str, Option<Box<str>>) {
    let (query, fragment) = suffix.split_once('#').map_or((suffix, None), |(query, fragment)| (query, Some(fragment)));
    (query, fragment.map(|fragment| percent_decode_str(fragment).decode_utf8_lossy().into()))
}

/// How a file in the folder of `from` refers to `to`; both below `content/`.
pub fn relative(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = &folder[..folder.len() - 1];
    let target: Vec<&str> = to.split('/').collect();
    let shared = folder.iter().zip(&target).take_while(|(a, b)| a == b).count().min(target.len() - 1);
    let mut reference = "../".repeat(folder.len() - shared);
    reference.push_str(&target[shared..].join("/"));
    reference
}

/// A path as it has to be written in a link: what has a meaning there is encoded.
fn as_link(path: &str) -> String {
    let mut link = String::with_capacity(path.len());
    if path.split('/').next().is_some_and(|first| first.contains(':')) {
        link.push_str("./");
    }
    for character in path.chars() {
        match character {
            '%' => link.push_str("%25"),
            '#' => link.push_str("%23"),
            '?' => link.push_str("%3F"),
            ' ' => link.push_str("%20"),
            '(' => link.push_str("%28"),
            ')' => link.push_str("%29"),
            character => link.push(character),
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_that_may_run_code_is_refused_however_it_is_written() {
        for reference in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
        ] {
            assert_eq!(absolute(reference), Some(Target::Forbidden), "{reference:?}");
        }
        assert_eq!(absolute("https://example.org"), Some(Target::External));
        assert_eq!(absolute("//example.org"), Some(Target::External));
        assert_eq!(absolute("a/b.md"), None);
    }

    #[test]
    fn a_reference_is_written_as_its_author_would() {
        assert_eq!(relative("a/b.md", "a/c.md"), "c.md");
        assert_eq!(relative("a/b.md", "d/c.md"), "../d/c.md");
        assert_eq!(relative("index.md", "d/c.md"), "d/c.md");
        assert_eq!(as_link("d/100% (a).md"), "d/100%25%20%28a%29.md");
        assert_eq!(as_link("a:b.md"), "./a:b.md");
    }

    #[test]
    fn a_reference_may_leave_the_content_and_come_back() {
        let follow = |path| follow(&SourcePath::new("content/a/b.md"), path);
        assert_eq!(follow("../../content/c.md").as_deref(), Some("c.md"));
        assert_eq!(follow("../../themes/c.md"), None);
        assert_eq!(follow("../../../content/c.md"), None);
    }
}
