//! Arbitrary input through the whole pipeline: nothing that an author can write makes it panic, and whatever it
//! reports stands in the file that it names.
//!
//! `HANDBOOK_FUZZ_SECONDS=600 cargo nextest run fuzz` goes on for that long with new input each time.

use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use handbook::load::{Body, Role, SourceFile, Sources};
use handbook::path::SourcePath;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::html::unsound;
use crate::support::{Project, check_sources};

/// What a default run tries of each target.
const CASES: u32 = 150;

/// Pieces that mean something somewhere in a page; strung together they reach what random letters never would.
const PIECES: &[&str] = &[
    "---\n",
    "\n---\n",
    "title: ",
    "kind: quiz\n",
    "kind: checklist\n",
    "topics: [a, b]\n",
    "draw: {topics: [a], rules: 3}\n",
    "reviewed: 2026-11-22\n",
    "sources: [x]\n",
    "aliases: [/a/]\n",
    "order: 1\n",
    "bands: [{from: 0, text: x}]\n",
    ": ",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a\n",
    "!!str ",
    "|\n",
    ">-\n",
    "\"",
    "'",
    "# ",
    "## ",
    "###### ",
    "\n\n",
    "\n",
    "\r\n",
    "\t",
    "    ",
    "  ",
    "- ",
    "* ",
    "1. ",
    "9999999999. ",
    "- [ ] ",
    "- [x] ",
    "- **Do** ",
    "- **Don't** ",
    "- **Don’t** ",
    "**Do** ",
    "✅ Do ",
    "**",
    "_",
    "~~",
    "`",
    "```quiz\n",
    "```\n",
    "~~~",
    "> ",
    "> [!TIP]\n",
    "> - [ ] ",
    "“quoted”",
    "\"quoted\" ",
    "{#id}",
    "{#",
    "{#a b}",
    "{.class}",
    "[a](b.md)",
    "[a](#id)",
    "![](x.png)",
    "[a][b]",
    "[b]: c.md \"t\"\n",
    "<https://x.org>",
    "[^1]",
    "[^1]: note\n",
    "<a id=\"x\"></a>",
    "<a href='",
    "<img src=x onerror=y>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<div>\n",
    "</div>",
    "| a | b |\n|---|:-:|\n| c | d |\n",
    "|",
    "\\",
    "&amp;",
    "&#0;",
    "&nbsp;",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "e\u{301}",
    "漢字",
    "🎉",
    "لا",
    "***\n",
    "===\n",
    "javascript:",
    "data:text/html,",
    "%00",
    "%zz",
    "?a=b",
    "..",
    "/",
    "text",
    "don't",
    "word ",
];

/// The id that raw HTML sets: an option's label stands on its page twice, and raw HTML in it with it.
const RAW_ID: &str = "x";

#[test]
fn no_page_makes_the_pipeline_panic() {
    run(&page_text(), |text| build(&[("content/index.md", &text)]));
}

#[test]
fn no_front_matter_makes_the_pipeline_panic() {
    run(&page_text(), |text| build(&[("content/index.md", &format!("---\n{text}\n---\n\n# Home\n"))]));
}

#[test]
fn no_question_makes_the_pipeline_panic() {
    run(&page_text(), |text| {
        let quiz = format!("---\nkind: quiz\ndraw: {{rules: 3, questions: 3}}\n---\n\n## One\n\n{text}\n");
        build(&[("content/quiz.md", &quiz), ("content/fenced.md", &format!("````quiz\n{text}\n````\n"))]);
    });
}

#[test]
fn no_settings_make_the_pipeline_panic() {
    run(&page_text(), |text| {
        build(&[("content/handbook.yaml", &text), ("content/sources.yaml", &text), ("content/synonyms.yaml", &text)]);
    });
}

#[test]
fn no_theme_makes_the_pipeline_panic() {
    run(&page_text(), |text| {
        let theme = [("content/handbook.yaml", "theme: mine\n"), ("content/index.md", "# Home\n")];
        build(&[theme[0], theme[1], ("themes/mine/theme.yaml", &format!("extends: default\n{text}"))]);
    });
}

#[test]
fn no_file_name_makes_the_pipeline_panic() {
    let names = proptest::collection::vec("[^/\0]{1,12}", 1..4);
    run(&names, |names| build(&[(&format!("content/{}.md", names.join("/")), "# Title\n\n[a](b.md)\n")]));
}

/// A string of meaningful pieces and arbitrary bytes, bytes that are no UTF-8 replaced as an editor would.
fn page_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..12),
        1 => any::<String>().prop_map(String::into_bytes),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| String::from_utf8_lossy(&pieces.concat()).into_owned())
}

/// Tries `target` with a bounded number of inputs, the same in each run, or for as long as the environment says.
fn run<S: Strategy>(strategy: &S, target: impl Fn(S::Value)) {
    let seconds = std::env::var("HANDBOOK_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let once = |mut runner: TestRunner| {
        let outcome = runner.run(strategy, |input| {
            target(input);
            Ok(())
        });
        outcome.unwrap_or_else(|error| panic!("{error}"));
    };
    let Some(seconds) = seconds else {
        return once(TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)));
    };
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        once(TestRunner::new(config.clone()));
    }
}

/// The bundled themes, read once.
static BUNDLE: LazyLock<Vec<SourceFile>> = LazyLock::new(|| {
    let project = Project::new(&[("content/index.md", "")]);
    let roots = handbook::load::Roots { root: project.root() };
    let (sources, _) = handbook::load::load(&roots).unwrap();
    sources.files().iter().filter(|file| file.role == Role::Theme).cloned().collect()
});

/// Takes files through all stages and holds the reports to the texts.
fn build(files: &[(&str, &str)]) {
    let own = files.iter().map(|(path, text)| SourceFile {
        path: SourcePath::new(*path),
        role: role(path),
        body: Body::Text(Arc::from(*text)),
        stamp: None,
    });
    let checked = check_sources(Sources::new(BUNDLE.iter().cloned().chain(own)), Vec::new());
    for diagnostic in &checked.diagnostics {
        let span = diagnostic.place.span.zip(checked.site.sources.text(diagnostic.place.path.as_str()));
        if let Some((span, text)) = span {
            assert!(text.get(span.range()).is_some(), "{diagnostic:?} is not in its file");
        }
        assert!(!diagnostic.message.trim().is_empty());
    }
    if !checked.diagnostics.iter().any(|diagnostic| diagnostic.check.code == "duplicate-id") {
        let unsound = unsound(&checked.outputs);
        let two_of_a_name = unsound.iter().find(|fault| fault.contains("two elements") && !fault.ends_with(RAW_ID));
        assert!(two_of_a_name.is_none(), "{two_of_a_name:?}");
    }
}

fn role(path: &str) -> Role {
    match path.rsplit_once('.') {
        _ if path.starts_with("themes/") => Role::Theme,
        Some((_, "yaml")) => Role::Settings,
        _ => Role::Page,
    }
}
