//! Slips of the hand: in most of them the help names what was meant.

use crate::support::{Project, check};

/// A file with a slip, laid over a small sound project, and what the help should name.
struct Slip {
    path: &'static str,
    text: &'static str,
    meant: &'static str,
}

const SLIPS: &[Slip] = &[
    // keys
    slip("content/a.md", "---\ntitel: A\n---\n", "`title`"),
    slip("content/a.md", "---\ntopcis: [manners]\n---\n", "`topics`"),
    slip("content/a.md", "---\ndescripton: A\n---\n", "`description`"),
    slip("content/a.md", "---\nkind: cheklist\n---\n", "`checklist`"),
    slip("content/a.md", "---\nkind: checklist\nwhen: now\nuse: read_do\n---\n\n- [ ] x\n", "`read-do`"),
    slip("content/handbook.yaml", "langauge: en\n", "`language`"),
    slip("content/handbook.yaml", "checks:\n  broken-lnik: warn\n", "`broken-link`"),
    // links
    slip("content/a.md", "[x](first-contact/folow-up.md)\n", "`first-contact/follow-up.md`"),
    slip("content/a.md", "[x](follow-up.md)\n", "`first-contact/follow-up.md`"),
    slip("content/a.md", "[x](first_contact/follow-up.md#thanks)\n", "`first-contact/follow-up.md#thanks`"),
    slip("content/a.md", "![x](images/foto.png)\n", "`images/photo.png`"),
    slip("content/first-contact/b.md", "[x](manners.md)\n", "`../manners.md`"),
    slip("content/a.md", "[x](manners.markdown)\n", "`manners.md`"),
    // anchors
    slip("content/a.md", "[x](first-contact/follow-up.md#thank)\n", "`first-contact/follow-up.md#thanks`"),
    slip("content/a.md", "[x](first-contact/follow-up.md#say-hwy)\n", "`first-contact/follow-up.md#say-why`"),
    slip("content/a.md", "## Two words\n\n[x](#two_words)\n", "`#two-words`"),
    slip("content/a.md", "## Two words\n\n[x](#TwoWords)\n", "`#two-words`"),
    // topics and works
    slip("content/a.md", "---\nkind: quiz\ndraw: {topics: [maners], rules: 1}\n---\n", "`manners`"),
    slip("content/a.md", "---\ntopics: [mannres]\n---\n", "`manners`"),
    slip("content/a.md", "---\nsources: [jacob]\n---\n", "`jacobs`"),
    // template variables
    slip("themes/default/templates/kinds/guide.html", "{{ page.titel }}\n", "`title`"),
    slip("themes/default/templates/kinds/guide.html", "{{ pgae.title }}\n", "`page`"),
    slip("themes/default/templates/kinds/guide.html", "{{ strings.serach }}\n", "`search`"),
];

const SOUND: &[(&str, &str)] = &[
    ("content/index.md", "# Home\n\n![A photo](images/photo.png)\n"),
    ("content/manners.md", "---\ntopics: [manners]\nsources: [jacobs]\n---\n# Manners\n"),
    ("content/first-contact/follow-up.md", "## Thanks\n\n- **Do** say why. {#say-why}\n  It helps.\n"),
    ("content/images/photo.png", ""),
    ("content/sources.yaml", "jacobs:\n  title: Connecting\n"),
];

#[test]
fn what_was_meant_is_named() {
    let missed: Vec<String> = SLIPS.iter().filter_map(miss).collect();
    let right = SLIPS.len() - missed.len();
    eprintln!("the help names what was meant in {right} of {} slips", SLIPS.len());
    assert!(right * 10 >= SLIPS.len() * 9, "{right} of {}:\n{}", SLIPS.len(), missed.join("\n"));
}

const fn slip(path: &'static str, text: &'static str, meant: &'static str) -> Slip {
    Slip { path, text, meant }
}

/// What was reported instead, when no help names what was meant.
fn miss(slip: &Slip) -> Option<String> {
    let project = Project::new(SOUND);
    project.write(slip.path, slip.text);
    let diagnostics = check(&project.root()).diagnostics;
    let helped = diagnostics.iter().filter_map(|diagnostic| diagnostic.help.as_deref());
    if helped.clone().any(|help| help.contains(slip.meant)) {
        return None;
    }
    let reports = diagnostics.iter().map(|diagnostic| format!("{} (help: {:?})", diagnostic.message, diagnostic.help));
    Some(format!("{:?}: {} not in {:?}", slip.text, slip.meant, reports.collect::<Vec<_>>()))
}
