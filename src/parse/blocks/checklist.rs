//! A task list -> [`Checklist`].

use super::{Scene, item};
use crate::parse::checks::MIXED_LIST;
use crate::parse::document::{Checklist, ChecklistItem};
use crate::parse::tree::{NodeId, NodeKind};

/// Whether any item of a list is a task. A list in which only some are is reported, and is a checklist all the same: a
/// box that nobody can keep would be worse than an item without one.
pub(super) fn recognise(scene: &mut Scene<'_>, list: NodeId) -> bool {
    let items = scene.children(list);
    if !items.iter().any(|item| is_task(scene, *item)) {
        return false;
    }
    if let Some(odd) = items.iter().find(|item| !is_task(scene, **item)) {
        let message = "an item without a box in a list of tasks".to_owned();
        let help = "begin each item with `[ ]` for a checklist, or none of them for a plain list".to_owned();
        scene.report(&MIXED_LIST, message, scene.span(*odd), help);
    }
    true
}

fn is_task(scene: &Scene<'_>, item: NodeId) -> bool {
    matches!(scene.kind(item), NodeKind::Item { task: Some(_) })
}

/// Reads a list that was recognised.
pub(super) fn read(scene: &mut Scene<'_>, list: NodeId) -> Checklist {
    let items = scene.children(list).into_iter().map(|id| read_item(scene, id)).collect();
    Checklist { items, span: scene.span(list) }
}

fn read_item(scene: &mut Scene<'_>, id: NodeId) -> ChecklistItem {
    let item = item::read(scene, id);
    let made = |scene: &mut Scene<'_>| scene.made_id(item.label.lead.clone(), "item", item.span);
    ChecklistItem {
        id: item.id.clone().unwrap_or_else(|| made(scene)),
        task: item.task,
        label: item.label,
        detail: item.detail,
        span: item.span,
    }
}
