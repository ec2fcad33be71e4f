//! The three kinds of path that the stages exchange, kept apart by type: where a file stands in the
//! project ([`SourcePath`]), what a reader's browser asks for ([`Address`]) and which file answers
//! ([`OutPath`]). All three are `/`-separated whatever the system, and none begins with a slash.

use std::fmt;
use std::sync::Arc;

/// A file below the project's root: `content/first-contact/index.md`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

/// What follows the site's root in an address: `first-contact/follow-up/`, `images/a.png`, and `""` for home.
///
/// A page's ends with a slash. The text is not percent-encoded; [`Address::href`] encodes it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

/// A file below the output folder: `first-contact/follow-up/index.html`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

impl SourcePath {
    /// A path that is already relative to the root and `/`-separated.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds the file, without a slash at the end; `""` at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last component: `index.md`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }

    /// The last component without its extension: `index`.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The extension, without its dot; `""` when there is none.
    pub fn extension(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// Follows a relative `reference` from this file's folder, with `.` and `..` resolved.
    ///
    /// `None` when it climbs above the root.
    pub fn join(&self, reference: &str) -> Option<SourcePath> {
        join(self.folder(), reference).map(SourcePath::from)
    }
}

impl Address {
    /// An address without its leading slash.
    pub fn new(address: impl Into<Arc<str>>) -> Self {
        Self(address.into())
    }

    /// The whole address, not percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as it stands in an `href` after the site's root.
    pub fn href(&self) -> String {
        encode(&self.0)
    }

    /// What leads from this address to the site's root: `./`, `../../`.
    pub fn to_root(&self) -> String {
        match self.0.matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }

    /// The file that a plain web server answers with.
    pub fn out_path(&self) -> OutPath {
        if self.0.is_empty() || self.0.ends_with('/') {
            OutPath::new(format!("{}index.html", self.0))
        } else {
            OutPath(Arc::clone(&self.0))
        }
    }
}

impl OutPath {
    /// A path that is already relative to the output folder and `/`-separated.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Joins two `/`-separated paths; `None` when `reference` climbs above the top.
pub fn join(folder: &str, reference: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Percent-encodes what may not stand in the path of a URL. Letters of all scripts stay readable:
/// browsers encode them on the way out.
fn encode(path: &str) -> String {
    const UNSAFE: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'`')
        .add(b'{')
        .add(b'}')
        .add(b'\\')
        .add(b'^')
        .add(b'|')
        .add(b':');
    if path.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/')) {
        return path.to_owned();
    }
    let mut encoded = String::with_capacity(path.len() + 8);
    for character in path.chars() {
        let mut buffer = [0; 4];
        let text = character.encode_utf8(&mut buffer);
        if character.is_ascii() {
            encoded.extend(percent_encoding::utf8_percent_encode(text, UNSAFE));
        } else {
            encoded.push(character);
        }
    }
    encoded
}

impl From<String> for SourcePath {
    fn from(path: String) -> Self {
        Self(path.into())
    }
}

macro_rules! shows_its_text {
    ($($name:ident),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, formatter)
            }
        }
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}
shows_its_text!(SourcePath, Address, OutPath);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_followed_from_the_files_folder() {
        let page = SourcePath::new("content/a/b.md");
        assert_eq!(page.join("../c.md").unwrap().as_str(), "content/c.md");
        assert_eq!(page.join("./d/e.md").unwrap().as_str(), "content/a/d/e.md");
        assert!(page.join("../../../x").is_none());
    }

    #[test]
    fn the_way_to_the_root_has_a_step_for_each_slash() {
        assert_eq!(Address::new("").to_root(), "./");
        assert_eq!(Address::new("a/b/").to_root(), "../../");
        assert_eq!(Address::new("404.html").to_root(), "./");
    }

    #[test]
    fn letters_of_all_scripts_stay_readable_in_an_href() {
        assert_eq!(Address::new("größe/a b?.png").href(), "größe/a%20b%3F.png");
    }
}
