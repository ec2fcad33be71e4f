//! A trail of keys and indices -> where its key or value is written. The YAML is read once more by a visitor
//! that follows the trail and stops there with an error, to which the library adds the place.

use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// One step into a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Step<'a> {
    /// Into a mapping.
    Key(&'a str),
    /// Into a list.
    Index(usize),
}

/// Which half of an entry is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Part {
    /// The key that the trail ends with.
    Key,
    /// The value behind it.
    Value,
}

/// The bytes of `text` in which the end of `trail` is written; of a list or mapping, its first line.
pub(super) fn locate(text: &str, trail: &[Step<'_>], part: Part) -> Option<Range<usize>> {
    let seed = Descent { trail, part };
    let error = seed.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    let start = text.floor_char_boundary(error.location()?.index());
    Some(start..start + length(text, start, part))
}

/// Where a text stands, found without a second reading: in what stands after its key at the left margin, as a whole
/// scalar that is there once. `None` when it might be another place than the right one.
pub(super) fn scan(text: &str, trail: &[Step<'_>], value: &str) -> Option<Range<usize>> {
    let Some(Step::Key(key)) = trail.first() else { return None };
    let entry = entry_of(text, key)?;
    let lines = text.get(entry.clone())?;
    if value.is_empty() {
        return None;
    }
    let mut places = lines.match_indices(value).map(|(at, _)| at).filter(|at| stands_alone(lines, *at, value.len()));
    let (at, None) = (places.next()?, places.next()) else { return None };
    let line = lines.get(..at)?.rsplit('\n').next()?;
    let (start, end) = (entry.start + at, entry.start + at + value.len());
    let quoted = line.ends_with(['"', '\'']);
    (!line.contains('#')).then_some(if quoted { start - 1..end + 1 } else { start..end })
}

/// Whether the words at `at` are a whole scalar, quoted or not.
fn stands_alone(lines: &str, at: usize, length: usize) -> bool {
    let before = lines.get(..at).and_then(|before| before.chars().next_back()).unwrap_or('\n');
    let after = lines.get(at + length..).and_then(|after| after.chars().next()).unwrap_or('\n');
    if matches!(before, '"' | '\'') { before == after } else { " \n[,".contains(before) && " \r\n],}".contains(after) }
}

/// What stands after `key:` at the left margin, up to the next key there.
fn entry_of(text: &str, key: &str) -> Option<Range<usize>> {
    let mut keys = keys_at_margin(text).skip_while(|(found, _)| *found != key);
    let (_, at) = keys.next()?;
    let end = keys.next().map_or(text.len(), |(_, next)| next);
    Some(at + key.len() + 1..end)
}

/// The keys that stand at the left margin, each with its first byte.
pub(super) fn keys_at_margin(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut next = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = next;
        next += line.len();
        let margin = !line.starts_with([' ', '\t', '-', '#', '"', '\'', '\r', '\n']);
        line.split_once(':').filter(|_| margin).map(|(key, _)| (key, at))
    })
}

/// How long the scalar at `start` is; the library tells only where it begins.
fn length(text: &str, start: usize, part: Part) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let quote = line.chars().next().filter(|first| matches!(first, '"' | '\''));
    if let Some(close) = quote.and_then(|quote| line.get(1..)?.find(quote)) {
        return close + 2;
    }
    let before = text.get(..start).unwrap_or_default().lines().next_back().unwrap_or_default();
    let in_flow = before.contains(['[', '{']) && !line.starts_with(['[', '{']);
    let end = line.char_indices().find(|(at, character)| match character {
        ':' => part == Part::Key,
        '#' => line[..*at].ends_with([' ', '\t']),
        ',' | ']' | '}' => in_flow,
        _ => false,
    });
    line[..end.map_or(line.len(), |(at, _)| at)].trim_end().len()
}

/// Follows a trail; always ends in an error, at its end or where the YAML is another than the trail.
#[derive(Clone, Copy)]
struct Descent<'a> {
    trail: &'a [Step<'a>],
    part: Part,
}

impl<'de> DeserializeSeed<'de> for Descent<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Descent<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the end of the trail")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((Step::Key(key), trail)) = self.trail.split_first() else { return Err(A::Error::custom("here")) };
        let stop = trail.is_empty() && self.part == Part::Key;
        while let Some(found) = map.next_key_seed(KeyProbe { key, stop })? {
            if found {
                return map.next_value_seed(Descent { trail, part: self.part });
            }
            map.next_value::<IgnoredAny>()?;
        }
        Err(A::Error::custom("no such key"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Some((Step::Index(index), trail)) = self.trail.split_first() else { return Err(A::Error::custom("here")) };
        for _ in 0..*index {
            list.next_element::<IgnoredAny>()?;
        }
        list.next_element_seed(Descent { trail, part: self.part })?;
        Err(A::Error::custom("no such element"))
    }
}

/// Tells whether a key is the one that is looked for; with `stop`, that is where it ends.
struct KeyProbe<'a> {
    key: &'a str,
    stop: bool,
}

impl<'de> DeserializeSeed<'de> for KeyProbe<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for KeyProbe<'_> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        match text == self.key {
            true if self.stop => Err(E::custom("here")),
            found => Ok(found),
        }
    }

    fn visit_bool<E: Error>(self, key: bool) -> Result<bool, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_u64<E: Error>(self, key: u64) -> Result<bool, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_i64<E: Error>(self, key: i64) -> Result<bool, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_f64<E: Error>(self, key: f64) -> Result<bool, E> {
        self.visit_str(&key.to_string())
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        self.visit_str("null")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# ä comment\r\ntitle: \"Größe: x\"  # why\ntopics: [first, 'second one', third]\ndraw:\n  \
                        topics:\n    - a\n    - b # no\n  rules: 8\n7: x\nempty:\n";

    fn found(trail: &[Step<'_>], part: Part) -> &'static str {
        &TEXT[locate(TEXT, trail, part).unwrap()]
    }

    #[test]
    fn keys_and_values_are_found_where_they_are_written() {
        use Step::{Index, Key};
        assert_eq!(found(&[Key("title")], Part::Key), "title");
        assert_eq!(found(&[Key("title")], Part::Value), "\"Größe: x\"");
        assert_eq!(found(&[Key("topics"), Index(1)], Part::Value), "'second one'");
        assert_eq!(found(&[Key("topics"), Index(2)], Part::Value), "third");
        assert_eq!(found(&[Key("draw"), Key("topics"), Index(1)], Part::Value), "b");
        assert_eq!(found(&[Key("draw"), Key("rules")], Part::Key), "rules");
        assert_eq!(found(&[Key("7")], Part::Key), "7");
    }

    #[test]
    fn scanning_finds_what_reading_again_finds() {
        let text = "aliases: [/a/, /a/b/]\ntopics:\n- x\n- xy\nreviewed: 2026-11-22\n";
        let trails: [(&[Step<'_>], &str); 4] = [
            (&[Step::Key("aliases"), Step::Index(1)], "/a/b/"),
            (&[Step::Key("topics"), Step::Index(0)], "x"),
            (&[Step::Key("topics"), Step::Index(1)], "xy"),
            (&[Step::Key("reviewed")], "2026-11-22"),
        ];
        for (trail, value) in trails {
            let range = scan(text, trail, value).unwrap();
            assert_eq!(&text[range.clone()], value);
            assert_eq!(Some(range), locate(text, trail, Part::Value));
        }
    }
}
