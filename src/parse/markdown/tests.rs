//! Claims about the tree that Markdown becomes.

use proptest::prelude::*;

use super::*;
use crate::parse::document::LinkOrigin;
use crate::parse::tree::{NodeKind, TextRef};

/// The tree in short: `Paragraph(Text"a")`.
fn outline(file: &str) -> String {
    let markdown = read(file, 0);
    outline_of(&markdown.tree, file, markdown.tree.all())
}

fn outline_of(tree: &Tree, file: &str, range: std::ops::Range<NodeId>) -> String {
    let shown = tree.siblings(range).map(|id| match tree.node(id).kind {
        NodeKind::Text(text) | NodeKind::Code(text) | NodeKind::Html(text) => format!("{:?}", tree.text(file, text)),
        kind => {
            let name = format!("{kind:?}");
            let name = name.split([' ', '{', '(']).next().unwrap_or_default().to_owned();
            format!("{name}({})", outline_of(tree, file, tree.inside(id)))
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn nodes_stand_in_preorder() {
    assert_eq!(outline("# a *b*\n\n- c\n  - d\n"), r#"Heading("a " Emphasis("b")) List(Item("c" List(Item("d"))))"#);
    assert_eq!(outline("a\\\nb\nc"), r#"Paragraph("a" HardBreak() "b" SoftBreak() "c")"#);
    assert_eq!(outline("|a|\n|-|\n|b|"), r#"Table(TableHead(TableCell("a")) TableRow(TableCell("b")))"#);
    assert_eq!(outline("> [!TIP]\n> a"), r#"Alert(Paragraph("a"))"#);
}

#[test]
fn text_in_pieces_is_one_node() {
    assert_eq!(outline("a \\* b &amp; [c"), r#"Paragraph("a * b & [c")"#);
    assert_eq!(outline("> ```\n> a\n> b\n> ```"), r#"BlockQuote(CodeBlock("a\nb\n"))"#);
    assert_eq!(outline("<div>\n<b>\n</div>"), r#"HtmlBlock("<div>\n<b>\n</div>")"#);
}

#[test]
fn text_is_a_slice_of_the_file_where_it_can_be() {
    let file = "plain [text] here\n";
    let tree = read(file, 0).tree;
    assert!(matches!(tree.nodes()[1].kind, NodeKind::Text(TextRef::Source(_))), "{:?}", tree.nodes());
    assert!(tree.owned.is_empty());
}

#[test]
fn a_heading_has_the_id_it_is_given_or_one_of_its_text() {
    let file = "## A *b*\n## C {#see-d .class}\n## 🎉\n";
    let headings = read(file, 0).headings;
    let names: Vec<_> = headings.iter().map(|heading| (&*heading.id.name, &*heading.text)).collect();
    assert_eq!(names, [("a-b", "A b"), ("see-d", "C"), ("section", "🎉")]);
    assert_eq!(&file[headings[1].id.span.range()], "#see-d");
    assert_eq!(&file[headings[0].id.span.range()], "A *b*");
}

#[test]
fn links_tell_where_their_address_is_written() {
    let file = "[a [b]](<x y> \"t\") <a@b.c> ![p](q\\(.png) [z]\n<img src=\"s\" id=i><a href='?a&amp;b'>\n\n[z]: /z\n";
    let links = read(file, 0).links;
    let found: Vec<_> = links.iter().map(|link| (link.origin, &*link.to, &file[link.span.range()])).collect();
    let want = [
        (LinkOrigin::Link, "x y", "x y"),
        (LinkOrigin::Link, "mailto:a@b.c", "a@b.c"),
        (LinkOrigin::Image, "q(.png", "q\\(.png"),
        (LinkOrigin::Link, "/z", "[z]"),
        (LinkOrigin::HtmlSrc, "s", "s"),
        (LinkOrigin::HtmlHref, "?a&b", "?a&amp;b"),
    ];
    assert_eq!(found, want);
}

#[test]
fn spans_count_from_the_top_of_the_file() {
    let file = "---\r\ntitle: x\r\n---\r\n# [a](b)\r\n";
    let markdown = read(file, 20);
    assert_eq!(&file[markdown.links[0].span.range()], "b");
    assert_eq!(&file[markdown.headings[0].id.span.range()], "[a](b)");
}

#[test]
fn a_quiz_fence_holds_markdown() {
    let file = "- x\n\n  ````Quiz one\r\n  Why [a](b)?\r\n\r\n  - [x] é\r\n\t  *deep*\r\n  ````\n";
    let markdown = read(file, 0);
    let fence = markdown.fences[0];
    let inside = outline_of(&markdown.tree, file, markdown.tree.inside(fence));
    assert_eq!(inside, r#"Paragraph("Why " Link("a") "?") List(Item("é" SoftBreak() Emphasis("deep")))"#);
    assert_eq!(&file[markdown.links[0].span.range()], "b");
    let texts = markdown.tree.nodes().iter().filter_map(|node| match node.kind {
        NodeKind::Text(TextRef::Source(span)) => Some(&file[span.range()]),
        _ => None,
    });
    assert_eq!(texts.collect::<Vec<_>>(), ["x", "Why ", "a", "?", "é", "deep"]);
}

#[test]
fn a_quiz_fence_knows_the_pages_link_definitions() {
    let file = "```quiz\n[a][Ref] [b] [c]\n\n[c]: c.md\n```\n\n[ref]: a.md 'A'\n[b]: b.md\n";
    let links = read(file, 0).links;
    let found: Vec<_> = links.iter().map(|link| (&*link.to, &*link.title, &file[link.span.range()])).collect();
    assert_eq!(found, [("a.md", "A", "[a][Ref]"), ("b.md", "", "[b]"), ("c.md", "", "[c]")]);
}

#[test]
fn a_fence_in_a_quiz_fence_is_code() {
    let file = "````quiz\na\n```quiz\nb\n```\n````\n";
    assert_eq!(outline(file), r#"CodeBlock(Paragraph("a") CodeBlock("b\n"))"#);
}

#[test]
fn what_is_nested_without_reason_is_flattened() {
    for opening in [">", "- ", "[", "*", "**a *", "1. > ", "![", "~~", "<b>", "`", "|", "\t", "# ", "[^1]: "] {
        let file = opening.repeat(100_000);
        let tree = read(&file, 0).tree;
        assert!(depth(&tree) <= 140, "{opening}");
    }
}

fn depth(tree: &Tree) -> usize {
    let (mut ends, mut deepest) = (Vec::new(), 0);
    for id in tree.all() {
        ends.retain(|end| *end > id);
        ends.push(tree.node(id).end);
        deepest = deepest.max(ends.len());
    }
    deepest
}

/// Pieces of Markdown that mean something beside each other.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "- ",
        "- [ ] ",
        "- [x] ",
        "1. ",
        "> ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        "\n\n",
        "# ",
        "## ",
        "{#a}",
        "```quiz\n",
        "```\n",
        "**Do** ",
        "**Don’t** ",
        "*",
        "_",
        "`",
        "[a](b)",
        "[a]",
        "[a]: b\n",
        "![",
        "](",
        "<a href='é'>",
        "<!--",
        "&amp;",
        "é",
        "🎉",
        "|a|b|\n|-|-|\n",
        "\\",
        "---\n",
        "[^1]",
        "[^1]: ",
        "> [!TIP]\n",
        "\u{feff}",
        "\0",
        "word ",
        "“a” ",
    ]);
    prop::collection::vec(scrap, 0..60).prop_map(|scraps| scraps.concat())
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(file in "\\PC*") {
        check(&file);
    }

    #[test]
    fn no_combination_makes_it_panic(file in scraps()) {
        check(&file);
    }
}

/// Reads `file` and holds what every tree must hold.
fn check(file: &str) {
    let markdown = read(file, 0);
    let tree = &markdown.tree;
    for id in tree.all() {
        let node = tree.node(id);
        assert!(file.get(node.span.range()).is_some(), "{node:?} of {file:?}");
        assert!(id < node.end && node.end <= tree.all().end, "{node:?} of {file:?}");
    }
    let names = markdown.headings.iter().map(|heading| heading.id.span);
    let spans = markdown.links.iter().map(|link| link.span).chain(names);
    for span in spans.chain(markdown.html_ids.iter().map(|ident| ident.span)) {
        assert!(file.get(span.range()).is_some(), "{span:?} of {file:?}");
    }
}
