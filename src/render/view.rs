//! What templates see: the views of the site, of a page and of what it lists. In-site addresses are relative to the
//! site's root and stand without a leading slash; templates put `root` before them.

use tera::value::Key;
use tera::{Map, Value};

use super::templates::{count, html, map, optional};
use crate::parse::{Data, Show, WayOfUse};
use crate::path::Address;
use crate::plan::{Page, PageId, PageKind, Site, Topic, TopicId, WorkId};

/// Words a minute that a reader of guidance takes in: Brysbaert (2019) finds 238 for English non-fiction.
const WORDS_A_MINUTE: u32 = 238;

/// The most entries of the menu that every page carries.
const MENU_LIMIT: usize = 12;

/// Every name that a view has, for “did you mean” when a template asks for one that does not exist.
pub(super) const NAMES: &[&str] = &[
    "site", "page", "strings", "nav", "root", "theme", "block", "topics", "topic", "works", "chapters", "print", "target",
    "title", "description", "language", "direction", "base_url", "repository", "home_title", "settings", "menu",
    "topic_count", "generator", "kind", "href", "canonical", "content", "toc", "breadcrumbs", "previous", "next",
    "sources", "aliases", "reviewed", "draft", "words", "minutes", "source_path", "edit_url", "children", "when", "use",
    "markdown_href", "print_href", "exports", "quiz", "items_total", "questions_total", "rules_total", "weight", "hidden",
    "qr", "id", "text", "level", "current", "open", "more", "name", "count", "key", "author", "year", "publisher", "url",
    "note", "cited_by", "draw", "shuffle", "show", "bands", "rules", "questions", "items", "label", "detail", "checked",
    "verdict", "word", "rule", "why", "form", "prompt", "origin", "options", "right", "steps", "shown", "specimen",
    "marked", "clues", "number", "quote", "html", "sheet_lines", "version", "files",
];

/// `site`, for every template.
pub(super) fn site_view(site: &Site) -> Value {
    let config = &site.config;
    let home = site.page(site.home);
    let menu: Vec<_> = home.children.iter().take(MENU_LIMIT).map(|id| link(site.page(*id))).collect();
    map([
        ("title", Value::from(site_title(site))),
        ("description", optional(config.description.as_deref().or(home.description.as_deref()))),
        ("language", Value::from(config.language.value.as_str())),
        ("direction", Value::from(direction(&config.language.value))),
        ("base_url", optional(config.base_url.as_ref().map(|url| url.value.as_str()))),
        ("repository", optional(config.repository.as_deref())),
        ("home_title", Value::from(home.title.as_str())),
        ("settings", Value::from(site.theme.settings.iter().map(|(key, value)| (key.clone(), data(value))).collect::<std::collections::BTreeMap<_, _>>())),
        ("menu", Value::from(menu)),
        ("topic_count", count(site.topics.len())),
        ("search", Value::from(config.search)),
        ("generator", Value::from(concat!("handbook ", env!("CARGO_PKG_VERSION")))),
    ])
}

/// The site's name.
pub(super) fn site_title(site: &Site) -> &str {
    site.config.title.as_deref().unwrap_or(&site.page(site.home).title)
}

/// Scripts that run from right to left, by the primary subtag of their languages.
fn direction(language: &str) -> &'static str {
    const RIGHT_TO_LEFT: &[&str] = &["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];
    let primary = language.split('-').next().unwrap_or(language);
    if RIGHT_TO_LEFT.contains(&primary.to_lowercase().as_str()) { "rtl" } else { "ltr" }
}

fn data(value: &Data) -> Value {
    match value {
        Data::Null => Value::none(),
        Data::Bool(own) => Value::from(*own),
        Data::Number(own) => Value::from(*own),
        Data::Text(own) => Value::from(own.as_str()),
        Data::List(own) => Value::from(own.iter().map(data).collect::<Vec<_>>()),
        Data::Map(own) => Value::from(own.iter().map(|(key, value)| (key.clone(), data(value))).collect::<std::collections::BTreeMap<_, _>>()),
    }
}

/// Fields that every page has; those of its kind are laid over them.
pub(super) struct PageView(Map);

impl PageView {
    /// A page with everything absent but what is given.
    pub(super) fn new(site: &Site, kind: &'static str, address: &Address, title: &str) -> Self {
        let mut view = Self(Map::new());
        for name in ["description", "previous", "next", "reviewed", "source_path", "edit_url", "when", "use", "markdown_href", "print_href", "quiz", "qr"] {
            view.set(name, Value::none());
        }
        for name in ["toc", "topics", "sources", "aliases", "children", "exports"] {
            view.set(name, Value::from(Vec::<Value>::new()));
        }
        for name in ["words", "minutes", "items_total", "questions_total", "rules_total", "sheet_lines"] {
            view.set(name, count(0));
        }
        view.set("content", html(""));
        view.set("draft", Value::from(false));
        view.set("hidden", Value::from(false));
        view.set("weight", Value::from(1.0));
        view.set("kind", Value::from(kind));
        view.set("title", Value::from(title));
        view.set("href", Value::from(address.href()));
        view.set("canonical", canonical(site, address));
        let crumbs = if address.as_str().is_empty() { Vec::new() } else { vec![link(site.page(site.home))] };
        view.set("breadcrumbs", Value::from(crumbs));
        view
    }

    /// Sets one field.
    pub(super) fn set(&mut self, name: &'static str, value: Value) {
        self.0.insert(Key::Str(name), value);
    }

    /// The finished view.
    pub(super) fn finish(self) -> Value {
        Value::from(self.0)
    }
}

fn canonical(site: &Site, address: &Address) -> Value {
    optional(absolute(site, address).as_deref())
}

/// The address with the site's before it, where that is known.
pub(super) fn absolute(site: &Site, address: &Address) -> Option<String> {
    site.config.base_url.as_ref().map(|base| format!("{}{}", base.value, address.href()))
}

/// The view of a page of content.
pub(super) fn page_view(site: &Site, id: PageId, content: &str) -> PageView {
    let page = site.page(id);
    let document = &page.document;
    let front = &document.front;
    let mut view = PageView::new(site, kind(page.kind), &page.address, &page.title);
    view.set("description", optional(page.description.as_deref()));
    view.set("content", html(content));
    view.set("toc", table_of_contents(page));
    view.set("breadcrumbs", breadcrumbs(site, page));
    view.set("previous", page.previous.map_or_else(Value::none, |id| link(site.page(id))));
    view.set("next", page.next.map_or_else(Value::none, |id| link(site.page(id))));
    view.set("topics", Value::from(page.topics.iter().map(|topic| topic_link(site, *topic)).collect::<Vec<_>>()));
    view.set("sources", Value::from(page.works.iter().map(|work| work_view(site, *work)).collect::<Vec<_>>()));
    view.set("aliases", Value::from(page.aliases.iter().map(|alias| Value::from(alias.href())).collect::<Vec<_>>()));
    view.set("reviewed", optional(front.reviewed.as_ref().map(|date| date.value.to_string()).as_deref()));
    view.set("draft", Value::from(front.draft));
    view.set("words", Value::from(document.words));
    view.set("minutes", Value::from(minutes(document.words)));
    if page.written {
        view.set("source_path", Value::from(document.path.as_str()));
        let edit = site.config.repository.as_ref().map(|repository| format!("{}/{}", repository.trim_end_matches('/'), Address::new(document.path.as_str()).href()));
        view.set("edit_url", optional(edit.as_deref()));
    }
    view.set("children", Value::from(page.children.iter().map(|child| card(site.page(*child))).collect::<Vec<_>>()));
    view.set("when", optional(front.when.as_deref()));
    view.set("use", optional(front.way_of_use.map(way_of_use)));
    view.set("weight", Value::from(f64::from(front.search.weight)));
    view.set("hidden", Value::from(page.search_hidden));
    set_totals(&mut view, page);
    view
}

/// The word that templates and styles know a kind of page by.
pub(super) fn kind(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Home => "home",
        PageKind::Section => "section",
        PageKind::Guide => "guide",
        PageKind::Checklist => "checklist",
        PageKind::Quiz => "quiz",
    }
}

pub(super) fn way_of_use(way: WayOfUse) -> &'static str {
    match way {
        WayOfUse::ReadDo => "read-do",
        WayOfUse::DoConfirm => "do-confirm",
    }
}

fn minutes(words: u32) -> u32 {
    words.div_ceil(WORDS_A_MINUTE).max(1)
}

fn set_totals(view: &mut PageView, page: &Page) {
    use crate::parse::BlockKind;
    let (mut items, mut rules, mut questions) = (0, 0, 0);
    for block in &page.document.blocks {
        match &block.kind {
            BlockKind::Checklist(list) => items += list.items.len(),
            BlockKind::Rules(list) => rules += list.rules.len(),
            BlockKind::Question(_) => questions += 1,
        }
    }
    for entry in &page.pool {
        if entry.rule.is_some() { rules += 1 } else { questions += 1 }
    }
    view.set("items_total", count(items));
    view.set("rules_total", count(rules));
    view.set("questions_total", count(questions));
}

/// `quiz` of a page: how it draws, shuffles, shows and judges.
pub(super) fn quiz_view(page: &Page) -> Value {
    let front = &page.document.front;
    let bands = front.bands.iter().map(|band| map([("from", Value::from(band.from)), ("text", Value::from(band.text.as_str()))]));
    let draw = front.draw.as_ref().map_or_else(Value::none, |draw| draw_view(draw.rules, draw.questions));
    map([
        ("draw", draw),
        ("shuffle", Value::from(front.shuffle.unwrap_or(true))),
        ("show", Value::from(show(front.show))),
        ("bands", Value::from(bands.collect::<Vec<_>>())),
        ("topic", Value::none()),
    ])
}

/// `quiz` of a topic's own quiz.
pub(super) fn topic_quiz_view(topic: &Topic) -> Value {
    map([
        ("draw", draw_view(topic.draw.rules, topic.draw.questions)),
        ("shuffle", Value::from(true)),
        ("show", Value::from(show(Show::One))),
        ("bands", Value::from(Vec::<Value>::new())),
        ("topic", topic_view(topic)),
    ])
}

fn draw_view(rules: u32, questions: u32) -> Value {
    map([("rules", Value::from(rules)), ("questions", Value::from(questions))])
}

fn show(show: Show) -> &'static str {
    match show {
        Show::One => "one",
        Show::All => "all",
    }
}

/// `{title, href}`
pub(super) fn link(page: &Page) -> Value {
    map([("title", Value::from(page.title.as_str())), ("href", Value::from(page.address.href()))])
}

/// A page as a list shows it.
pub(super) fn card(page: &Page) -> Value {
    map([
        ("title", Value::from(page.title.as_str())),
        ("href", Value::from(page.address.href())),
        ("description", optional(page.description.as_deref())),
        ("kind", Value::from(kind(page.kind))),
        ("minutes", Value::from(minutes(page.document.words))),
    ])
}

fn breadcrumbs(site: &Site, page: &Page) -> Value {
    let mut above: Vec<_> = std::iter::successors(page.parent, |id| site.page(*id).parent).map(|id| link(site.page(id))).collect();
    above.reverse();
    Value::from(above)
}

/// The H2s with their H3s.
fn table_of_contents(page: &Page) -> Value {
    let mut sections: Vec<(Value, Vec<Value>)> = Vec::new();
    for heading in page.document.headings.iter().filter(|heading| matches!(heading.level, 2 | 3)) {
        let entry = |children: Vec<Value>| {
            map([
                ("id", Value::from(&*heading.id.name)),
                ("text", Value::from(&*heading.text)),
                ("level", Value::from(heading.level)),
                ("children", Value::from(children)),
            ])
        };
        match sections.last_mut() {
            Some((_, children)) if heading.level == 3 => children.push(entry(Vec::new())),
            _ => sections.push((entry(Vec::new()), Vec::new())),
        }
    }
    Value::from(sections.into_iter().map(with_children).collect::<Vec<_>>())
}

fn with_children((entry, children): (Value, Vec<Value>)) -> Value {
    let Some(mut fields) = entry.into_map() else { return Value::none() };
    fields.insert(Key::Str("children"), Value::from(children));
    Value::from(fields)
}

fn topic_link(site: &Site, id: TopicId) -> Value {
    let topic = site.topic(id);
    map([
        ("name", Value::from(topic.name.as_str())),
        ("title", Value::from(topic.title.as_str())),
        ("href", Value::from(topic.address.href())),
    ])
}

/// A topic, as its own pages and lists of topics show it.
pub(super) fn topic_view(topic: &Topic) -> Value {
    let rules = topic.pool.iter().filter(|entry| entry.rule.is_some()).count();
    let quiz = (!topic.pool.is_empty()).then(|| topic.quiz.href());
    map([
        ("name", Value::from(topic.name.as_str())),
        ("title", Value::from(topic.title.as_str())),
        ("href", Value::from(topic.address.href())),
        ("description", optional(topic.description.as_deref())),
        ("count", count(topic.pages.len())),
        ("quiz_href", optional(quiz.as_deref())),
        ("rules_total", count(rules)),
        ("questions_total", count(topic.pool.len() - rules)),
    ])
}

/// A work, as the page that cites it shows it.
fn work_view(site: &Site, id: WorkId) -> Value {
    let work = &site.work(id).work;
    let mut fields = work_fields(work);
    fields.push(("href", Value::from(format!("sources/#{}", work.key.value))));
    fields.into_iter().collect::<std::collections::BTreeMap<_, _>>().into()
}

/// A work with the pages that cite it.
pub(super) fn cited_work_view(site: &Site, id: WorkId) -> Value {
    let cited = site.work(id);
    let mut fields = work_fields(&cited.work);
    fields.push(("cited_by", Value::from(cited.cited_by.iter().map(|page| link(site.page(*page))).collect::<Vec<_>>())));
    fields.into_iter().collect::<std::collections::BTreeMap<_, _>>().into()
}

fn work_fields(work: &crate::parse::Work) -> Vec<(&'static str, Value)> {
    vec![
        ("key", Value::from(work.key.value.as_str())),
        ("title", Value::from(work.title.as_str())),
        ("author", optional(work.author.as_deref())),
        ("year", optional(work.year.as_deref())),
        ("publisher", optional(work.publisher.as_deref())),
        ("url", optional(work.url.as_deref())),
        ("note", optional(work.note.as_deref())),
    ]
}
