//! The head of a picture -> its size.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::PictureSize;

/// How much of an SVG is looked at for its first tag.
const HEAD: u64 = 4096;

/// The size of the picture at `path`; `None` when it is none, or does not say.
pub(super) fn size(path: &Path) -> Option<PictureSize> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "svg" => svg_size(&head(path)?),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp" | "ico" => {
            let size = imagesize::size(path).ok()?;
            Some(PictureSize { width: u32::try_from(size.width).ok()?, height: u32::try_from(size.height).ok()? })
        }
        _ => None,
    }
}

fn head(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(HEAD).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The `width` and `height` of the first tag, else those of its `viewBox`.
fn svg_size(text: &str) -> Option<PictureSize> {
    let tag = &text[text.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let sides = attribute(tag, "width").and_then(pixels).zip(attribute(tag, "height").and_then(pixels));
    let (width, height) = sides.or_else(|| {
        let mut numbers = attribute(tag, "viewBox")?.split([' ', ',']).filter(|number| !number.is_empty()).skip(2);
        Some((pixels(numbers.next()?)?, pixels(numbers.next()?)?))
    })?;
    Some(PictureSize { width, height })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let stands_alone = tag[..at].ends_with(char::is_whitespace);
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|quote| stands_alone && matches!(quote, '"' | '\''))?;
        value[1..].split_once(quote).map(|(value, _)| value)
    })
}

/// `12`, `12.5`, `12px` -> whole pixels; `None` for other units.
fn pixels(length: &str) -> Option<u32> {
    let number: f64 = length.trim().trim_end_matches("px").parse().ok()?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked right here
    (1.0..=100_000.0).contains(&number).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_an_svg_is_its_sides_or_its_view_box() {
        let size = |text| svg_size(text).map(|size| (size.width, size.height));
        assert_eq!(size(r#"<svg xmlns="x" width="640px" height='320' viewBox="0 0 1 1">"#), Some((640, 320)));
        assert_eq!(size(r#"<?xml version="1.0"?><svg viewBox="0 0 120.4 60">"#), Some((120, 60)));
        assert_eq!(size(r#"<svg width="100%" height="1em" viewBox="0,0,30,20">"#), Some((30, 20)));
        assert_eq!(size("<svg>"), None);
        assert_eq!(size("no picture"), None);
    }
}
