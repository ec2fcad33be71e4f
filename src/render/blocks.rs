//! Rules, checklists and questions -> HTML, each through the template of its name in `templates/blocks/`.

use tera::{Context, Value};

use super::html::HtmlWriter;
use super::markdown::of_list;
use super::shuffle::shuffled;
use super::specimen::mark_clues;
use super::templates::{count, html, map};
use super::view::aliases;
use crate::parse::{
    Block, BlockKind, Checklist, ChecklistItem, Choice, Document, Form, Fragment, NodeId, NodeKind, Question, Rule,
    RuleList, Specimen, Step, Verdict,
};
use crate::plan::PageKind;

/// Renders the block at `index` of the writer's document.
pub(super) fn render(writer: &mut HtmlWriter, index: usize, block: &Block) -> String {
    match &block.kind {
        BlockKind::Rules(list) => rules(writer, list),
        BlockKind::Checklist(list) => checklist(writer, index, block, list),
        BlockKind::Question(asked) => question(writer, asked),
    }
}

/// Renders one rule of a list as a question, for a quiz that draws it.
pub(super) fn rule_as_question(writer: &mut HtmlWriter, rule: &Rule) -> String {
    let view = QuestionView {
        id: &rule.id.name,
        form: "judge",
        level: 2,
        prompt: String::new(),
        context: String::new(),
        after: String::new(),
    };
    let rules = Value::from(vec![rule_view(writer, rule)]);
    render_question(writer, &view, [("rules", rules)])
}

fn rules(writer: &mut HtmlWriter, list: &RuleList) -> String {
    let id = list.rules.first().map_or_else(String::new, |rule| format!("_{}-list", rule.id.name));
    let rules: Vec<_> = list.rules.iter().map(|rule| rule_view(writer, rule)).collect();
    let block = map([("id", Value::from(writer.medium.id(id))), ("rules", Value::from(rules))]);
    render_template(writer, "rules", block)
}

fn rule_view(writer: &mut HtmlWriter, rule: &Rule) -> Value {
    let verdict = match rule.verdict {
        Verdict::Do => "do",
        Verdict::Dont => "dont",
    };
    map([
        ("id", Value::from(writer.medium.id(&*rule.id.name))),
        ("key", Value::from(&*rule.id.name)),
        ("verdict", Value::from(verdict)),
        ("word", Value::from(writer.shared.string(verdict))),
        ("rule", html(&writer.line(&rule.rule))),
        ("why", html(&writer.passage(&rule.why))),
    ])
}

fn checklist(writer: &mut HtmlWriter, index: usize, block: &Block, list: &Checklist) -> String {
    let is_nested = std::mem::replace(&mut writer.in_checklist, true);
    let items: Vec<_> = list.items.iter().map(|item| checklist_item(writer, item)).collect();
    writer.in_checklist = is_nested;
    // A page of checklists has a copy of all of it.
    let has_copy = writer.medium.is_screen() && !is_nested && writer.page.kind != PageKind::Checklist;
    let copy = if has_copy { of_list(writer.site, writer.id, block.nodes.start).html() } else { String::new() };
    let id = writer.medium.id(format!("_list-{}", index + 1));
    let block = map([
        ("id", Value::from(id)),
        ("count", count(tasks_in(writer.document, index))),
        ("items", Value::from(items)),
        ("nested", Value::from(is_nested)),
        ("markdown", html(&copy)),
    ]);
    render_template(writer, "checklist", block)
}

fn checklist_item(writer: &mut HtmlWriter, item: &ChecklistItem) -> Value {
    map([
        ("id", Value::from(writer.medium.id(&*item.id.name))),
        ("key", Value::from(&*item.id.name)),
        ("label", html(&writer.line(&item.label))),
        ("detail", detail(writer, item)),
        ("task", Value::from(item.task.is_some())),
        ("checked", Value::from(item.task == Some(true))),
    ])
}

/// What stands under an item's label, with the text that names it to those who do not see the label beside it.
fn detail(writer: &mut HtmlWriter, item: &ChecklistItem) -> Value {
    let passage = writer.passage(&item.detail);
    if passage.is_empty() {
        return Value::none();
    }
    let is_task = |id: NodeId| matches!(writer.document.tree.node(id).kind, NodeKind::Item { task: Some(_) });
    map([
        ("html", html(&passage)),
        ("text", Value::from(line_text(writer.document, &item.label))),
        ("has_tasks", Value::from(item.detail.rest.clone().any(is_task))),
    ])
}

/// The boxes of the list at `index`, those of lists in it too.
fn tasks_in(document: &Document, index: usize) -> usize {
    let blocks = document.blocks.get(index..).unwrap_or_default();
    let end = blocks.first().map_or(0, |block| block.nodes.end);
    let inside = blocks.iter().take_while(|block| block.nodes.start < end);
    inside.map(|block| if let BlockKind::Checklist(list) = &block.kind { list.tasks() } else { 0 }).sum()
}

/// What all forms of question show.
struct QuestionView<'a> {
    id: &'a str,
    form: &'static str,
    level: u8,
    prompt: String,
    /// What stands between the prompt and the answer.
    context: String,
    /// What follows the answer.
    after: String,
}

fn question(writer: &mut HtmlWriter, asked: &Question) -> String {
    let prompt = writer.line(&asked.prompt);
    let context = writer.quoted(asked.prompt.rest.clone());
    let after = writer.passage(&asked.after);
    let view = |form| QuestionView {
        id: &asked.id.name,
        form,
        level: asked.level,
        prompt: prompt.clone(),
        context: context.clone(),
        after: after.clone(),
    };
    match &asked.form {
        Form::Choose { options } => {
            let several = options.iter().filter(|option| option.right).count() > 1;
            let options: Vec<_> = options.iter().map(|option| choice(writer, option)).collect();
            let form = if several { "choose-all" } else { "choose-one" };
            render_question(writer, &view(form), [("options", Value::from(options))])
        }
        Form::Order { steps } => {
            let shown = shuffled(steps.len(), &format!("{}#{}", writer.page.address, asked.id.name));
            let shown: Vec<_> = shown.into_iter().map(count).collect();
            let steps: Vec<_> = steps.iter().map(|own| step(writer, own)).collect();
            render_question(writer, &view("order"), [("steps", Value::from(steps)), ("shown", Value::from(shown))])
        }
        Form::Judge { rules } => {
            let rules: Vec<_> = rules.iter().map(|rule| rule_view(writer, rule)).collect();
            render_question(writer, &view("judge"), [("rules", Value::from(rules))])
        }
        Form::Specimen(judged) => specimen(writer, &view("specimen"), judged),
        Form::Unanswerable { content } => format!("<p><strong>{prompt}</strong></p>{}", writer.passage(content)),
    }
}

fn choice(writer: &mut HtmlWriter, option: &Choice) -> Value {
    map([
        ("key", Value::from(&*option.key)),
        ("label", html(&writer.line(&option.label))),
        ("why", html(&writer.passage(&option.why))),
        ("right", Value::from(option.right)),
    ])
}

fn step(writer: &mut HtmlWriter, step: &Step) -> Value {
    map([
        ("key", Value::from(&*step.key)),
        ("label", html(&writer.line(&step.label))),
        ("why", html(&writer.passage(&step.why))),
    ])
}

fn specimen(writer: &mut HtmlWriter, view: &QuestionView, specimen: &Specimen) -> String {
    let message = writer.quoted(specimen.message.clone());
    let id = writer.medium.id(view.id);
    let marked = mark_clues(&message, &id, specimen.clues.iter().map(|clue| clue.quote.as_ref()));
    let clues: Vec<_> = specimen
        .clues
        .iter()
        .map(|clue| {
            let text = format!("{}{}", writer.line(&clue.text), writer.quoted(clue.text.rest.clone()));
            map([("html", html(&text))])
        })
        .collect();
    let (verdict, word) = match specimen.verdict {
        Verdict::Do => ("do", writer.shared.string("do")),
        Verdict::Dont => ("dont", writer.shared.string("dont")),
    };
    let fields = [
        ("specimen", html(&message)),
        ("marked", html(&marked)),
        ("verdict", Value::from(verdict)),
        ("word", Value::from(word)),
        ("why", html(&writer.passage(&specimen.why))),
        ("clues", Value::from(clues)),
    ];
    render_question(writer, view, fields)
}

/// Fields that some form lacks, so that a template may look at all of them.
const ABSENT: [&str; 10] =
    ["options", "steps", "shown", "rules", "specimen", "marked", "verdict", "word", "why", "clues"];

fn render_question<const N: usize>(
    writer: &mut HtmlWriter,
    view: &QuestionView,
    fields: [(&'static str, Value); N],
) -> String {
    let absent =
        ABSENT.map(|name| (name, if name.ends_with('s') { Value::from(Vec::<Value>::new()) } else { Value::none() }));
    let page = &writer.page.address;
    let origin = map([
        ("href", Value::from(format!("{}#{}", page.href(), view.id))),
        ("title", Value::from(writer.page.title.as_str())),
        ("page", Value::from(page.href())),
        ("aliases", aliases(writer.page)),
        ("elsewhere", Value::from(writer.medium.is_drawn())),
    ]);
    let common = [
        ("id", Value::from(writer.medium.id(view.id))),
        ("form", Value::from(view.form)),
        ("level", Value::from(view.level)),
        ("prompt", html(&view.prompt)),
        ("context", html(&view.context)),
        ("origin", origin),
        ("after", html(&view.after)),
        ("shuffle", Value::from(writer.document.front.shuffle.unwrap_or(true))),
    ];
    let block: Vec<_> = absent.into_iter().chain(common).chain(fields).collect();
    let template = match view.form {
        "choose-one" | "choose-all" => "choose",
        "order" => "order",
        "specimen" => "specimen",
        _ => "judge",
    };
    render_template(writer, template, map(block))
}

/// Renders the template of this stem in `templates/blocks/`.
fn render_template(writer: &mut HtmlWriter, stem: &str, block: Value) -> String {
    let HtmlWriter { site, shared, document, medium, .. } = *writer;
    let kind = medium.kind(writer.page);
    let rendered =
        shared.frames.around(site, &shared.templates, kind, medium.root(), &document.path).and_then(|frame| {
            let mut context = Context::new();
            context.insert_value("block", block);
            context.insert_value("frame", frame);
            context.insert_value("root", Value::from(medium.root()));
            shared.templates.render(site, &format!("blocks/{stem}.html"), &document.path, &context)
        });
    rendered.unwrap_or_else(|diagnostic| {
        writer.fail(diagnostic);
        String::new()
    })
}

/// The text of a first line, without markup.
fn line_text(document: &Document, fragment: &Fragment) -> String {
    document.plain_text(fragment.lead.clone()).trim().to_owned()
}

/// Renders what a drawn quiz asks: the block at `block` of a page, or one rule of it.
pub(super) fn pooled(writer: &mut HtmlWriter, block: u32, rule: Option<u32>) -> String {
    let document: &Document = writer.document;
    let Some(block) = document.blocks.get(block as usize) else { return String::new() };
    match (&block.kind, rule) {
        (BlockKind::Rules(list), Some(rule)) => {
            list.rules.get(rule as usize).map_or_else(String::new, |rule| rule_as_question(writer, rule))
        }
        (BlockKind::Question(asked), _) => question(writer, asked),
        _ => String::new(),
    }
}
