//! Raw HTML -> the addresses that it points at and the ids that it sets, each with its place.
//! html5ever's tokenizer reads it as a browser would; nothing is sanitized here.

use std::cell::RefCell;
use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// An attribute that matters to other stages.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Which.
    pub name: Attribute,
    /// Its value, entities resolved.
    pub value: String,
    /// Its bytes in the HTML; `None` when it is written in another way, with entities.
    pub range: Option<Range<usize>>,
}

/// The attributes that are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    Href,
    Src,
    Id,
    /// Of an `a`: an anchor in the manner of the nineties.
    Name,
}

/// Finds the attributes of all start tags in `html`, in order.
pub(super) fn attributes(html: &str) -> Vec<Found> {
    if !may_have_attributes(html) {
        return Vec::new();
    }
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    while !input.is_empty() {
        // It stops early at a `<meta charset>` only.
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    locate(html, tokenizer.sink.found.into_inner())
}

/// Most raw HTML is a `<br>` or a comment: not worth a tokenizer.
fn may_have_attributes(html: &str) -> bool {
    html.contains('=') && html.contains('<')
}

#[derive(Default)]
struct Sink {
    found: RefCell<Vec<(Attribute, String)>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag @ Tag { kind: TagKind::StartTag, .. }) = token else {
            return TokenSinkResult::Continue;
        };
        self.found.borrow_mut().extend(of_tag(&tag));
        match &*tag.name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" => TokenSinkResult::RawData(RawKind::Rawtext),
            _ => TokenSinkResult::Continue,
        }
    }
}

fn of_tag(tag: &Tag) -> Vec<(Attribute, String)> {
    let attributes = tag.attrs.iter().filter_map(|attribute| {
        let name = match &*attribute.name.local {
            "href" => Attribute::Href,
            "src" => Attribute::Src,
            "id" => Attribute::Id,
            "name" if &*tag.name == "a" => Attribute::Name,
            _ => return None,
        };
        Some((name, attribute.value.to_string()))
    });
    attributes.collect()
}

/// Finds each value in the HTML after the one before it.
fn locate(html: &str, found: Vec<(Attribute, String)>) -> Vec<Found> {
    let lower = html.to_ascii_lowercase();
    let mut from = 0;
    let located = found.into_iter().map(|(name, value)| {
        let range = value_after(html, &lower, from, (name, &value));
        from = range.as_ref().map_or(from, |range| range.end);
        Found { name, value, range }
    });
    located.collect()
}

/// How far ahead a value is looked for: keeps the search linear whatever the input.
const WINDOW: usize = 4096;

fn value_after(html: &str, lower: &str, from: usize, (name, value): (Attribute, &str)) -> Option<Range<usize>> {
    let name = match name {
        Attribute::Href => "href",
        Attribute::Src => "src",
        Attribute::Id => "id",
        Attribute::Name => "name",
    };
    let window = lower.get(from..lower.floor_char_boundary(from + WINDOW))?;
    window.match_indices(name).find_map(|(at, _)| {
        let after = html.get(from + at + name.len()..)?;
        let written = after.trim_start().strip_prefix('=')?.trim_start();
        let quote = written.chars().next().filter(|first| matches!(first, '"' | '\''));
        let written = written.strip_prefix(['"', '\'']).unwrap_or(written);
        let start = html.len() - written.len();
        let raw = quote.and_then(|quote| written.split_once(quote)).map_or(written, |(raw, _)| raw);
        let is_literal = written.starts_with(value);
        let length = if is_literal { value.len() } else { raw.len() };
        (is_literal || unescaped(raw) == value).then(|| start..start + length)
    })
}

/// `raw` with the entities that addresses are written with resolved; rarer ones stay, and have no place.
fn unescaped(raw: &str) -> String {
    raw.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(html: &str) -> Vec<(Attribute, String, Option<&str>)> {
        let found = attributes(html).into_iter();
        found.map(|found| (found.name, found.value, found.range.map(|range| &html[range]))).collect()
    }

    #[test]
    fn addresses_and_ids_are_found_where_they_stand() {
        let html = "<a href=x id='b'>href=x</a>\n<IMG SRC = \"p.png\"><a name=old>";
        let found = values(html);
        let want = [(Attribute::Href, "x"), (Attribute::Id, "b"), (Attribute::Src, "p.png"), (Attribute::Name, "old")];
        assert_eq!(found.len(), want.len(), "{found:?}");
        for ((name, value, written), want) in found.iter().zip(want) {
            assert_eq!((*name, value.as_str(), *written), (want.0, want.1, Some(want.1)));
        }
    }

    #[test]
    fn comments_and_scripts_hold_no_tags() {
        assert!(attributes("<!-- <a href=x> --><script>'<a href=x>'</script>").is_empty());
    }

    #[test]
    fn a_value_with_rare_entities_has_no_place() {
        assert_eq!(values("<a href='?a&amp;b'>"), [(Attribute::Href, "?a&b".into(), Some("?a&amp;b"))]);
        assert_eq!(values("<a href='&#106;x'>"), [(Attribute::Href, "jx".into(), None)]);
    }
}
