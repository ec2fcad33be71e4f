//! A file that was found -> [`SourceFile`]: its role, told from its path, decides whether it is read as text,
//! as bytes, or left on disk.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use super::picture;
use super::walk::Found;
use super::{Body, NOT_UTF8, Role, SourceFile, Sources, Stamp, UNREADABLE};
use crate::diagnostic::{Diagnostic, Span};
use crate::path::SourcePath;

/// Reads `found`, or takes its body from `before` if the file is as it was then.
///
/// A page that is not UTF-8 is kept, with its bad bytes replaced, so that links to it are not reported as well.
pub(super) fn read(found: Found, before: &Sources) -> (Option<SourceFile>, Option<Diagnostic>) {
    let Some(role) = Role::of(&found.path) else { return (None, None) };
    match read_as(role, &found, before) {
        Ok((stamp, body, fault)) => (Some(SourceFile { path: found.path, role, body, stamp: Some(stamp) }), fault),
        Err(error) => (None, Some(unreadable(&found.path, &error))),
    }
}

fn read_as(role: Role, found: &Found, before: &Sources) -> io::Result<(Stamp, Body, Option<Diagnostic>)> {
    if let Some((stamp, body)) = unchanged(found, before)? {
        return Ok((stamp, body, None));
    }
    if role == Role::Asset {
        let stamp = Stamp::of(&fs::metadata(&found.disk)?)?;
        return Ok((stamp, Body::OnDisk { path: found.disk.clone(), size: picture::size(&found.disk) }, None));
    }
    let (stamp, bytes) = read_bytes(&found.disk)?;
    if role == Role::Theme && !is_text(found.path.extension()) {
        return Ok((stamp, Body::Bytes(Cow::Owned(bytes)), None));
    }
    let (text, fault) = decode(bytes, &found.path);
    let stamp = if fault.is_some() { stamp.read_always() } else { stamp };
    Ok((stamp, Body::Text(text), fault))
}

/// The body that `before` has of the file, if its stamp is still true.
fn unchanged(found: &Found, before: &Sources) -> io::Result<Option<(Stamp, Body)>> {
    let Some(old) = before.get(found.path.as_str()) else { return Ok(None) };
    let Some(stamp) = old.stamp else { return Ok(None) };
    let now = Stamp::of(&fs::metadata(&found.disk)?)?;
    let is_same_place = !matches!(&old.body, Body::OnDisk { path, .. } if *path != found.disk);
    Ok((stamp.still_holds(&now) && is_same_place).then(|| (now, old.body.clone())))
}

/// The bytes of a file in four system calls. A buffer with a byte to spare that is not filled has met the end.
fn read_bytes(path: &Path) -> io::Result<(Stamp, Vec<u8>)> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    let mut bytes = vec![0; usize::try_from(metadata.len()).unwrap_or(0) + 1];
    let mut filled = 0;
    loop {
        match file.read(&mut bytes[filled..]) {
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        }
        if filled < bytes.len() {
            bytes.truncate(filled);
            return Ok((Stamp::of(&metadata)?, bytes));
        }
        bytes.resize(bytes.len() * 2, 0);
    }
}

/// The text of a file without its byte order mark; a report at the first byte that is not UTF-8.
fn decode(bytes: Vec<u8>, path: &SourcePath) -> (Arc<str>, Option<Diagnostic>) {
    let is_utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    match String::from_utf8(bytes) {
        Ok(text) => (text.strip_prefix('\u{feff}').unwrap_or(&text).into(), None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes().get(at).copied().unwrap_or_default();
            let message = format!("byte {byte:#04X} is not UTF-8");
            let report = Diagnostic::new(&NOT_UTF8, message, path, Span::new(at..at + '\u{fffd}'.len_utf8()));
            let found = if is_utf16 { "UTF-16" } else { "an older encoding" };
            let help = format!("the file is in {found}; save it as UTF-8");
            (String::from_utf8_lossy(error.as_bytes()).into(), Some(report.help(help)))
        }
    }
}

fn unreadable(path: &SourcePath, error: &io::Error) -> Diagnostic {
    let message = match error.kind() {
        io::ErrorKind::NotFound => format!("{path} vanished while it was read"),
        _ => format!("{path} cannot be read: {error}"),
    };
    Diagnostic::about_file(&UNREADABLE, message, path)
}

/// Whether a theme's file of this extension is text: templates, styles and scripts are worked on.
pub(super) fn is_text(extension: &str) -> bool {
    matches!(
        extension,
        "html" | "css" | "js" | "mjs" | "ts" | "json" | "yaml" | "svg" | "xml" | "txt" | "md" | "webmanifest"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let (text, fault) = decode(b"\xEF\xBB\xBF---\n".to_vec(), &SourcePath::new("content/a.md"));
        assert_eq!((&*text, fault), ("---\n", None));
    }

    #[test]
    fn a_report_points_at_the_first_byte_that_is_not_utf8() {
        let (text, fault) = decode(b"caf\xE9 \xFF".to_vec(), &SourcePath::new("content/a.md"));
        let fault = fault.unwrap();
        assert_eq!(&text[fault.place.span.unwrap().range()], "\u{fffd}");
        assert_eq!(fault.message, "byte 0xE9 is not UTF-8");
    }

    #[test]
    fn a_file_longer_than_it_said_is_read_to_its_end() {
        let (_, bytes) = read_bytes(Path::new("/proc/self/stat")).unwrap();
        assert!(bytes.ends_with(b"\n"));
    }
}
