//! What goes into the index comes out of it; the same bytes whatever the threads; an edit touches few of them.

use std::collections::BTreeMap;

use super::language::Language;
use super::reader::{lexicon, manifest, payload, postings, sections};
use super::{Extent, Field, SearchPage, SearchSection, build};

/// A page's address, title, and sections: heading and text.
type Page = (&'static str, &'static str, Vec<(&'static str, String)>);

fn pages() -> Vec<Page> {
    let mut pages: Vec<Page> = vec![
        (
            "a/",
            "Mice and men",
            vec![("", "A mouse runs. The mice run, they ran.".into()), ("Cheese", "Mice eat cheese.".into())],
        ),
        ("b/", "Ευγένεια", vec![("", "πρόσκληση 招待状 مُقَدِّمَة naïve".into())]),
        ("c/", "Nothing", vec![("", String::new())]),
    ];
    for _ in 0..200 {
        let words: Vec<String> = (0..300u32).map(|number| format!("word{}", number * number % 977)).collect();
        pages.push(("z/", "Many words", vec![("", words.join(" "))]));
    }
    pages
}

fn built(pages: &[Page], synonyms: &[Vec<String>]) -> BTreeMap<String, Vec<u8>> {
    let language = Language::new("en");
    let page = |number: usize| {
        let (address, title, sections) = &pages[number];
        let section = |(heading, text): &(&str, String)| SearchSection {
            heading: (*heading).to_owned(),
            ancestors: Vec::new(),
            text: vec![(Field::Body, text.clone())],
        };
        let sections = sections.iter().map(section).collect();
        SearchPage { address, title, kind: "guide", topics: vec![("t", "Topic")], weight: 1.0, sections }
    };
    build(pages.len(), page, synonyms, &language, &Extent::new(pages.len(), 60_000, &language))
}

fn found(files: &BTreeMap<String, Vec<u8>>, form: &str) -> Vec<super::reader::Posting> {
    let groups = lexicon(files);
    let group = groups.iter().find(|group| group.forms.iter().any(|own| own == form));
    group.map(|group| postings(files, group, form)).unwrap_or_default()
}

#[test]
fn every_word_is_found_where_it_stands() {
    let files = built(&pages(), &[]);
    assert_eq!(found(&files, "mice"), [(0, 0, 0, true), (0, 1, 1, false), (0, 2, 1, false)]);
    assert_eq!(found(&files, "cheese"), [(0, 2, 1, true)]);
    assert_eq!(found(&files, "προσκληση"), [(1, 1, 1, false)]);
    assert_eq!(found(&files, "招待"), [(1, 1, 1, false)]);
    assert_eq!(found(&files, "مقدمة"), [(1, 1, 1, false)]);
    assert_eq!(found(&files, "naive"), [(1, 1, 1, false)]);
    assert_eq!(found(&files, "word0").len(), 200);
    assert_eq!(&sections(&files)[..3], [2, 1, 1]);
}

#[test]
fn forms_of_one_stem_are_one_group_the_irregular_ones_too() {
    let files = built(&pages(), &[]);
    let groups = lexicon(&files);
    let group =
        |form: &str| groups.iter().find(|group| group.forms.iter().any(|own| own == form)).map(|group| &group.stem);
    assert_eq!(group("mice"), group("mouse"));
    assert_eq!(group("ran"), group("runs"));
    assert!(group("ran").is_some() && group("flew").is_none(), "only of stems that some page holds");
}

#[test]
fn a_synonym_stands_beside_what_it_stands_for() {
    let files = built(&pages(), &[vec!["cheddar".into(), "cheese".into()]]);
    assert_eq!(found(&files, "cheddar"), [(0, 2, 0, false)]);
}

#[test]
fn the_bytes_do_not_hang_on_the_threads() {
    let on = |threads| {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| built(&pages(), &[]))
    };
    assert!(on(1) == on(8));
}

#[test]
fn the_names_are_known_before_the_files_are() {
    let files = built(&pages(), &[]);
    let extent = Extent::new(pages().len(), 60_000, &Language::new("en"));
    let mut names: Vec<String> = extent.names().collect();
    names.sort();
    assert_eq!(names, files.keys().cloned().collect::<Vec<_>>());
    let sums = manifest(&files)["sums"].clone();
    for name in names.iter().filter(|name| *name != "index.txt") {
        let (kind, number) = name.trim_end_matches(".txt").rsplit_once('-').unwrap();
        let at = 6 * number.parse::<usize>().unwrap();
        assert_eq!(&sums[kind].as_str().unwrap().as_bytes()[at..at + 6], &files[name][4..10], "{name}");
        payload(&files, name);
    }
}

#[test]
fn one_word_more_on_a_page_leaves_most_files_as_they_are() {
    let before = built(&pages(), &[]);
    let mut edited = pages();
    edited[0].2[1].1.push_str(" Gouda.");
    let after = built(&edited, &[]);
    let changed = after.iter().filter(|(name, bytes)| before.get(*name) != Some(bytes)).count();
    assert!(changed <= 6, "{changed} of {} files", after.len());
}
