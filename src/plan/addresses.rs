//! Where each file will stand on the site, and that no two stand in one place.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Check, Diagnostic, Diagnostics, Place};
use crate::path::{Address, SourcePath};

/// Two things that want one address.
pub(super) static DUPLICATE_ADDRESS: Check =
    Check::error("duplicate-address", "two pages, files or aliases stand at one address");

/// Files and folders at the site's root that the tool itself publishes: content may claim neither them nor anything below.
const RESERVED: &[&str] = &[
    "topics",
    "sources",
    "search",
    "review",
    "progress",
    "print",
    "404.html",
    "sitemap.xml",
    "robots.txt",
    "opensearch.xml",
    "manifest.webmanifest",
    "sw.js",
    "offline.json",
    ".nojekyll",
];

/// What names at the root begin with that are the tool's own.
const RESERVED_BEGINNINGS: &[&str] = &["theme-", ".handbook"];

/// The path below `content/`.
pub(super) fn below_content(path: &SourcePath) -> &str {
    path.as_str().strip_prefix("content/").unwrap_or(path.as_str())
}

/// The address of the page that `path`, below `content/`, becomes; `is_index` for a folder's own page.
pub(super) fn page_address(path: &str, is_index: bool) -> Address {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut address = folder_address(folder).as_str().to_owned();
    if !is_index {
        address.push_str(&url_safe(stem));
        address.push('/');
    }
    Address::new(address)
}

/// The address of the page of a folder below `content/`.
pub(super) fn folder_address(folder: &str) -> Address {
    let mut address = String::with_capacity(folder.len() + 1);
    for part in folder.split('/').filter(|part| !part.is_empty()) {
        address.push_str(&url_safe(part));
        address.push('/');
    }
    Address::new(address)
}

/// The address of a copied file.
pub(super) fn asset_address(path: &str) -> Address {
    let parts: Vec<_> = path.split('/').map(url_safe).collect();
    Address::new(parts.join("/"))
}

/// A path component in NFC with white space as hyphens and without what has a meaning in URLs or on some file systems.
pub(super) fn url_safe(component: &str) -> String {
    let normal = |character: char| match character {
        character if character.is_whitespace() => '-',
        '?' | '#' | '%' | '"' | '<' | '>' | '\\' | '|' | ':' | '*' | '`' | '^' | '{' | '}' => '-',
        character if character.is_control() => '-',
        character => character,
    };
    if component.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) {
        return component.to_owned();
    }
    component.nfc().map(normal).collect()
}

/// Who holds which file of the site, compared without regard to case: many file systems and some hosts see none.
#[derive(Default)]
pub(super) struct Claims {
    /// Files that are claimed.
    files: FxHashMap<String, Place>,
    /// Folders that claimed files lie in: no file may be called like one.
    folders: FxHashMap<String, Place>,
}

impl Claims {
    /// Claims `address` for what stands at `place`; reports when it is taken, or the tool's own.
    pub(super) fn claim(&mut self, address: &Address, place: Place, diagnostics: &mut Diagnostics) -> bool {
        let file = address.out_path().as_str().to_lowercase();
        let fault = if is_reserved(&address.as_str().to_lowercase()) {
            let help = "rename the file or folder, or change the alias";
            Some((format!("`/{address}` is an address of the tool's own"), help))
        } else {
            self.holder(&file)
                .map(|holder| (format!("`/{address}` is taken by {}", holder.path), "rename one of the two"))
        };
        if let Some((message, help)) = fault {
            let severity = DUPLICATE_ADDRESS.severity;
            let diagnostic = Diagnostic { check: &DUPLICATE_ADDRESS, severity, message, place, help: None };
            diagnostics.push(diagnostic.help(help));
            return false;
        }
        for folder in folders_of(&file) {
            if !self.folders.contains_key(folder) {
                self.folders.insert(folder.to_owned(), place.clone());
            }
        }
        self.files.insert(file, place);
        true
    }

    /// Whose file is in the way of `file`: itself, a folder of its name, or a file of a folder's name above it.
    fn holder(&self, file: &str) -> Option<&Place> {
        let above = || folders_of(file).find_map(|folder| self.files.get(folder));
        self.files.get(file).or_else(|| self.folders.get(file)).or_else(above)
    }
}

/// The folders that a file lies in, the nearest first.
fn folders_of(file: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(file.rsplit_once('/').map(|(folder, _)| folder), |folder| {
        folder.rsplit_once('/').map(|(above, _)| above)
    })
}

fn is_reserved(address: &str) -> bool {
    let first = address.split('/').next().unwrap_or(address);
    RESERVED.contains(&first) || RESERVED_BEGINNINGS.iter().any(|own| first.starts_with(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_stands_in_a_folder_of_its_own_name() {
        assert_eq!(page_address("a/b.md", false).as_str(), "a/b/");
        assert_eq!(page_address("a/index.md", true).as_str(), "a/");
        assert_eq!(page_address("index.md", true).as_str(), "");
    }

    #[test]
    fn an_address_is_safe_in_a_url_and_in_composed_form() {
        assert_eq!(url_safe("Gru\u{308}ße an alle?"), "Grüße-an-alle-");
    }

    #[test]
    fn addresses_that_differ_in_case_alone_are_the_same() {
        let mut claims = Claims::default();
        let mut diagnostics = Vec::new();
        let place = |path: &str| Place { path: SourcePath::new(path), span: None };
        assert!(claims.claim(&Address::new("A/"), place("content/A.md"), &mut diagnostics));
        assert!(!claims.claim(&Address::new("a/"), place("content/a.md"), &mut diagnostics));
        for own in ["topics/x/", "topics", "sw.js/", "robots.txt/x/", ".nojekyll/", ".handbook/x", "theme-1/a.css"] {
            assert!(!claims.claim(&Address::new(own), place("content/x.md"), &mut diagnostics), "{own}");
        }
        assert_eq!(diagnostics.len(), 8);
    }

    #[test]
    fn a_file_is_in_the_way_of_a_page_at_the_same_path() {
        let mut claims = Claims::default();
        let mut diagnostics = Vec::new();
        let place = |path: &str| Place { path: SourcePath::new(path), span: None };
        assert!(claims.claim(&Address::new("a/"), place("content/a.md"), &mut diagnostics));
        assert!(claims.claim(&Address::new("a/b.png"), place("content/a/b.png"), &mut diagnostics));
        for taken in ["a/index.html", "a", "a/b.png/c/"] {
            assert!(!claims.claim(&Address::new(taken), place("content/x"), &mut diagnostics), "{taken}");
        }
    }
}
