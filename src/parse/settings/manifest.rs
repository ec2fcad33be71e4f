//! A theme's `theme.yaml` -> [`ThemeManifest`].

use super::config::texts_by_key;
use super::{KnownWords, ThemeManifest};
use crate::diagnostic::Diagnostics;
use crate::parse::yaml::{Item, Reader, Yaml, data};

/// The manifest.
pub(in crate::parse) fn read_manifest(yaml: Yaml<'_>) -> (ThemeManifest, Diagnostics) {
    let mut reader = Reader::new(yaml);
    let value = reader.document();
    let fields = reader.fields(Item::whole(&value), &["name", "extends", "settings", "strings", "words"]);
    let settings = reader.entries(fields.get("settings")).into_iter();
    let strings = reader.entries(fields.get("strings")).into_iter();
    let strings = strings.map(|(tag, item)| (tag.to_owned(), reader.entries(Some(item)))).collect::<Vec<_>>();
    let words = reader.entries(fields.get("words")).into_iter();
    let manifest = ThemeManifest {
        name: reader.text(fields.get("name")),
        extends: reader.spanned_text(fields.get("extends")),
        settings: settings.map(|(key, item)| (key.to_owned(), data(item.value))).collect(),
        strings: strings.into_iter().map(|(tag, own)| (tag, texts_by_key(&mut reader, own))).collect(),
        words: words.map(|(tag, item)| (tag.to_owned(), known_words(&mut reader, item))).collect(),
    };
    (manifest, reader.diagnostics)
}

fn known_words<'a>(reader: &mut Reader<'a>, item: Item<'a>) -> KnownWords {
    let fields = reader.fields(Some(item), &["do", "dont", "one", "several"]);
    let mut texts = |key| reader.texts(fields.get(key));
    KnownWords { r#do: texts("do"), dont: texts("dont"), one: texts("one"), several: texts("several") }
}
