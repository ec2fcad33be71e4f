//! A bullet list whose items open with a bold Do or Don't -> [`RuleList`].

use super::Scene;
use crate::parse::checks::MIXED_LIST;
use crate::parse::document::{Fragment, Rule, RuleList, Verdict};
use crate::parse::tree::{NodeId, NodeKind};

/// Whether all items of a list are rules. A list in which only some are is reported.
pub(super) fn recognise(scene: &mut Scene<'_>, list: NodeId) -> bool {
    if scene.kind(list) != (NodeKind::List { start: None }) {
        return false;
    }
    let items = scene.children(list);
    let odd = items.iter().find(|item| verdict(scene, **item).is_none());
    let Some(odd) = odd else { return !items.is_empty() };
    if items.iter().any(|item| verdict(scene, *item).is_some()) {
        let message = "an item without a verdict in a list of do/don’t rules".to_owned();
        let help = "begin each item with the same words in bold, such as **Do** or **Don’t**, or move this one out of the list";
        scene.report(&MIXED_LIST, message, scene.span(*odd), help.to_owned());
    }
    false
}

fn verdict(scene: &Scene<'_>, item: NodeId) -> Option<(Verdict, NodeId)> {
    scene.opening_verdict(scene.content(scene.tree.inside(item)).lead)
}

/// Reads a list that was recognised.
pub(super) fn read(scene: &mut Scene<'_>, list: NodeId) -> RuleList {
    RuleList { rules: read_all(scene, list) }
}

/// The rules of a list.
pub(super) fn read_all(scene: &mut Scene<'_>, list: NodeId) -> Vec<Rule> {
    let items = scene.children(list);
    // Rules are large: nearly all items are some, and a list that grows would be copied.
    let mut rules = Vec::with_capacity(items.len());
    rules.extend(items.into_iter().filter_map(|item| read_rule(scene, item)));
    rules
}

fn read_rule(scene: &mut Scene<'_>, item: NodeId) -> Option<Rule> {
    let content = scene.content(scene.tree.inside(item));
    let (verdict, after) = scene.opening_verdict(content.lead.clone())?;
    let (mut line, mut following) = scene.first_line(after..content.lead.end);
    let mut id = scene.take_id(line.clone());
    scene.trim_start(line.clone());
    // A verdict may stand on a line of its own; one that nothing stands under judges nothing.
    if scene.is_blank(line.clone()) && !following.is_empty() {
        (line, following) = scene.first_line(following);
        id = id.or_else(|| scene.take_id(line.clone()));
    }
    let span = scene.span(item);
    if scene.is_blank(line.clone()) {
        scene.malformed("an empty rule", span, "write what is to be judged after the verdict");
    }
    let id = id.unwrap_or_else(|| scene.made_id(line.clone(), "rule", span));
    let rule = Fragment { rest: line.end..line.end, lead: line };
    Some(Rule { id, verdict, rule, why: Fragment { lead: following, rest: content.rest }, span })
}
