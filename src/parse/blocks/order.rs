//! An ordered list in a question -> the steps to put in order.

use super::Scene;
use super::item::{self, Item};
use crate::parse::document::{Form, Step};
use crate::parse::tree::{NodeId, NodeKind};

/// Whether a list is one of steps: it is numbered.
pub(super) fn recognise(scene: &Scene<'_>, list: NodeId) -> bool {
    matches!(scene.kind(list), NodeKind::List { start: Some(_) })
}

/// Reads the steps; what cannot be one is reported.
pub(super) fn read(scene: &mut Scene<'_>, list: NodeId) -> Form {
    let items: Vec<Item> = scene.children(list).into_iter().map(|id| item::read(scene, id)).collect();
    item::report_empty(scene, &items, "step");
    if let [only] = items.as_slice() {
        scene.malformed("a single step cannot be put in order", only.span, "add the steps before or after it");
    }
    let keys = item::keys(scene, &items, "step");
    Form::Order { steps: items.into_iter().zip(keys).map(|(item, key)| step(item, key)).collect() }
}

fn step(item: Item, key: Box<str>) -> Step {
    Step { key, label: item.label, why: item.detail, span: item.span }
}
