//! What is made for paper and for pasting: documents to print, codes, Markdown copies.

use crate::html::{dead_links, unsound};
use crate::support::{Checked, Project, check};

const FILES: &[(&str, &str)] = &[
    ("content/handbook.yaml", "title: Small\nbase_url: https://handbook.example/sub/\n"),
    ("content/index.md", "# Small\n\nBegin with [the call](calls/before.md#line), then [the rest](calls/index.md).\n"),
    ("content/calls/index.md", "# Calls\n\nAll about them. <b id=\"raw\">Here</b> and [there](#raw).\n"),
    (
        "content/calls/before.md",
        "---\ntitle: Before the call\nkind: checklist\nwhen: Half an hour before\nreviewed: 2026-11-22\n---\n\n\
         Why is [here](index.md#top).\n\n## Before\n\n- [ ] The *line* works. {#line}\n  Ring\n  yourself.\n- [x] Water.\n",
    ),
    ("content/other/late.md", "# Late\n\n## Why\n\nSee [the list](../calls/before.md#line).\n"),
];

fn small() -> Checked {
    check(&Project::new(FILES).root())
}

#[test]
fn the_whole_handbook_is_one_document_of_numbered_chapters() {
    let checked = small();
    let html = checked.text("print/index.html");
    for expected in [
        "<span>1</span> Calls",
        "<span>1.1</span> Before the call",
        "<span>2</span> Other",
        "<span>2.1</span> Late",
        "href=\"#calls--before-line\"",
        "href=\"#calls\">here</a>",
        "id=\"calls--before-line\"",
        "<b id=\"calls-raw\">",
        "href=\"#calls-raw\"",
        "<h3 id=\"other--late-why\">Why</h3>",
        "data-item=\"line\"",
    ] {
        assert!(html.contains(expected), "no {expected} in {html}");
    }
    assert_eq!(dead_links(&checked.outputs), [].into());
    assert_eq!(unsound(&checked.outputs), [].into());
}

#[test]
fn a_section_is_a_document_that_leads_out_to_the_rest() {
    let checked = small();
    let html = checked.text("print/other/index.html");
    assert!(html.contains("href=\"../../calls/before/#line\""), "{html}");
    assert!(!html.contains("id=\"calls--before\""));
    let list = checked.text("calls/before/index.html");
    assert!(list.contains("href=\"../../print/calls/\""), "{list}");
}

#[test]
fn a_checklist_can_be_had_as_plain_markdown() {
    let checked = small();
    assert_eq!(
        checked.text("calls/before/index.md"),
        "# Before the call\n\nWhen: Half an hour before\n\nWhy is [here](https://handbook.example/sub/calls/#top).\n\n## Before\n\n\
         - [ ] The *line* works.\n  Ring\n  yourself.\n- [x] Water.\n\nhttps://handbook.example/sub/calls/before/\n"
    );
    assert!(checked.text("calls/before/index.html").contains("href=\"../../calls/before/index.md\""));
}

#[test]
fn a_sheet_has_a_code_only_where_the_address_is_known() {
    let has_code = |checked: &Checked| checked.text("calls/before/index.html").contains("class=\"print-code\"");
    assert!(has_code(&small()));
    let files: Vec<_> = FILES.iter().copied().filter(|(path, _)| *path != "content/handbook.yaml").collect();
    assert!(!has_code(&check(&Project::new(&files).root())));
}

#[test]
fn a_copy_says_what_its_author_wrote_and_leads_here_from_anywhere() {
    let list = "---\ntitle: \"Before *the* call_\"\nkind: checklist\nwhen: <Half> an hour\nuse: do-confirm\ndescription: 1. Ten & more\n---\n\n\
        Why is in [the guide][why], not `in` <b>here</b>. <!-- Ask Ann. -->\n\n[why]: ../other/late.md#why\n\n<!-- private -->\n\n\
        ## Before {#before}\n\n- [ ] A *line* \\* with `code`. {#line}\n  See [this](https://example.org/a_(b)) and ![a plan](plan.svg).\n\n  \
        - [x] Within. {#within}\n  - Without a box.\n- [x] [Late](<../other/late.md>) &amp; <late@example.org>\n\n> - [ ] Quoted {#q}\n>   twice.\n> - [ ] More.\n";
    let mut files: Vec<_> = FILES.iter().copied().filter(|(path, _)| *path != "content/calls/before.md").collect();
    files.extend([("content/calls/before.md", list), ("content/calls/plan.svg", "<svg/>")]);
    let index = ("content/index.md", "# Small\n\nBegin with [the call](calls/before.md#line).\n");
    files.retain(|(path, _)| *path != index.0);
    files.push(index);
    let expected = |root: &str| {
        format!(
            "# Before \\*the\\* call\\_\n\n1\\. Ten & more\n\nWhen: \\<Half> an hour\n\nHow: Do your work, then stop and confirm each line.\n\n\
             Why is in [the guide]({root}other/late/#why), not `in` here.\n\n\
             ## Before\n\n- [ ] A *line* \\* with `code`.\n  See [this](https://example.org/a_(b)) and ![a plan]({root}calls/plan.svg).\n\n  \
             - [x] Within.\n  - Without a box.\n- [x] [Late](<{root}other/late/>) &amp; <late@example.org>\n\n> - [ ] Quoted\n>   twice.\n> - [ ] More.\n"
        )
    };
    let checked = check(&Project::new(&files).root());
    let (before, address) = ("https://handbook.example/sub/", "\nhttps://handbook.example/sub/calls/before/\n");
    assert_eq!(checked.text("calls/before/index.md"), expected(before) + address);
    files.retain(|(path, _)| *path != "content/handbook.yaml");
    let checked = check(&Project::new(&files).root());
    assert_eq!(checked.text("calls/before/index.md"), expected("../../"));
}

#[test]
fn every_box_of_a_mixed_or_nested_list_works() {
    let guide = "# Late\n\n- [ ] One\n- Plain\n  - [ ] Within\n    - [x] Deep\n- **Do** two\n\n> 1. [ ] Quoted\n";
    let mut files = FILES.to_vec();
    files.retain(|(path, _)| *path != "content/other/late.md");
    files.push(("content/other/late.md", guide));
    let checked = check(&Project::new(&files).root());
    let html = checked.text("other/late/index.html");
    let boxes = html.matches("type=\"checkbox\"").count();
    let dead = html.matches("type=\"checkbox\">").count() + html.matches("type=\"checkbox\" checked").count();
    assert_eq!((html.matches("type=\"checkbox\" data-item=").count(), dead), (4, 0), "of {boxes} {html}");
    assert_eq!(html.matches("<check-list ").count(), 2, "a list within another is part of it");
    assert!(html.contains("<progress max=\"3\""), "{html}");
    assert_eq!(unsound(&checked.outputs), [].into());
}
