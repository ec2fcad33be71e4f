//! What the bundled handbook promises its readers: how much is in it, that nothing in it is wrong, and that no two of its
//! guides say the same.

use std::collections::HashMap;
use std::path::PathBuf;

use handbook::load::{Roots, load};
use handbook::parse::{BlockKind, Form, parse};
use handbook::plan::{Drafts, PageKind, Site, plan};
use handbook::verify::verify;

/// Pages may share this many words in a row, and no more.
const SHARED_WORDS: usize = 12;

fn bundled() -> Site {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let (sources, mut found) = load(&Roots { root }).unwrap();
    let (documents, more) = parse(&sources);
    found.extend(more);
    let (site, more) = plan(documents, sources, Drafts::LeftOut);
    found.extend(more);
    found.extend(verify(&site));
    assert!(found.is_empty(), "{found:#?}");
    site
}

#[test]
fn the_bundled_handbook_holds_what_it_promises() {
    let site = bundled();
    let count = |kind| site.pages.iter().filter(|page| page.kind == kind).count();
    let (mut rules, mut questions, mut specimens, mut orderings) = (0, 0, 0, 0);
    for block in site.pages.iter().flat_map(|page| &page.document.blocks) {
        match &block.kind {
            BlockKind::Rules(list) => rules += list.rules.len(),
            BlockKind::Question(question) => {
                questions += 1;
                specimens += usize::from(matches!(question.form, Form::Specimen(_)));
                orderings += usize::from(matches!(question.form, Form::Order { .. }));
            }
            BlockKind::Checklist(_) => {}
        }
    }
    let held = [count(PageKind::Guide), count(PageKind::Checklist), rules, questions, specimens, orderings];
    let promised = [30, 12, 70, 50, 10, 6];
    assert!(held.iter().zip(promised).all(|(held, promised)| *held >= promised), "{held:?} of {promised:?}");
    let without_quiz = site.topics.iter().filter(|topic| topic.name != "about" && topic.pool.is_empty());
    assert_eq!(without_quiz.map(|topic| &topic.name).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn no_two_pages_of_the_bundled_handbook_say_the_same() {
    let site = bundled();
    let mut first: HashMap<Vec<String>, usize> = HashMap::new();
    for (index, page) in site.pages.iter().enumerate().filter(|(_, page)| page.written) {
        let text = page.document.plain_text(page.document.tree.all()).to_lowercase();
        let words: Vec<String> = text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect();
        let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        for run in words.windows(SHARED_WORDS + 1) {
            let owner = *first.entry(run.to_vec()).or_insert(index);
            assert_eq!(
                owner,
                index,
                "{} and {}: {}",
                site.pages[owner].document.path,
                page.document.path,
                run.join(" ")
            );
        }
    }
}
