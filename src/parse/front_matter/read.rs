//! The YAML between the `---` lines -> [`FrontMatter`]. Each key stands once, with the type that it must have.

use super::{Band, Draw, FrontMatter, Kind, SearchSettings, Show, Split, WayOfUse, split};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::parse::checks::BAD_YAML;
use crate::parse::yaml::{Fields, Item, Reader, Yaml};
use crate::parse::{Spanned, slug};
use crate::path::SourcePath;

/// All that may stand in front matter.
const KEYS: &[&str] = &[
    "title",
    "description",
    "kind",
    "topics",
    "order",
    "sources",
    "reviewed",
    "aliases",
    "draft",
    "when",
    "use",
    "draw",
    "shuffle",
    "show",
    "bands",
    "search",
];

/// The front matter of a page and where its Markdown begins.
///
/// What cannot be read may say that the page is a draft, so it counts as one, should its author only be warned.
pub(in crate::parse) fn read(path: &SourcePath, text: &str) -> (FrontMatter, usize, Diagnostics) {
    let Split { yaml, body, unclosed } = split(text);
    if let Some(opening) = unclosed {
        let found = Diagnostic::new(&BAD_YAML, "front matter without an end", path, Span::new(opening));
        let found = found.help("close it with a line `---` before the text begins");
        return (FrontMatter { draft: true, ..FrontMatter::default() }, body, vec![found]);
    }
    let Some(range) = yaml else { return (FrontMatter::default(), body, Diagnostics::new()) };
    let yaml = Yaml { path, text: text.get(range.clone()).unwrap_or_default(), start: range.start };
    let mut reader = Reader::new(yaml);
    let value = reader.document();
    let fields = reader.fields(Item::whole(&value), KEYS);
    let mut front = front_matter(&mut reader, &fields);
    front.draft |= value.is_null() && !reader.diagnostics.is_empty();
    (front, body, reader.diagnostics)
}

/// Topics; one without a letter or digit could have no address.
fn topics<'a>(reader: &mut Reader<'a>, item: Option<Item<'a>>) -> Vec<Spanned<String>> {
    let (sound, empty): (Vec<_>, Vec<_>) =
        reader.spanned_texts(item).into_iter().partition(|topic| !slug(&topic.value).is_empty());
    for topic in empty {
        reader.wrong_at(topic.span, "a topic needs a letter or a digit");
    }
    sound
}

fn front_matter<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>) -> FrontMatter {
    FrontMatter {
        title: reader.text(fields.get("title")),
        description: reader.text(fields.get("description")),
        kind: reader.choice(fields.get("kind"), KINDS).unwrap_or_default(),
        topics: topics(reader, fields.get("topics")),
        order: reader.integer(fields.get("order"), i64::MIN, i64::MAX),
        sources: reader.spanned_texts(fields.get("sources")),
        reviewed: reader.date(fields.get("reviewed")),
        aliases: aliases(reader, fields.get("aliases")),
        draft: draft(reader, fields.get("draft")),
        when: reader.text(fields.get("when")),
        way_of_use: reader.choice(fields.get("use"), WAYS_OF_USE),
        draw: fields.get("draw").map(|item| draw(reader, item)),
        shuffle: reader.flag(fields.get("shuffle")),
        show: reader.choice(fields.get("show"), SHOWS).unwrap_or_default(),
        bands: bands(reader, fields.get("bands")),
        search: fields.get("search").map(|item| search(reader, item)).unwrap_or_default(),
    }
}

/// Whether the page is a draft. One that says anything about it but `false` is: what was not meant to be read yet must
/// not be published by a slip of the hand.
fn draft<'a>(reader: &mut Reader<'a>, item: Option<Item<'a>>) -> bool {
    item.is_some_and(|item| reader.flag(Some(item)).unwrap_or(true))
}

/// Old addresses of this site.
fn aliases<'a>(reader: &mut Reader<'a>, item: Option<Item<'a>>) -> Vec<Spanned<String>> {
    let (sound, odd): (Vec<_>, Vec<_>) =
        reader.spanned_texts(item).into_iter().partition(|alias| is_path(&alias.value));
    for alias in odd {
        reader.wrong_at(alias.span, "an alias is a path on this site, such as `/old/place/`");
    }
    sound
}

fn is_path(alias: &str) -> bool {
    let parts = || alias.split('/').filter(|part| !part.is_empty());
    parts().next().is_some()
        && !alias.contains(['?', '#', ':', '\\'])
        && !alias.contains("//")
        && parts().all(|part| part != "..")
}

const KINDS: &[(&str, Kind)] = &[("guide", Kind::Guide), ("checklist", Kind::Checklist), ("quiz", Kind::Quiz)];
const WAYS_OF_USE: &[(&str, WayOfUse)] = &[("read-do", WayOfUse::ReadDo), ("do-confirm", WayOfUse::DoConfirm)];
const SHOWS: &[(&str, Show)] = &[("one", Show::One), ("all", Show::All)];

fn draw<'a>(reader: &mut Reader<'a>, item: Item<'a>) -> Draw {
    let fields = reader.fields(Some(item), &["topics", "rules", "questions"]);
    Draw {
        topics: reader.spanned_texts(fields.get("topics")),
        rules: count(reader, fields.get("rules")),
        questions: count(reader, fields.get("questions")),
    }
}

fn count<'a>(reader: &mut Reader<'a>, item: Option<Item<'a>>) -> u32 {
    reader.integer(item, 0, i64::from(u32::MAX)).and_then(|number| u32::try_from(number).ok()).unwrap_or_default()
}

/// `bands: [{from: 80, text: Well done.}]`, sorted here.
fn bands<'a>(reader: &mut Reader<'a>, item: Option<Item<'a>>) -> Vec<Band> {
    let mut bands: Vec<Band> = Reader::list(item).into_iter().filter_map(|item| band(reader, item)).collect();
    bands.sort_by_key(|band| band.from);
    bands
}

fn band<'a>(reader: &mut Reader<'a>, item: Item<'a>) -> Option<Band> {
    let fields = reader.fields(Some(item), &["from", "text"]);
    let from = reader.integer(fields.get("from"), 0, 100).and_then(|from| u8::try_from(from).ok()).unwrap_or_default();
    Some(Band { from, text: reader.text(fields.get("text"))? })
}

/// `search: false`, or `search: {hidden: true, weight: 0.5}`.
fn search<'a>(reader: &mut Reader<'a>, item: Item<'a>) -> SearchSettings {
    if let Some(shown) = item.value.as_bool() {
        return SearchSettings { hidden: !shown, ..SearchSettings::default() };
    }
    let fields = reader.fields(Some(item), &["hidden", "weight"]);
    #[expect(clippy::cast_possible_truncation, reason = "a weight needs no more digits")]
    let weight = reader.number(fields.get("weight")).map_or(1.0, |weight| weight as f32);
    SearchSettings { hidden: reader.flag(fields.get("hidden")).unwrap_or_default(), weight }
}
