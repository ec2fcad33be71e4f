//! Claims about the stage as a whole: what it makes of settings and front matter, what it reports, and that no
//! input makes it panic.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Body;
use crate::path::SourcePath;

fn sources(files: &[(&str, &str)]) -> Sources {
    Sources::new(files.iter().map(|(path, text)| {
        let role = match path.rsplit_once('.') {
            Some((_, "md")) => Role::Page,
            _ if path.starts_with("themes/") => Role::Theme,
            _ => Role::Settings,
        };
        SourceFile { path: SourcePath::new(*path), role, body: Body::Text(Arc::from(*text)), stamp: None }
    }))
}

fn parsed(files: &[(&str, &str)]) -> (Documents, Diagnostics) {
    parse(&sources(files))
}

/// The front matter of a page with this YAML in it.
fn front(yaml: &str) -> (FrontMatter, Vec<(String, String)>) {
    let text = format!("---\n{yaml}\n---\n# Title\n");
    let (documents, diagnostics) = parsed(&[("content/a.md", &text)]);
    (documents.pages[0].front.clone(), shown(&diagnostics, &text))
}

/// Each report as the words that it underlines, and its help.
fn shown(diagnostics: &[Diagnostic], text: &str) -> Vec<(String, String)> {
    let show = |found: &Diagnostic| {
        let words = found.place.span.and_then(|span| text.get(span.range())).unwrap_or("-");
        (words.to_owned(), found.help.clone().unwrap_or_default())
    };
    diagnostics.iter().map(show).collect()
}

fn values(spanned: &[Spanned<String>]) -> Vec<&str> {
    spanned.iter().map(|spanned| spanned.value.as_str()).collect()
}

// ---- front matter

#[test]
fn all_of_front_matter_is_read() {
    let (front, reports) = front(
        "title: Before you ask\ndescription: 'Two: minutes'\nkind: checklist\ntopics: [first-contact]\norder: -20\n\
         sources:\n  - jacobs\n  - all4women-2\nreviewed: 2026-11-22\naliases: /old/\ndraft: true\nwhen: You send\n\
         use: do-confirm\ndraw: {topics: [a, b], rules: 8, questions: 4}\nshuffle: false\nshow: one\n\
         bands: [{from: 80, text: Good}, {from: 0, text: Again}]\nsearch: {hidden: true, weight: 0.5}",
    );
    assert_eq!(reports, []);
    assert_eq!((front.title.as_deref(), front.description.as_deref()), (Some("Before you ask"), Some("Two: minutes")));
    assert_eq!((front.kind, front.way_of_use, front.show), (Kind::Checklist, Some(WayOfUse::DoConfirm), Show::One));
    assert_eq!((values(&front.topics), values(&front.sources)), (vec!["first-contact"], vec!["jacobs", "all4women-2"]));
    assert_eq!((front.order, front.draft, front.shuffle), (Some(-20), true, Some(false)));
    assert_eq!(values(&front.aliases), ["/old/"]);
    assert_eq!(front.reviewed.map(|day| day.value.to_string()).as_deref(), Some("2026-11-22"));
    let draw = front.draw.unwrap();
    assert_eq!((values(&draw.topics), draw.rules, draw.questions), (vec!["a", "b"], 8, 4));
    assert_eq!(front.bands.iter().map(|band| band.from).collect::<Vec<_>>(), [0, 80]);
    assert!(front.search.hidden && (front.search.weight - 0.5).abs() < f32::EPSILON);
}

#[test]
fn values_know_where_they_are_written() {
    let yaml =
        "topics: [a, ab] # a\nsources:\n- x # x y\n- 'y z'\naliases: [\"/ä/\", \"/\\u00e4b/\"]\ndraw:\n  topics: [q]";
    let (front, _) = front(yaml);
    let text = format!("---\n{yaml}");
    let draw = front.draw.unwrap();
    let all = front.topics.iter().chain(&front.sources).chain(&front.aliases).chain(&draw.topics);
    let written: Vec<&str> = all.map(|spanned| &text[spanned.span.range()]).collect();
    assert_eq!(written, ["a", "ab", "x", "'y z'", "\"/ä/\"", "\"/\\u00e4b/\"", "q"]);
}

#[test]
fn typing_mistakes_are_underlined_and_the_nearest_is_offered() {
    let cases = [
        ("titel: x", "titel", "did you mean `title`?"),
        ("descripton: x", "descripton", "did you mean `description`?"),
        ("Topics: [a]", "Topics", "did you mean `topics`?"),
        ("topic: [a]", "topic", "did you mean `topics`?"),
        ("source: [a]", "source", "did you mean `sources`?"),
        ("alias: /a/", "alias", "did you mean `aliases`?"),
        ("reveiwed: 2026-11-22", "reveiwed", "did you mean `reviewed`?"),
        ("shufle: true", "shufle", "did you mean `shuffle`?"),
        ("draw: {rule: 8}", "rule", "did you mean `rules`?"),
        ("draw:\n  topics: [a]\n  question: 4", "question", "did you mean `questions`?"),
        ("bands: [{form: 8, text: a}]", "form", "did you mean `from`?"),
        ("search: {hiden: true}", "hiden", "did you mean `hidden`?"),
        ("kind: cheklist", "cheklist", "did you mean `checklist`?"),
        ("use: do-confrim", "do-confrim", "did you mean `do-confirm`?"),
        ("title: x\nkind: page # y", "page", "allowed values: `guide`, `checklist`, `quiz`"),
        ("draft: yes", "yes", "write `true`"),
        ("reviewed: 22.11.2026", "22.11.2026", "write it as year-month-day: `2026-11-22`"),
        ("reviewed: 2026-02-30", "2026-02-30", "write it as year-month-day: `2026-11-22`"),
        ("order: first", "first", ""),
        ("draw: {rules: -1}", "-1", ""),
        ("title: [a, b]", "[a, b]", "put it in quotation marks if it is meant as text"),
        ("topics: {a: b}", "{a: b}", "put it in quotation marks if it is meant as text"),
        ("draw: 8", "8", ""),
    ];
    for (yaml, words, help) in cases {
        let (_, reports) = front(yaml);
        assert_eq!(reports, [(words.to_owned(), help.to_owned())], "{yaml}");
    }
}

#[test]
fn an_unknown_key_like_no_other_lists_those_that_exist() {
    let (_, reports) = front("colour: red");
    assert!(reports[0].1.starts_with("known keys: `title`, `description`"), "{reports:?}");
}

#[test]
fn broken_yaml_is_reported_where_it_breaks() {
    let cases = [
        ("title: \"a", "\"a"),
        ("order: 1\ntitle: a: b", ": b"),
        ("topics: [a, b", "[a"),
        ("title: a\ntitle: b", "title: b"),
        ("topics:\n\t- a", "\t- a"),
        ("title: @a", "@a"),
    ];
    for (yaml, words) in cases {
        let text = format!("---\n{yaml}\n---\n");
        let (documents, diagnostics) = parsed(&[("content/a.md", &text)]);
        assert_eq!(documents.pages.len(), 1);
        let [found] = &diagnostics[..] else { panic!("{yaml}: {diagnostics:?}") };
        let underlined = shown(&diagnostics, &text)[0].0.clone();
        assert!(underlined.starts_with(words), "{yaml}: {underlined:?} {}", found.message);
        assert!(!found.message.contains("line") && found.help.is_some(), "{}", found.message);
    }
}

#[test]
fn numbers_count_as_text_as_they_are_written() {
    assert_eq!(front("title: 1.10").0.title.as_deref(), Some("1.10"));
    assert_eq!(values(&front("topics: [2026, 0x10]").0.topics), ["2026", "0x10"]);
    assert_eq!(front("title: on").0.title.as_deref(), Some("on"));
}

#[test]
fn front_matter_may_be_empty_or_missing() {
    for text in ["", "\u{feff}", "---\n---\n", "---\n# only a comment\n---\n", "---", "text", "---\ntitle:\n---\n"] {
        let (documents, diagnostics) = parsed(&[("content/a.md", text)]);
        assert!(diagnostics.is_empty(), "{text:?}: {diagnostics:?}");
        assert_eq!(documents.pages[0].front.title, None);
    }
}

// ---- settings

#[test]
fn all_settings_are_read() {
    let text = "title: T\nbase_url: https://example.org/a\nlanguage: de\ntheme: mine\nsettings: {accent: red, n: [1, true]}\n\
                strings: {do: Ja}\nnav:\n- a.md\n- Home: index.md\n- More:\n  - b.md\n- {title: Out, to: 'https://x.org'}\n\
                checks: {orphan-page: allow, missing-alt: warn}\nrepository: https://x.org/edit\nmarkdown: {raw_html: escape}\n\
                search: false\nexclude: [notes]\n";
    let (documents, diagnostics) = parsed(&[("content/handbook.yaml", text)]);
    let config = documents.config;
    assert_eq!(diagnostics, []);
    let base = config.base_url.unwrap();
    assert_eq!((base.value.as_str(), &text[base.span.range()]), ("https://example.org/a/", "https://example.org/a"));
    assert_eq!((config.language.value.as_str(), config.theme.value.as_str()), ("de", "mine"));
    assert_eq!(config.settings["n"], Data::List(vec![Data::Number(1.0), Data::Bool(true)]));
    assert_eq!(&text[config.setting_spans["accent"].range()], "accent");
    let nav: Vec<_> = config
        .nav
        .iter()
        .map(|entry| (entry.title.as_deref(), entry.to.as_ref().map(|to| &text[to.span.range()])))
        .collect();
    let want = [
        (None, Some("a.md")),
        (Some("Home"), Some("index.md")),
        (Some("More"), None),
        (Some("Out"), Some("'https://x.org'")),
    ];
    assert_eq!(nav, want);
    assert_eq!(config.nav[2].children.len(), 1);
    assert_eq!(
        config.checks.iter().map(|(_, severity)| *severity).collect::<Vec<_>>(),
        [None, Some(Severity::Warning)]
    );
    assert_eq!((config.raw_html, config.search), (RawHtml::Escape, false));
    assert_eq!(config.repository.as_deref(), Some("https://x.org/edit/"));
}

#[test]
fn an_address_must_be_one_of_the_web() {
    for address in ["example.org", "ftp://x.org", "https://", "javascript://x", "https://a b"] {
        let text = format!("base_url: {address}\n");
        let (documents, diagnostics) = parsed(&[("content/handbook.yaml", &text)]);
        assert_eq!(documents.config.base_url, None);
        assert_eq!(shown(&diagnostics, &text)[0].0, address);
    }
}

#[test]
fn works_keep_their_order_and_synonyms_their_groups() {
    let works = "z:\n  title: Z\n  year: 2020\na: {title: A, autor: B}\n";
    let (documents, diagnostics) =
        parsed(&[("content/sources.yaml", works), ("content/synonyms.yaml", "- [meeting, call]\n- [a, 1]\n")]);
    assert_eq!(documents.works.iter().map(|work| work.key.value.as_str()).collect::<Vec<_>>(), ["z", "a"]);
    assert_eq!(documents.works[0].year.as_deref(), Some("2020"));
    assert_eq!(shown(&diagnostics, works), [("autor".into(), "did you mean `author`?".into())]);
    assert_eq!(documents.synonyms, [["meeting", "call"], ["a", "1"]]);
}

#[test]
fn a_theme_brings_the_words_of_rules() {
    let manifest = "extends: default\nwords: {de: {do: [Tu das], dont: [Lass das]}}\nstrings: {de: {do: Bitte}}\n";
    let files = [
        ("content/a.md", "- **Tu das** a\n- **Lass das:** b\n- **Bitte** c\n"),
        ("content/handbook.yaml", "language: de\ntheme: mine\n"),
        ("themes/mine/theme.yaml", manifest),
        ("themes/default/styles/tokens.css", ""),
    ];
    let (documents, diagnostics) = parsed(&files);
    assert_eq!(diagnostics, []);
    assert_eq!(documents.themes.keys().collect::<Vec<_>>(), ["default", "mine"]);
    assert_eq!(documents.pages[0].blocks.len(), 1);
}

// ---- reuse

#[test]
fn a_page_with_the_same_text_is_taken_over_with_its_reports() {
    let first = sources(&[("content/a.md", "---\ntitel: x\n---\n"), ("content/b.md", "b")]);
    let (before, _) = parse(&first);
    let again = Sources::new(first.files().iter().cloned().map(|mut file| {
        if file.path.as_str() == "content/b.md" {
            file.body = Body::Text(Arc::from("b"));
        }
        file
    }));
    let (documents, diagnostics) = parse_again(&again, &before);
    assert!(Arc::ptr_eq(&documents.pages[0], &before.pages[0]));
    assert!(!Arc::ptr_eq(&documents.pages[1], &before.pages[1]));
    assert_eq!(diagnostics.len(), 1);
}

#[test]
fn no_page_is_taken_over_when_the_words_of_rules_change() {
    let first = sources(&[("content/a.md", "- **Los** a")]);
    let (before, _) = parse(&first);
    let settings = sources(&[("content/handbook.yaml", "strings: {do: Los}")]);
    let again = Sources::new(first.files().iter().chain(settings.files()).cloned());
    let (documents, _) = parse_again(&again, &before);
    assert_eq!(documents.pages[0].blocks.len(), 1);
}

// ---- anything

/// Pieces of YAML and Markdown that mean something beside each other.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "---\n",
        "title: ",
        "kind: quiz\n",
        "topics: [",
        "draw:\n  ",
        "- ",
        "&a ",
        "*a",
        "<<: ",
        "!t ",
        "|\n",
        ">\n",
        "\"",
        "'",
        "{",
        "}",
        "[",
        "]",
        ": ",
        "# ",
        "## ",
        "1. ",
        "- [ ] ",
        "- [x] ",
        "> ",
        "**Do** ",
        "**Don’t** ",
        "“a” ",
        "a ",
        "é",
        "\n",
        "\r\n",
        "\n\n",
        "  ",
        "\t",
        "```quiz\n",
        "```\n",
        "{#a}",
        "{#é}",
        "\u{feff}",
        "<a id=x>",
        "[a](b)",
        "&amp;",
        "\\",
    ]);
    prop::collection::vec(scrap, 0..80).prop_map(|scraps| scraps.concat())
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_combination_makes_it_panic(text in scraps()) {
        check(&text);
        check(&format!("---\n{text}\n---\n{text}"));
        check(&format!("---\nkind: quiz\n---\n{text}"));
        check(&format!("````quiz\n{text}\n````\n"));
    }
}

/// Parses `text` as each kind of file and holds that all places are in it.
fn check(text: &str) {
    let files = [
        ("content/a.md", text),
        ("content/handbook.yaml", text),
        ("content/sources.yaml", text),
        ("content/synonyms.yaml", text),
        ("themes/default/theme.yaml", text),
    ];
    let (documents, diagnostics) = parsed(&files);
    let page = &documents.pages[0];
    let places = diagnostics.iter().filter_map(|found| found.place.span);
    let front = page.front.topics.iter().chain(&page.front.sources).chain(&page.front.aliases);
    let works = documents.works.iter().map(|work| work.key.span);
    for span in places.chain(front.map(|spanned| spanned.span)).chain(works).chain(block_spans(page)) {
        assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    }
    let names: Vec<&str> = page.headings.iter().map(|heading| &*heading.id.name).collect();
    let unique: std::collections::BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), unique.len(), "{names:?} of {text:?}");
}

fn block_spans(page: &Document) -> Vec<crate::diagnostic::Span> {
    let mut spans = Vec::new();
    for block in &page.blocks {
        match &block.kind {
            BlockKind::Rules(list) => spans.extend(list.rules.iter().flat_map(|rule| [rule.span, rule.id.span])),
            BlockKind::Checklist(list) => spans.extend(list.items.iter().flat_map(|item| [item.span, item.id.span])),
            BlockKind::Question(question) => {
                spans.extend([question.span, question.id.span]);
                if let Form::Specimen(specimen) = &question.form {
                    spans.extend(specimen.clues.iter().map(|clue| clue.quote_span));
                    let message = page.plain_text(specimen.message.clone());
                    for clue in &specimen.clues {
                        assert!(!matches!(&clue.found, Place::At(range) if message.get(range.clone()).is_none()));
                    }
                }
            }
        }
    }
    spans
}
