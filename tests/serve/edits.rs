//! Edits: each is on the page soon, once, and a broken one never takes the site down.

use std::fs;
use std::os::unix::fs::symlink;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::{Events, Served, small};
use crate::support::{Project, write};

#[test]
fn an_edit_is_on_the_page() {
    let project = small();
    let served = Served::start(&project.root(), &[]);
    let events = served.events("/.handbook/events");
    assert_eq!(events.next()["changes"], serde_json::json!([]));
    project.write("content/other.md", "# Other\n\nIt says two.\n");
    served.wait_for("/other/", "It says two.");
    let told = events.next();
    assert_eq!(told["changes"][0]["files"], serde_json::json!(["content/other.md"]));
    assert_eq!(told["changes"][0]["kind"], "content");
}

#[test]
fn each_kind_of_change_is_told_apart() {
    let project = small();
    let served = Served::start(&project.root(), &[]);
    let events = served.events("/.handbook/events");
    events.next();
    for (path, text, kind) in [
        ("content/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"x\"/>", "content"),
        ("themes/mine/styles/tokens.css", ":root { --mine: 1px }", "style"),
        ("themes/mine/styles/tokens.css", ":root { --mine: 2px }", "style"),
        ("content/handbook.yaml", "title: Renamed\ntheme: mine\n", "all"),
        ("themes/mine/scripts/early.js", "// mine\n", "all"),
    ] {
        project.write(path, text);
        assert_eq!(events.next()["changes"][0]["kind"], kind, "{path}");
    }
}

#[test]
fn a_page_and_its_style_are_of_one_version() {
    let project = small();
    let served = Served::start(&project.root(), &[]);
    let sheet = |page: &str| {
        let links = page.split("href=\"").filter_map(|rest| rest.split('"').next());
        let css = links.into_iter().find(|link| link.ends_with(".css")).unwrap();
        format!("/{}", css.trim_start_matches("./"))
    };
    let mut seen = Vec::new();
    for round in 0..4 {
        let words = format!("--round: {round}71px");
        project.write("themes/mine/styles/tokens.css", format!(":root {{ {words} }}"));
        let started = std::time::Instant::now();
        let css = loop {
            let css = sheet(&served.get("/").text());
            if served.get(&css).text().contains(&format!("{round}71px")) {
                break css;
            }
            assert!(started.elapsed() < super::LONG);
            thread::sleep(Duration::from_millis(5));
        };
        seen.push((css, format!("{round}71px")));
    }
    for (css, words) in seen {
        assert!(served.get(&css).text().contains(&words), "a page that was loaded with {css} still finds it");
    }
}

#[test]
fn a_broken_edit_never_takes_the_site_down() {
    let project = small();
    let mut served = Served::start(&project.root(), &[]);
    let events = served.events("/.handbook/events");
    events.next();
    let faults = [
        ("content/other.md", "---\ntitle: [\n---\n"),
        ("content/other.md", "[x](nowhere.md)\n"),
        ("content/other.md", "```quiz\nWhat?\n\n- [ ] a\n- [ ] b\n```\n"),
        ("content/handbook.yaml", "title: {"),
        ("content/handbook.yaml", "theme: nowhere\n"),
        ("content/synonyms.yaml", "{"),
        ("themes/mine/theme.yaml", "extends: [\n"),
        ("themes/mine/templates/base.html", "{% if %}"),
        ("themes/mine/templates/kinds/guide.html", "{{ no.such.thing | upper }}"),
    ];
    for (path, text) in faults {
        let good = fs::read(project.at(path)).ok();
        let before = served.get("/other/").text();
        project.write(path, text);
        let told = events.next();
        assert!(told["findings"]["errors"].as_u64().unwrap() > 0, "{path}: {told}");
        let first = &told["findings"]["list"][0];
        assert!(first["message"].is_string() && first["file"].is_string(), "{first}");
        let answer = served.get("/other/");
        assert_eq!((answer.status, answer.text() == before), (200, true), "{path}: {text}");
        match good {
            Some(text) => project.write(path, text),
            None => fs::remove_file(project.at(path)).unwrap(),
        }
        assert_eq!(events.next()["findings"]["errors"], 0, "{path}");
    }
    assert!(served.child().try_wait().unwrap().is_none());
}

#[test]
fn a_handbook_that_is_broken_from_the_start_is_served_as_far_as_it_goes() {
    let project = small();
    project.write("content/other.md", "---\ntitle: [\n---\n\nText\n");
    let served = Served::start(&project.root(), &[]);
    assert_eq!(served.get("/").status, 200);
    assert_eq!(
        served.events("/.handbook/events").next()["findings"]["errors"].as_u64().map(|count| count > 0),
        Some(true)
    );
    project.write("content/other.md", "# Other\n\nMended.\n");
    served.wait_for("/other/", "Mended.");
}

/// Exactly one event, whose changed files are `files`.
#[track_caller]
fn assert_one(events: &Events, files: &[&str]) {
    let told = events.settled();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["changes"][0]["files"], serde_json::json!(files));
}

fn one_rebuild_each(options: &[&str]) {
    let outside = Project::new(&[]);
    let project = small();
    for page in 0..3 {
        project.write(&format!("content/folder/{page}.md"), format!("# Page {page}\n"));
    }
    symlink(project.root(), outside.at("linked")).unwrap();
    let served = Served::start(&outside.at("linked"), options);
    let events = served.events("/.handbook/events");
    events.settled();

    write(&project.at("content/.other.md.tmp1"), "# Other\n\nSaved by a rename.\n");
    fs::rename(project.at("content/.other.md.tmp1"), project.at("content/other.md")).unwrap();
    assert_one(&events, &["content/other.md"]);
    assert!(served.get("/other/").text().contains("Saved by a rename."));

    fs::rename(project.at("content/folder/0.md"), project.at("content/folder/zero.md")).unwrap();
    assert_one(&events, &["content/folder/0.md", "content/folder/zero.md"]);
    assert_eq!((served.get("/folder/0/").status, served.get("/folder/zero/").status), (404, 200));

    fs::remove_file(project.at("content/folder/zero.md")).unwrap();
    assert_one(&events, &["content/folder/zero.md"]);

    write(&project.at("content/new/deep/page.md"), "# New\n");
    assert_one(&events, &["content/new/deep/page.md"]);
    project.write("content/new/deep/page.md", "# New\n\nAgain.\n");
    assert_one(&events, &["content/new/deep/page.md"]);

    fs::rename(project.at("content/new"), project.at("content/moved")).unwrap();
    assert_one(&events, &["content/moved/deep/page.md", "content/new/deep/page.md"]);
    project.write("content/moved/deep/page.md", "# New\n\nIn its new place.\n");
    assert_one(&events, &["content/moved/deep/page.md"]);

    project.write(
        "themes/mine/templates/kinds/guide.html",
        "{% extends \"base.html\" %}{% block main %}MINE{% endblock %}",
    );
    assert_one(&events, &["themes/mine/templates/kinds/guide.html"]);
    assert!(served.get("/other/").text().contains("MINE"));
    project.write("content/handbook.yaml", "title: Another title\ntheme: mine\n");
    assert_one(&events, &["content/handbook.yaml"]);

    for page in 0..200 {
        project.write(&format!("content/many/{page}.md"), format!("# Page {page}\n"));
    }
    let told = events.settled();
    assert_eq!(told.len(), 1, "{}", told.len());
    assert_eq!(served.get("/many/199/").status, 200);

    for name in
        ["content/.other.md.swp", "content/other.md~", "content/4913", "content/#other.md#", "content/.git/index"]
    {
        project.write(name, "x");
        fs::remove_file(project.at(name)).unwrap();
    }
    project.write("public/index.html", "x");
    let same = fs::read(project.at("content/other.md")).unwrap();
    project.write("content/other.md", same);
    assert_eq!(events.settled(), Vec::<serde_json::Value>::new());
}

#[test]
fn told_by_the_system_each_edit_is_one_rebuild() {
    one_rebuild_each(&[]);
}

#[test]
fn looking_again_and_again_each_edit_is_one_rebuild() {
    one_rebuild_each(&["--poll"]);
}

#[test]
fn a_content_folder_that_goes_and_comes_back_is_followed() {
    let project = small();
    let served = Served::start(&project.root(), &[]);
    let events = served.events("/.handbook/events");
    events.next();
    fs::rename(project.at("content"), project.at("aside")).unwrap();
    assert_ne!(events.next()["findings"]["errors"], 0);
    assert_eq!(served.get("/other/").status, 200);
    fs::rename(project.at("aside"), project.at("content")).unwrap();
    while events.next()["findings"]["errors"] != 0 {}
    project.write("content/other.md", "# Other\n\nBack again.\n");
    served.wait_for("/other/", "Back again.");
}

#[test]
fn every_request_is_answered_whole_while_pages_change() {
    let project = small();
    let served = Served::start(&project.root(), &[]);
    let done = AtomicBool::new(false);
    let read = || {
        let mut count = 0;
        while !done.load(Ordering::Relaxed) {
            let answer = served.get("/other/");
            assert!(answer.status == 200 && answer.text().trim_end().ends_with("</html>"), "{}", answer.text());
            thread::sleep(Duration::from_millis(4));
            count += 1;
        }
        count
    };
    thread::scope(|scope| {
        let readers: Vec<_> = (0..4).map(|_| scope.spawn(read)).collect();
        let edits = scope.spawn(|| {
            for round in 0..15 {
                project.write("content/other.md", format!("# Other\n\nRound {round}.\n"));
                served.wait_for("/other/", &format!("Round {round}."));
            }
        });
        let edited = edits.join();
        done.store(true, Ordering::Relaxed);
        assert!(readers.into_iter().map(|reader| reader.join().unwrap()).sum::<u32>() > 20);
        edited.unwrap();
    });
}

#[test]
fn five_hundred_requests_at_once_are_all_answered() {
    let project = small();
    let served = Served::start(&project.root(), &[]);
    project.write("content/other.md", "# Other\n\nMeanwhile.\n");
    thread::scope(|scope| {
        let asked: Vec<_> = (0..500).map(|_| scope.spawn(|| served.get("/").status)).collect();
        assert!(asked.into_iter().all(|answer| answer.join().unwrap() == 200));
    });
}
