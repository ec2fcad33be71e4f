//! A `quiz` fence, or an H2 of a page of `kind: quiz` with what follows -> [`Question`]. The prompt is what stands
//! before the answer; what the answer is decides how it is asked.

use std::ops::Range;

use super::{Finding, Scene, choose, judge, order, specimen};
use crate::diagnostic::Span;
use crate::parse::document::{BlockKind, Form, Fragment, Heading, Ident, Question};
use crate::parse::tree::{NodeId, NodeKind};

/// The sections of a quiz page that are a question each: an H2 up to the next H1 or H2. One that holds `quiz` fences is
/// a chapter of questions instead.
pub(super) fn sections(scene: &Scene<'_>, fences: &[NodeId]) -> Vec<Range<NodeId>> {
    let all: Vec<NodeId> = scene.tree.siblings(scene.tree.all()).collect();
    let level = |id: NodeId| match scene.kind(id) {
        NodeKind::Heading { level, .. } => level,
        _ => u8::MAX,
    };
    let mut sections = Vec::new();
    for (at, start) in all.iter().enumerate().filter(|(_, id)| level(**id) == 2) {
        let following = all.get(at + 1..).unwrap_or_default();
        let length = following.iter().position(|id| level(*id) <= 2).unwrap_or(following.len());
        let section = following.get(..length).unwrap_or_default();
        if !section.iter().any(|id| fences.binary_search(id).is_ok()) {
            sections.push(*start..end_of(scene, *start, section));
        }
    }
    sections
}

/// Footnotes at the end belong to the page, not to the question.
fn end_of(scene: &Scene<'_>, heading: NodeId, section: &[NodeId]) -> NodeId {
    let own = section.iter().rev().find(|id| !matches!(scene.kind(**id), NodeKind::FootnoteDefinition { .. }));
    scene.tree.node(*own.unwrap_or(&heading)).end
}

/// Reads a section of a quiz page.
pub(super) fn in_section(scene: &mut Scene<'_>, section: &Range<NodeId>, headings: &[Heading]) -> Finding {
    let heading = section.start;
    let lead = scene.tree.inside(heading);
    let index = heading_of(scene, heading);
    let prompt = Prompt { rest: lead.end..section.end, lead, id: None, heading: index };
    let question = read(scene, prompt, 2, scene.span(heading), headings);
    (section.clone(), BlockKind::Question(question), index)
}

/// Reads a fence.
pub(super) fn in_fence(scene: &mut Scene<'_>, fence: NodeId, level: u8, headings: &[Heading]) -> Finding {
    let inside = scene.tree.inside(fence);
    let span = scene.tree.span_of(inside.clone()).unwrap_or(scene.span(fence));
    let prompt = fence_prompt(scene, inside);
    let index = prompt.heading;
    let question = read(scene, prompt, level, scene.line_of(span), headings);
    (fence..scene.tree.node(fence).end, BlockKind::Question(question), index)
}

/// Reports `quiz` fences that stand in another question.
pub(super) fn report_nested(scene: &mut Scene<'_>, inside: Range<NodeId>, fences: &[NodeId]) {
    let first = fences.partition_point(|fence| *fence < inside.start);
    for fence in fences.iter().skip(first).take_while(|fence| **fence < inside.end) {
        let help = "move it out of the item or quotation that it stands in";
        scene.malformed("a question inside another question", scene.span(*fence), help);
    }
}

/// What a question begins with.
struct Prompt {
    lead: Range<NodeId>,
    /// All that follows, the answer included.
    rest: Range<NodeId>,
    id: Option<Ident>,
    /// The heading that it is.
    heading: Option<usize>,
}

/// The first paragraph or heading of a fence; nothing when it begins with something else.
fn fence_prompt(scene: &mut Scene<'_>, inside: Range<NodeId>) -> Prompt {
    let first = inside.start;
    let none = Prompt { lead: first..first, rest: inside.clone(), id: None, heading: None };
    if inside.is_empty() {
        return none;
    }
    let lead = scene.tree.inside(first);
    let rest = lead.end..inside.end;
    match scene.kind(first) {
        NodeKind::Paragraph => Prompt { id: prompt_id(scene, lead.clone()), lead, rest, heading: None },
        NodeKind::Heading { .. } => Prompt { heading: heading_of(scene, first), lead, rest, id: None },
        _ => none,
    }
}

/// The `{#id}` at the end of a prompt's first line, or of its last.
fn prompt_id(scene: &mut Scene<'_>, lead: Range<NodeId>) -> Option<Ident> {
    let (line, _) = scene.first_line(lead.clone());
    scene.take_id(line).or_else(|| scene.take_id(lead))
}

fn heading_of(scene: &Scene<'_>, id: NodeId) -> Option<usize> {
    match scene.kind(id) {
        NodeKind::Heading { index, .. } => Some(index as usize),
        _ => None,
    }
}

fn read(scene: &mut Scene<'_>, prompt: Prompt, level: u8, span: Span, headings: &[Heading]) -> Question {
    if scene.is_blank(prompt.lead.clone()) && !prompt.rest.is_empty() {
        scene.malformed("a question without a prompt", span, "begin it with a line that says what is asked");
    }
    let answer = answer(scene, prompt.rest.clone());
    if let Form::Choose { options } = &answer.form {
        choose::report_several(scene, [prompt.lead.clone(), prompt.rest.start..answer.nodes.start], options);
    }
    let of_heading = prompt.heading.and_then(|index| headings.get(index)).map(|heading| heading.id.clone());
    let id = prompt.id.or(of_heading);
    Question {
        id: id.unwrap_or_else(|| scene.made_id(prompt.lead.clone(), "question", span)),
        level,
        prompt: Fragment { lead: prompt.lead, rest: prompt.rest.start..answer.nodes.start },
        form: answer.form,
        after: Fragment { lead: answer.nodes.end..answer.nodes.end, rest: answer.nodes.end..prompt.rest.end },
        span,
    }
}

/// The answer and the siblings that it is written in.
struct Answer {
    form: Form,
    nodes: Range<NodeId>,
}

/// Finds the answer in what follows a prompt. A task list is one wherever it stands, then do/don't rules, then a
/// specimen; only then is a numbered list taken for steps, because an explanation may hold one.
fn answer(scene: &mut Scene<'_>, range: Range<NodeId>) -> Answer {
    let siblings: Vec<NodeId> = scene.tree.siblings(range.clone()).collect();
    let lists: Vec<NodeId> =
        siblings.iter().copied().filter(|id| matches!(scene.kind(*id), NodeKind::List { .. })).collect();
    let options: Vec<NodeId> = lists.iter().copied().filter(|list| choose::recognise(scene, *list)).collect();
    if let Some(list) = only(scene, &options) {
        return Answer { form: choose::read(scene, list), nodes: list..scene.tree.node(list).end };
    }
    let rules: Vec<NodeId> = lists.iter().copied().filter(|list| judge::recognise(scene, *list)).collect();
    if let Some(list) = only(scene, &rules) {
        return Answer { form: judge::read(scene, list), nodes: list..scene.tree.node(list).end };
    }
    if let Some(parts) = specimen::recognise(scene, &siblings)
        && let Some(form) = specimen::read(scene, &parts)
    {
        return Answer { form, nodes: parts.quote..parts.end };
    }
    let steps = lists.into_iter().find(|list| order::recognise(scene, *list));
    if let Some(list) = steps.filter(|list| !lacks_verdict(scene, &siblings, *list)) {
        return Answer { form: order::read(scene, list), nodes: list..scene.tree.node(list).end };
    }
    unanswerable(range)
}

/// The first of the lists that a question could be answered with; a second one is reported.
fn only(scene: &mut Scene<'_>, lists: &[NodeId]) -> Option<NodeId> {
    if let Some(second) = lists.get(1) {
        let help = "make it a question of its own, or join the two lists into one";
        scene.malformed("a second list to answer in one question", scene.span(*second), help);
    }
    lists.first().copied()
}

/// Whether a numbered list after a quotation is one of clues, so that a verdict is missing between the two.
fn lacks_verdict(scene: &Scene<'_>, siblings: &[NodeId], list: NodeId) -> bool {
    let before = siblings.iter().copied().take_while(|id| *id < list);
    let clue = scene
        .children(list)
        .first()
        .is_some_and(|item| specimen::opens_with_quote(&scene.plain(scene.content(scene.tree.inside(*item)).lead)));
    clue && before.into_iter().any(|id| specimen::is_quote(scene, id))
}

/// A question in which nothing can be answered; `verify` reports it.
fn unanswerable(range: Range<NodeId>) -> Answer {
    let content = Fragment { lead: range.start..range.start, rest: range.clone() };
    Answer { form: Form::Unanswerable { content }, nodes: range.start..range.end }
}
