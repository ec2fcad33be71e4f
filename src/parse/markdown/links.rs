//! A link's source, `[text](<address> "title")` -> the bytes of the address alone, so that a report
//! underlines what has to be changed.

use std::ops::Range;

use pulldown_cmark::LinkType;

/// Where the address stands in `source`, a whole link; `text_end` is where its text ends.
///
/// `None` for a reference, whose address stands elsewhere.
pub(super) fn address_in(source: &str, text_end: usize, kind: LinkType) -> Option<Range<usize>> {
    match kind {
        LinkType::Inline => inline_address(source, text_end),
        LinkType::Autolink | LinkType::Email => (source.len() >= 2).then(|| 1..source.len() - 1),
        _ => None,
    }
}

fn inline_address(source: &str, text_end: usize) -> Option<Range<usize>> {
    let open = text_end + source.get(text_end..)?.find("](")? + 2;
    let rest = source.get(open..)?;
    let start = open + (rest.len() - rest.trim_start().len());
    let rest = source.get(start..)?;
    if let Some(inner) = rest.strip_prefix('<') {
        return Some(start + 1..start + 1 + end_of_pointed(inner));
    }
    Some(start..start + end_of_bare(rest))
}

/// The end of an address in pointed brackets.
fn end_of_pointed(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().position(|byte| {
        let ends = byte == b'>' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.unwrap_or(text.len())
}

/// The end of an address without brackets: white space, or the parenthesis that closes the link.
fn end_of_bare(text: &str) -> usize {
    let (mut depth, mut escaped) = (0usize, false);
    let end = text.bytes().position(|byte| {
        if escaped {
            escaped = false;
            return false;
        }
        match byte {
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' if depth == 0 => return true,
            b')' => depth -= 1,
            _ => {}
        }
        byte.is_ascii_whitespace()
    });
    end.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inline(source: &str, text_end: usize) -> &str {
        &source[address_in(source, text_end, LinkType::Inline).unwrap()]
    }

    #[test]
    fn the_address_alone_is_found() {
        assert_eq!(inline("[a](b.md)", 2), "b.md");
        assert_eq!(inline("[a]( b.md 'title')", 2), "b.md");
        assert_eq!(inline("[](b(c)d.md \"t\")", 1), "b(c)d.md");
        assert_eq!(inline("[a](<b c.md>)", 2), "b c.md");
        assert_eq!(inline("[a](b\\)c)", 2), "b\\)c");
        assert_eq!(inline("![]()", 2), "");
    }
}
