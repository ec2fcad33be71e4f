//! A list item -> its first line and what follows, as checklists, options and steps all read it. A line that is left
//! empty stays empty: what follows it is the why of something that was forgotten, not that something.

use std::collections::HashSet;

use super::Scene;
use crate::diagnostic::Span;
use crate::parse::document::{Fragment, Ident};
use crate::parse::ids::{Names, slug};
use crate::parse::tree::{NodeId, NodeKind};

/// An item, taken apart.
#[derive(Debug)]
pub(super) struct Item {
    /// Whether it is ticked, when it is a task.
    pub task: Option<bool>,
    /// The first line, without its `{#id}`.
    pub label: Fragment,
    /// What follows.
    pub detail: Fragment,
    /// The id that its author wrote.
    pub id: Option<Ident>,
    /// The item.
    pub span: Span,
}

/// Takes an item apart.
pub(super) fn read(scene: &mut Scene<'_>, item: NodeId) -> Item {
    let content = scene.content(scene.tree.inside(item));
    let (line, following) = scene.opening_line(item, content.lead);
    let id = scene.take_id(line.clone());
    let task = match scene.kind(item) {
        NodeKind::Item { task } => task,
        _ => None,
    };
    Item {
        task,
        label: Fragment { rest: line.end..line.end, lead: line },
        detail: Fragment { lead: following, rest: content.rest },
        id,
        span: scene.span(item),
    }
}

/// Gives each item of a question a key: its id, else made from its text. Texts that differ in signs alone, such as C and
/// C++, make the same: each of them gets a checksum of all of its text, so that none depends on which comes first.
///
/// The second of two alike is reported: nobody could tell them apart.
pub(super) fn keys(scene: &mut Scene<'_>, items: &[Item], called: &str) -> Vec<Box<str>> {
    let made: Vec<Box<str>> = items.iter().map(|item| key(scene, item, called)).collect();
    let mut seen = HashSet::new();
    let shared: HashSet<&str> = made.iter().map(|key| &**key).filter(|key| !seen.insert(*key)).collect();
    let mut names = Names::default();
    let mut keys = Vec::with_capacity(items.len());
    for (item, key) in items.iter().zip(&made) {
        let key = if item.id.is_none() && shared.contains(&**key) {
            with_checksum(key, &scene.plain(item.label.lead.clone()))
        } else {
            key.clone()
        };
        if names.take(&key) {
            keys.push(key);
            continue;
        }
        report_alike(scene, item, called);
        keys.push(names.numbered(&key));
    }
    keys
}

fn with_checksum(key: &str, text: &str) -> Box<str> {
    let sum = blake3::hash(text.trim().as_bytes()).to_hex();
    format!("{key}-{}", &sum[..8]).into()
}

fn report_alike(scene: &mut Scene<'_>, item: &Item, called: &str) {
    if let Some(id) = &item.id {
        let message = format!("two {called}s of this question have the id `{}`", id.name);
        scene.malformed(&message, id.span, "give one of them another id");
    } else if !scene.is_blank(item.label.lead.clone()) {
        let message = format!("two {called}s of this question read alike");
        scene.malformed(&message, item.span, "reword one of them, or end it with an id of its own: `{#other}`");
    }
}

fn key(scene: &Scene<'_>, item: &Item, called: &str) -> Box<str> {
    let key = match &item.id {
        Some(id) => id.name.clone(),
        None => slug(&scene.plain(item.label.lead.clone())).into_boxed_str(),
    };
    if key.is_empty() { called.into() } else { key }
}

/// Reports items without a text.
pub(super) fn report_empty(scene: &mut Scene<'_>, items: &[Item], called: &str) {
    for item in items {
        if scene.is_blank(item.label.lead.clone()) {
            let message = format!("an empty {called}");
            scene.malformed(&message, item.span, &format!("write the {called} on this line, or remove it"));
        }
    }
}
