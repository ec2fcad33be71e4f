//! A task list in a question -> the options to choose from.

use std::ops::Range;

use super::Scene;
use super::item::{self, Item};
use crate::parse::checks::SEVERAL_RIGHT;
use crate::parse::document::{Choice, Form};
use crate::parse::tree::{NodeId, NodeKind};

/// Whether a list is one of options: some of its items are tasks.
pub(super) fn recognise(scene: &Scene<'_>, list: NodeId) -> bool {
    scene.children(list).into_iter().any(|item| matches!(scene.kind(item), NodeKind::Item { task: Some(_) }))
}

/// Reads the options; what cannot be one is reported.
pub(super) fn read(scene: &mut Scene<'_>, list: NodeId) -> Form {
    let items: Vec<Item> = scene.children(list).into_iter().map(|id| item::read(scene, id)).collect();
    for item in items.iter().filter(|item| item.task.is_none()) {
        scene.malformed("an option without a box", item.span, "begin it with `[ ]`, or with `[x]` if it is right");
    }
    item::report_empty(scene, &items, "option");
    if let [only] = items.as_slice() {
        scene.malformed("a question with a single option", only.span, "add at least one more to choose from");
    }
    let keys = item::keys(scene, &items, "option");
    Form::Choose { options: items.into_iter().zip(keys).map(|(item, key)| option(item, key)).collect() }
}

/// Reports the second right option where what is asked wants one only.
pub(super) fn report_several(scene: &mut Scene<'_>, asked: [Range<NodeId>; 2], options: &[Choice]) {
    let Some(second) = options.iter().filter(|option| option.right).nth(1) else { return };
    if asked.into_iter().any(|part| scene.words.asks_for_one(&scene.plain(part))) {
        let message = "a second option is right, but the question asks for one".to_owned();
        let help = "leave one `[x]`, or ask for all that apply".to_owned();
        scene.report(&SEVERAL_RIGHT, message, second.span, help);
    }
}

fn option(item: Item, key: Box<str>) -> Choice {
    let right = item.task == Some(true);
    Choice { key, right, label: item.label, why: item.detail, span: item.span }
}
