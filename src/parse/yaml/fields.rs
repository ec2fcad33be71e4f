//! YAML values -> typed ones. [`Fields`] knows a mapping's keys and reports the others; [`Reader`] turns an
//! [`Item`] into what is wanted of it, or reports that it cannot be.

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use super::Yaml;
use super::locate::{Part, Step, keys_at_margin, scan};
use crate::diagnostic::{Diagnostic, Diagnostics, Span, nearest};
use crate::parse::checks::{UNKNOWN_KEY, WRONG_TYPE};
use crate::parse::front_matter::Date;
use crate::parse::settings::{Data, Spanned};

/// Reads values and keeps what was wrong with them.
pub(in crate::parse) struct Reader<'a> {
    /// Where they stand.
    pub yaml: Yaml<'a>,
    /// What was wrong.
    pub diagnostics: Diagnostics,
}

/// A value and the way to it.
#[derive(Clone, Debug)]
pub(in crate::parse) struct Item<'a> {
    /// The value, never `Null`.
    pub value: &'a Value,
    trail: Vec<Step<'a>>,
}

/// A mapping whose keys are known beforehand.
#[derive(Clone, Debug, Default)]
pub(in crate::parse) struct Fields<'a> {
    mapping: Option<&'a Mapping>,
    trail: Vec<Step<'a>>,
}

impl<'a> Fields<'a> {
    /// The value of `key`; `None` when it is missing or empty.
    pub(in crate::parse) fn get(&self, key: &'a str) -> Option<Item<'a>> {
        let value = self.mapping?.get(key).filter(|value| !value.is_null())?;
        let mut trail = self.trail.clone();
        trail.push(Step::Key(key));
        Some(Item { value, trail })
    }
}

impl<'a> Item<'a> {
    /// The topmost value.
    pub(in crate::parse) fn whole(value: &'a Value) -> Option<Self> {
        (!value.is_null()).then(|| Self { value, trail: Vec::new() })
    }

    fn step(&self, value: &'a Value, step: Step<'a>) -> Item<'a> {
        let mut trail = self.trail.clone();
        trail.push(step);
        Item { value, trail }
    }

    /// How reports call it: its key, or that of the list that it stands in.
    fn name(&self) -> &'a str {
        let mut keys = self.trail.iter().rev();
        keys.find_map(|step| if let Step::Key(key) = step { Some(*key) } else { None }).unwrap_or_default()
    }
}

impl<'a> Reader<'a> {
    /// A reader of `yaml`.
    pub(in crate::parse) fn new(yaml: Yaml<'a>) -> Self {
        Self { yaml, diagnostics: Diagnostics::new() }
    }

    /// The whole of the YAML; `Null`, with a report, when it is broken.
    pub(in crate::parse) fn document(&mut self) -> Value {
        self.yaml.read().unwrap_or_else(|diagnostic| {
            self.diagnostics.push(diagnostic);
            Value::Null
        })
    }

    // ---- reports

    /// Reports that `item` is not `wanted`.
    pub(in crate::parse) fn wrong(&mut self, item: &Item<'a>, wanted: &str, help: Option<String>) {
        let message = match item.name() {
            "" => format!("expected {wanted}, found {}", describe(item.value)),
            name => format!("`{name}` must be {wanted}, not {}", describe(item.value)),
        };
        let span = self.place(item);
        self.diagnostics.push(Diagnostic::new(&WRONG_TYPE, message, self.yaml.path, span).maybe_help(help));
    }

    /// Reports what is wrong with a value that was read already.
    pub(in crate::parse) fn wrong_at(&mut self, span: Span, message: &str) {
        self.diagnostics.push(Diagnostic::new(&WRONG_TYPE, message, self.yaml.path, span));
    }

    /// Where `item` is written.
    pub(in crate::parse) fn place(&self, item: &Item<'a>) -> Span {
        self.yaml.locate(&item.trail, Part::Value)
    }

    /// Where the key of `item` is written.
    pub(in crate::parse) fn place_of_key(&self, item: &Item<'a>) -> Span {
        if let [Step::Key(key)] = item.trail.as_slice()
            && let Some((_, at)) = keys_at_margin(self.yaml.text).find(|(found, _)| found == key)
        {
            return self.yaml.span(at..at + key.len());
        }
        self.yaml.locate(&item.trail, Part::Key)
    }

    /// Where each of the topmost keys is written, for a long list of them.
    pub(in crate::parse) fn places_of_keys(&self) -> BTreeMap<&'a str, Span> {
        let keys = keys_at_margin(self.yaml.text);
        keys.map(|(key, at)| (key, self.yaml.span(at..at + key.len()))).collect()
    }

    fn unknown(&mut self, item: &Item<'a>, known: &[&str]) {
        let help = match nearest(item.name(), known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known keys: {}", quoted(known)),
        };
        let message = format!("unknown key `{}`", item.name());
        let span = self.place_of_key(item);
        self.diagnostics.push(Diagnostic::new(&UNKNOWN_KEY, message, self.yaml.path, span).help(help));
    }

    // ---- mappings and lists

    /// A mapping with none but `known` keys.
    pub(in crate::parse) fn fields(&mut self, item: Option<Item<'a>>, known: &[&str]) -> Fields<'a> {
        let entries = self.entries(item.clone());
        for (key, entry) in &entries {
            if !known.contains(key) {
                self.unknown(entry, known);
            }
        }
        let Some(item) = item else { return Fields::default() };
        Fields { mapping: item.value.as_mapping(), trail: item.trail }
    }

    /// The entries of a mapping with keys of the author's choice.
    pub(in crate::parse) fn entries(&mut self, item: Option<Item<'a>>) -> Vec<(&'a str, Item<'a>)> {
        let Some(item) = item else { return Vec::new() };
        let Value::Mapping(mapping) = item.value else {
            self.wrong(&item, "a mapping of `key: value` lines", None);
            return Vec::new();
        };
        let mut entries = Vec::with_capacity(mapping.len());
        for (key, value) in mapping {
            match key {
                Value::String(key) => entries.push((key.as_str(), item.step(value, Step::Key(key)))),
                _ => self.odd_key(&item, key),
            }
        }
        entries
    }

    fn odd_key(&mut self, item: &Item<'a>, key: &Value) {
        let shown = data(key).shown();
        let mut trail = item.trail.clone();
        trail.push(Step::Key(&shown));
        let span = self.yaml.locate(&trail, Part::Key);
        let message = format!("a key must be text, not {}", describe(key));
        let help = format!("put it in quotation marks: \"{shown}\"");
        self.diagnostics.push(Diagnostic::new(&WRONG_TYPE, message, self.yaml.path, span).help(help));
    }

    /// The items of a list. A single value counts as a list of one.
    pub(in crate::parse) fn list(item: Option<Item<'a>>) -> Vec<Item<'a>> {
        match item {
            None => Vec::new(),
            Some(Item { value: Value::Sequence(values), trail }) => {
                let list = Item { value: &Value::Null, trail };
                let numbered = values.iter().enumerate().filter(|(_, value)| !value.is_null());
                numbered.map(|(index, value)| list.step(value, Step::Index(index))).collect()
            }
            Some(item) => vec![item],
        }
    }

    // ---- scalars

    /// Text; a number counts as the text that it is written as.
    pub(in crate::parse) fn text(&mut self, item: Option<Item<'a>>) -> Option<String> {
        let item = item?;
        match item.value {
            Value::String(text) => Some(text.clone()),
            Value::Number(_) => self.yaml.file_text(self.place(&item)),
            _ => {
                let help = "put it in quotation marks if it is meant as text".to_owned();
                self.wrong(&item, "text", Some(help));
                None
            }
        }
    }

    /// Text and where it is written.
    pub(in crate::parse) fn spanned_text(&mut self, item: Option<Item<'a>>) -> Option<Spanned<String>> {
        let item = item?;
        let value = self.text(Some(item.clone()))?;
        let span = match scan(self.yaml.text, &item.trail, &value) {
            Some(range) => self.yaml.span(range),
            None => self.place(&item),
        };
        Some(Spanned { value, span })
    }

    /// A list of texts.
    pub(in crate::parse) fn texts(&mut self, item: Option<Item<'a>>) -> Vec<String> {
        Self::list(item).into_iter().filter_map(|item| self.text(Some(item))).collect()
    }

    /// A list of texts, each with where it is written.
    pub(in crate::parse) fn spanned_texts(&mut self, item: Option<Item<'a>>) -> Vec<Spanned<String>> {
        Self::list(item).into_iter().filter_map(|item| self.spanned_text(Some(item))).collect()
    }

    /// `true` or `false`.
    pub(in crate::parse) fn flag(&mut self, item: Option<Item<'a>>) -> Option<bool> {
        let item = item?;
        let flag = item.value.as_bool();
        if flag.is_none() {
            let help = match item.value.as_str().map(str::to_lowercase).as_deref() {
                Some("yes" | "on" | "y") => "write `true`",
                Some("no" | "off" | "n") => "write `false`",
                _ => "allowed values: `true`, `false`",
            };
            self.wrong(&item, "true or false", Some(help.to_owned()));
        }
        flag
    }

    /// A whole number between two others, both included.
    pub(in crate::parse) fn integer(&mut self, item: Option<Item<'a>>, least: i64, most: i64) -> Option<i64> {
        let item = item?;
        let number = item.value.as_i64().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let wanted = match (least, most) {
                (i64::MIN, i64::MAX) => "a whole number".to_owned(),
                (least, most) if most > i64::from(u16::MAX) => format!("a whole number from {least} up"),
                (least, most) => format!("a whole number from {least} to {most}"),
            };
            self.wrong(&item, &wanted, None);
        }
        number
    }

    /// A number that is not negative.
    pub(in crate::parse) fn number(&mut self, item: Option<Item<'a>>) -> Option<f64> {
        let item = item?;
        let number = item.value.as_f64().filter(|number| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            self.wrong(&item, "a number from 0 up", None);
        }
        number
    }

    /// One of a few words.
    pub(in crate::parse) fn choice<T: Copy>(&mut self, item: Option<Item<'a>>, choices: &[(&str, T)]) -> Option<T> {
        let item = item?;
        let text = item.value.as_str();
        let found = choices.iter().find(|(name, _)| text == Some(*name));
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let help = match text.and_then(|text| nearest(text, names.iter().copied())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("allowed values: {}", quoted(&names)),
            };
            self.wrong(&item, &format!("one of {}", quoted(&names)), Some(help));
        }
        found.map(|(_, value)| *value)
    }

    /// A day.
    pub(in crate::parse) fn date(&mut self, item: Option<Item<'a>>) -> Option<Spanned<Date>> {
        let item = item?;
        let date = item.value.as_str().and_then(Date::parse);
        if date.is_none() {
            self.wrong(&item, "a day", Some("write it as year-month-day: `2026-11-22`".to_owned()));
            return None;
        }
        let text = self.spanned_text(Some(item))?;
        date.map(|value| Spanned { value, span: text.span })
    }
}

/// A value free in form.
pub(in crate::parse) fn data(value: &Value) -> Data {
    match value {
        Value::Null => Data::Null,
        Value::Bool(flag) => Data::Bool(*flag),
        Value::Number(number) => Data::Number(number.as_f64().unwrap_or_default()),
        Value::String(text) => Data::Text(text.clone()),
        Value::Sequence(values) => Data::List(values.iter().map(data).collect()),
        Value::Mapping(mapping) => {
            Data::Map(mapping.iter().map(|(key, value)| (data(key).shown(), data(value))).collect())
        }
        Value::Tagged(tagged) => data(&tagged.value),
    }
}

impl Data {
    /// A scalar as text; `""` for a list or mapping.
    pub(in crate::parse) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Bool(flag) => flag.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Null => "null".to_owned(),
            Self::List(_) | Self::Map(_) => String::new(),
        }
    }
}

/// What a value is, for people.
fn describe(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(flag) => format!("`{flag}`"),
        Value::Number(number) => format!("`{number}`"),
        Value::String(text) if text.chars().count() <= 40 && !text.contains('\n') => format!("`{text}`"),
        Value::String(_) => "a long text".to_owned(),
        Value::Sequence(_) => "a list".to_owned(),
        Value::Mapping(_) => "a mapping".to_owned(),
        Value::Tagged(_) => "a value with a tag".to_owned(),
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
