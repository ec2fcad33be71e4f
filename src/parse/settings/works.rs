//! `content/sources.yaml` -> [`Work`]s, and `content/synonyms.yaml` -> groups of words.

use super::config::address;
use super::{Spanned, Work};
use crate::diagnostic::Diagnostics;
use crate::parse::yaml::{Item, Reader, Yaml};

/// The works, in the order written.
pub(in crate::parse) fn read_works(yaml: Option<Yaml<'_>>) -> (Vec<Work>, Diagnostics) {
    let Some(yaml) = yaml else { return Default::default() };
    let mut reader = Reader::new(yaml);
    let value = reader.document();
    let places = reader.places_of_keys();
    let entries = reader.entries(Item::whole(&value)).into_iter();
    let works = entries.map(|(key, item)| {
        let span = places.get(key).copied().unwrap_or_else(|| reader.place_of_key(&item));
        work(&mut reader, Spanned { value: key.to_owned(), span }, item)
    });
    (works.collect(), reader.diagnostics)
}

fn work<'a>(reader: &mut Reader<'a>, key: Spanned<String>, item: Item<'a>) -> Work {
    let fields = reader.fields(Some(item), &["title", "author", "year", "publisher", "url", "note"]);
    Work {
        title: reader.text(fields.get("title")).unwrap_or_else(|| key.value.clone()),
        author: reader.text(fields.get("author")),
        year: reader.text(fields.get("year")),
        publisher: reader.text(fields.get("publisher")),
        url: address(reader, fields.get("url")).map(|address| address.value),
        note: reader.text(fields.get("note")),
        key,
    }
}

/// The groups of words that mean the same, `- [meeting, call, coffee]`.
pub(in crate::parse) fn read_synonyms(yaml: Option<Yaml<'_>>) -> (Vec<Vec<String>>, Diagnostics) {
    let Some(yaml) = yaml else { return Default::default() };
    let mut reader = Reader::new(yaml);
    let value = reader.document();
    let mut groups = Vec::new();
    if let Some(item) = Item::whole(&value) {
        if item.value.is_sequence() {
            groups = Reader::list(Some(item)).into_iter().map(|group| reader.texts(Some(group))).collect();
        } else {
            reader.wrong(&item, "a list of lists", Some("write each group as `- [word, other word]`".to_owned()));
        }
    }
    (groups, reader.diagnostics)
}
