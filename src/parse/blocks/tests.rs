//! Claims about what becomes a block, and of which nodes.

use std::sync::Arc;

use crate::diagnostic::Span;
use crate::parse::document::{
    Block, BlockKind, Checklist, Choice, Document, Form, Fragment, Place, Question, Rule, RuleList, Verdict,
};
use crate::parse::page::parse_page;
use crate::parse::settings::Config;
use crate::parse::words::Words;
use crate::path::SourcePath;

fn page(text: &str) -> Document {
    let words = Words::of(&Config::default(), &std::collections::BTreeMap::new());
    parse_page(&SourcePath::new("content/a.md"), &Arc::from(text), &words)
}

fn quiz_page(text: &str) -> Document {
    page(&format!("---\nkind: quiz\n---\n{text}"))
}

fn lead(page: &Document, fragment: &Fragment) -> String {
    page.plain_text(fragment.lead.clone())
}

fn all(page: &Document, fragment: &Fragment) -> (String, String) {
    (lead(page, fragment), page.plain_text(fragment.rest.clone()))
}

fn rules(page: &Document) -> &[Rule] {
    match &page.blocks[..] {
        [Block { kind: BlockKind::Rules(RuleList { rules }), .. }] => rules,
        other => panic!("{other:?}"),
    }
}

fn checklist(block: &Block) -> &Checklist {
    match &block.kind {
        BlockKind::Checklist(list) => list,
        other => panic!("{other:?}"),
    }
}

fn question(page: &Document) -> &Question {
    match &page.blocks[..] {
        [Block { kind: BlockKind::Question(question), .. }] => question,
        other => panic!("{other:?} {:?}", page.diagnostics),
    }
}

fn options(page: &Document) -> &[Choice] {
    match &question(page).form {
        Form::Choose { options } => options,
        other => panic!("{other:?}"),
    }
}

/// The codes that were reported and the words that they underline.
fn reports(page: &Document) -> Vec<(&str, &str)> {
    let found = page.diagnostics.iter();
    found.map(|found| (found.check.code, written(page, found.place.span.unwrap()))).collect()
}

fn written(page: &Document, span: Span) -> &str {
    &page.text[span.range()]
}

// ---- rules

#[test]
fn the_first_line_is_the_rule_and_the_rest_the_why() {
    let page =
        page("- **Do** say *why*. {#say-why}\n  A reason\n  helps.\n- **Don’t:** paste\n\n  It says\n\n  - nothing\n");
    let [say, paste] = rules(&page) else { panic!() };
    assert_eq!((say.verdict, lead(&page, &say.rule).as_str()), (Verdict::Do, "say why."));
    assert_eq!(all(&page, &say.why), ("A reason\nhelps.".into(), String::new()));
    assert_eq!((&*say.id.name, say.id.explicit, written(&page, say.id.span)), ("say-why", true, "#say-why"));
    assert_eq!((paste.verdict, lead(&page, &paste.rule).as_str()), (Verdict::Dont, "paste"));
    assert_eq!(all(&page, &paste.why), (String::new(), "It says\nnothing".into()));
    assert_eq!((&*paste.id.name, written(&page, paste.id.span)), ("paste", "paste"));
    assert!(reports(&page).is_empty());
}

#[test]
fn the_verdict_may_be_dressed_or_stand_alone() {
    for text in ["- ✅ **DO**: say it", "- **✅ Do** – say it", "- **Do:**\n  say it", "* **Do** {#x}\n  say it"] {
        let page = page(text);
        assert_eq!(lead(&page, &rules(&page)[0].rule), "say it", "{text}");
    }
}

#[test]
fn a_list_with_and_without_verdicts_is_reported_and_stays_a_list() {
    let page = page("- **Do** a\n- b\n- **Don't** c\n");
    assert!(page.blocks.is_empty());
    assert_eq!(reports(&page), [("mixed-list", "- b")]);
}

#[test]
fn bold_text_alone_is_no_rule() {
    for text in ["- **Note** a\n", "- Do **Do** a\n", "1. **Do** a\n", "**Do** a\n", "- **Do it** a\n"] {
        let page = page(text);
        assert!(page.blocks.is_empty() && page.diagnostics.is_empty(), "{text}");
    }
}

// ---- checklists

#[test]
fn a_task_list_is_a_checklist() {
    let page = page("- [ ] a {#first}\n  more\n- [x] b\n  - [ ] c\n");
    let [outer, inner] = &page.blocks[..] else { panic!("{:?}", page.blocks) };
    let list = checklist(outer);
    assert_eq!(all(&page, &list.items[0].detail), ("more".into(), String::new()));
    assert_eq!(lead(&page, &list.items[0].label), "a");
    assert_eq!(
        list.items.iter().map(|item| (&*item.id.name, item.task)).collect::<Vec<_>>(),
        [("first", Some(false)), ("b", Some(true))]
    );
    let detail = &list.items[1].detail.rest;
    assert!(detail.start <= inner.nodes.start && inner.nodes.end <= detail.end);
    assert_eq!(checklist(inner).items.len(), 1);
}

#[test]
fn a_list_with_and_without_boxes_is_reported_and_its_boxes_work() {
    let page = page("- [ ] a\n- b\n");
    let list = checklist(&page.blocks[0]);
    assert_eq!(list.items.iter().map(|item| item.task).collect::<Vec<_>>(), [Some(false), None]);
    assert_eq!(list.tasks(), 1);
    assert_eq!(reports(&page), [("mixed-list", "- b")]);
}

// ---- questions

const BLANK_REQUEST: &str = "## Requests\n\n```quiz\nA stranger sends you a request. What first? {#blank-request}\n\nSee [this](a.md).\n\n\
    - [ ] Accept it.\n  A name is not a relationship.\n- [x] Ask why.\n  It opens a conversation.\n\nMore about it.\n```\n\nAfter.\n";

#[test]
fn a_fence_is_a_question() {
    let page = page(BLANK_REQUEST);
    let asked = question(&page);
    assert_eq!(all(&page, &asked.prompt), ("A stranger sends you a request. What first?".into(), "See this.".into()));
    assert_eq!((&*asked.id.name, asked.level), ("blank-request", 3));
    assert_eq!(written(&page, asked.span), "A stranger sends you a request. What first? {#blank-request}");
    assert_eq!(all(&page, &asked.after), (String::new(), "More about it.".into()));
    let options = options(&page);
    assert_eq!(
        options.iter().map(|option| (&*option.key, option.right)).collect::<Vec<_>>(),
        [("accept-it", false), ("ask-why", true)]
    );
    assert_eq!(lead(&page, &options[1].why), "It opens a conversation.");
    assert_eq!(written(&page, page.links[0].span), "a.md");
    assert!(reports(&page).is_empty());
}

#[test]
fn an_h2_of_a_quiz_page_is_a_question() {
    let page = quiz_page(
        "# Quiz\n\n## First? {#one}\n\nContext\n\n1. a\n2. b\n\n### Why\n\nSo[^1].\n\n## Second?\n\n- **Do** c\n\n[^1]: note\n",
    );
    let [Block { kind: BlockKind::Question(first), .. }, Block { kind: BlockKind::Question(second), nodes }] =
        &page.blocks[..]
    else {
        panic!("{:?}", page.blocks)
    };
    assert_eq!(all(&page, &first.prompt), ("First?".into(), "Context".into()));
    assert_eq!(all(&page, &first.after), (String::new(), "Why\nSo.".into()));
    assert_eq!((&*first.id.name, &*second.id.name, first.level), ("one", "second", 2));
    assert!(matches!(&first.form, Form::Order { steps } if steps.len() == 2));
    assert!(matches!(&second.form, Form::Judge { rules } if rules.len() == 1));
    assert_eq!(page.tree.siblings(nodes.end..page.tree.all().end).count(), 1, "the footnote is the page's");
    assert!(reports(&page).is_empty(), "{:?}", reports(&page));
}

#[test]
fn a_chapter_of_fences_on_a_quiz_page_is_no_question() {
    let page = quiz_page("## Chapter\n\n```quiz\na?\n\n1. b\n2. c\n```\n");
    assert_eq!(lead(&page, &question(&page).prompt), "a?");
}

#[test]
fn tasks_and_rules_in_a_question_are_not_blocks_of_their_own() {
    let page = page("```quiz\na?\n\n- [x] b\n  - **Do** c\n- [ ] d\n```\n");
    assert_eq!(page.blocks.len(), 1);
}

#[test]
fn a_specimen_is_judged_and_its_clues_found() {
    let page = page(
        "```quiz\nSend it?\n\n> Hi,\n> I’d like to *add you*\n> to my network.\n\n**Don’t** send it.\nNo reason.\n\nMore.\n\n\
         1. \"I'd like to add you\" is the default.\n2. “Dear sir” is not there.\n3. no quote\n```\n",
    );
    let Form::Specimen(judged) = &question(&page).form else { panic!("{:?}", page.diagnostics) };
    let message = page.plain_text(judged.message.clone());
    assert_eq!((message.as_str(), judged.verdict), ("Hi,\nI’d like to add you\nto my network.", Verdict::Dont));
    assert_eq!(all(&page, &judged.why), ("send it.\nNo reason.".into(), "More.".into()));
    let [default, absent, unquoted] = &judged.clues[..] else { panic!("{:?}", judged.clues) };
    assert!(matches!(&default.found, Place::At(range) if &message[range.clone()] == "I’d like to add you"));
    assert_eq!([&absent.found, &unquoted.found], [&Place::Missing; 2]);
    let quoted: Vec<_> = judged.clues.iter().map(|clue| (&*clue.quote, written(&page, clue.quote_span))).collect();
    assert_eq!(quoted[..2], [("I'd like to add you", "I'd like to add you"), ("Dear sir", "Dear sir")]);
    assert_eq!(quoted[2].0, "");
    assert!(reports(&page).is_empty());
}

#[test]
fn a_quoted_fence_in_a_list_keeps_its_places() {
    let page = page("- x\n\n  > ~~~ quiz\r\n  > Was?\r\n  >\r\n  > - [x] ja {#yes}\r\n  > - [ ] nein\r\n  > ~~~\r\n");
    let options = options(&page);
    assert_eq!((&*options[0].key, lead(&page, &options[0].label).as_str()), ("yes", "ja"));
    assert_eq!(written(&page, question(&page).span), "Was?");
}

#[test]
fn options_that_differ_in_signs_alone_keep_their_keys_wherever_they_stand() {
    let keys = |lines: &[&str]| {
        let page = quiz_page(&format!("## Which?\n\n{}\n", lines.join("\n")));
        assert!(page.diagnostics.is_empty(), "{:?}", page.diagnostics);
        let mut keys: Vec<_> =
            options(&page).iter().map(|option| (lead(&page, &option.label), option.key.clone())).collect();
        keys.sort();
        keys
    };
    let lines = ["- [ ] C", "- [x] C++", "- [ ] C#", "- [ ] 👍", "- [ ] 👎", "- [ ] Rust"];
    let forwards = keys(&lines);
    let mut turned = lines;
    turned.reverse();
    assert_eq!(forwards, keys(&turned));
    let distinct: std::collections::HashSet<_> = forwards.iter().map(|(_, key)| key).collect();
    assert_eq!(distinct.len(), lines.len());
    assert!(forwards.contains(&("Rust".to_owned(), "rust".into())));
}

#[test]
fn what_cannot_be_asked_is_reported() {
    let cases: [(&str, &[&str]); 9] = [
        ("- [ ] a\n- [x] b", &["- [ ] a"]),
        ("Why?\n\n- [ ]\n- [x] a", &["- [ ]"]),
        ("Why?\n\n- [ ] a\n- b\n- [x] c", &["- b"]),
        ("Why?\n\n- [x] a", &["- [x] a"]),
        ("Why?\n\n1. a", &["1. a"]),
        ("Why?\n\n1. a\n2.\n", &["2."]),
        ("Why?\n\n- [ ] a\n- [x] a", &["- [x] a"]),
        ("Why?\n\n- [ ] a\n- [x] b\n\n\ntext\n\n* [ ] c\n* [x] d", &["* [ ] c"]),
        ("Judge.\n\n- **Do** a\n- **Do**", &["- **Do**"]),
    ];
    for (body, want) in cases {
        let page = page(&format!("```quiz\n{body}\n```\n"));
        let found = reports(&page);
        let found: Vec<_> = found.iter().map(|(code, words)| (*code, *words)).collect();
        let want: Vec<_> = want.iter().map(|words| ("malformed-question", *words)).collect();
        assert_eq!(found, want, "{body}");
    }
}

#[test]
fn a_question_without_an_answer_is_left_to_verify() {
    for body in ["", "Why?", "Why?\n\n- a\n- b", "Send it?\n\n> a\n\n1. \"a\" is bad\n2. b"] {
        let page = page(&format!("```quiz\n{body}\n```\n"));
        assert!(matches!(question(&page).form, Form::Unanswerable { .. }), "{body}");
        assert_eq!(reports(&page), [], "{body}");
    }
}

#[test]
fn a_question_in_a_question_is_reported() {
    let page = quiz_page("## a?\n\n- [x] b\n\n  ```quiz\n  c?\n  ```\n- [ ] d\n");
    assert_eq!(reports(&page), [("malformed-question", "```quiz")]);
}

// ---- ids

#[test]
fn two_ids_alike_are_reported_whoever_made_them() {
    let page = page(
        "## Say why\n\n- **Do** say why\n- **Do** b {#c}\n\n## C {#c}\n\n<a id=\"c\"></a>\n\n<a name=say-why></a>\n",
    );
    assert_eq!(reports(&page), [("duplicate-id", "#c"), ("duplicate-id", "c"), ("duplicate-id", "say why")]);
    let names: Vec<_> = page.anchors().collect();
    let unique: std::collections::BTreeSet<_> = names.iter().filter(|name| **name != "say-why").collect();
    assert_eq!(unique.len() + 2, names.len(), "{names:?}");
}

#[test]
fn a_question_and_its_heading_share_one_id() {
    let page = quiz_page("## a?\n\n1. b\n2. c\n\n## A!\n\n1. b\n2. c\n");
    assert_eq!(reports(&page), [("duplicate-id", "A!")]);
    let names: Vec<_> = page.headings.iter().map(|heading| &*heading.id.name).collect();
    assert_eq!(names, ["a", "a-2"]);
    let Some(Block { kind: BlockKind::Question(second), .. }) = page.blocks.get(1) else { panic!() };
    assert_eq!(&*second.id.name, "a-2");
}
