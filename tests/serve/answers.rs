//! What is answered: the right type, length and status, in whole or in part.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use super::{Served, small};
use crate::support::handbook;

#[test]
fn a_page_comes_with_its_type_its_length_and_a_script_for_the_author() {
    let project = small();
    let served = Served::start(&project.root(), &[]);
    let home = served.get("/");
    assert_eq!((home.status, home.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!(home.header("content-length"), Some(home.body.len().to_string().as_str()));
    assert!(home.text().contains("<head><script defer src=\"/.handbook/client.js\""), "{}", home.text());
    assert!(home.header("content-security-policy").unwrap().contains("script-src 'self'"));
    assert_eq!(home.header("access-control-allow-origin"), None);
    assert_eq!(served.get("/dot.svg").header("content-type"), Some("image/svg+xml"));
    for file in ["client.js", "live.js", "morph.js", "panel.js", "findings.js"] {
        let script = served.get(&format!("/.handbook/{file}"));
        assert_eq!((script.status, script.header("content-type")), (200, Some("text/javascript; charset=utf-8")));
    }
}

#[test]
fn head_is_get_without_the_body() {
    let project = small();
    let served = Served::start(&project.root(), &[]);
    for path in ["/", "/dot.svg", "/nowhere/"] {
        let (head, get) = (served.ask("HEAD", path, &[]), served.get(path));
        assert!(head.body.is_empty());
        for name in ["content-length", "content-type", "etag"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
        assert_eq!(head.status, get.status);
    }
    let post = served.ask("POST", "/", &[("Content-Length", "0")]);
    assert_eq!((post.status, post.header("allow")), (405, Some("GET, HEAD")));
}

#[test]
fn what_a_browser_has_already_is_not_sent_again() {
    let project = small();
    let served = Served::start(&project.root(), &[]);
    for path in ["/", "/dot.svg"] {
        let tag = served.get(path).header("etag").unwrap().to_owned();
        let again = served.ask("GET", path, &[("If-None-Match", &tag)]);
        assert_eq!((again.status, again.body.len()), (304, 0));
        assert_eq!(served.ask("GET", path, &[("If-None-Match", "\"other\"")]).status, 200);
    }
}

#[test]
fn a_part_of_a_file_can_be_asked_for() {
    let project = small();
    let bytes: Vec<u8> = (0..200_000u32).map(|number| (number % 251) as u8).collect();
    project.write("content/film.mp4", &bytes);
    let served = Served::start(&project.root(), &[]);
    let part = served.ask("GET", "/film.mp4", &[("Range", "bytes=100000-199999")]);
    assert_eq!((part.status, part.header("content-range")), (206, Some("bytes 100000-199999/200000")));
    assert!(part.body == bytes[100_000..]);
    assert_eq!(served.ask("GET", "/film.mp4", &[("Range", "bytes=-3")]).body, bytes[199_997..]);
    let beyond = served.ask("GET", "/film.mp4", &[("Range", "bytes=200000-")]);
    assert_eq!((beyond.status, beyond.header("content-range")), (416, Some("bytes */200000")));
    let stale = served.ask("GET", "/film.mp4", &[("Range", "bytes=0-1"), ("If-Range", "\"old\"")]);
    assert_eq!((stale.status, stale.body.len()), (200, 200_000));
    assert!(served.get("/film.mp4").body == bytes);
}

#[test]
fn a_missing_slash_is_mended_and_a_missing_page_is_404() {
    let project = small();
    let served = Served::start(&project.root(), &[]);
    let moved = served.get("/other?x=1");
    assert_eq!((moved.status, moved.header("location")), (307, Some("/other/?x=1")));
    assert_eq!(served.get("/other/index.html").status, 200);
    let missing = served.get("/nowhere/");
    assert_eq!((missing.status, missing.header("content-type")), (404, Some("text/html; charset=utf-8")));
    assert!(missing.text().contains("main.js"), "the page for missing pages waits for the edit that mends it");
}

#[test]
fn a_draft_is_shown_and_said_to_be_one() {
    let project = small();
    project.write("content/draft.md", "---\ndraft: true\n---\n# Draft\n\nThree words here.\n");
    let served = Served::start(&project.root(), &["--editor", "vscode"]);
    assert!(served.get("/draft/").text().contains("Three words here"));
    let facts: serde_json::Value = serde_json::from_slice(&served.get("/.handbook/page/draft/").body).unwrap();
    assert_eq!((&facts["draft"], &facts["source"]), (&true.into(), &"content/draft.md".into()));
    let link = facts["open"].as_str().unwrap();
    assert!(link.starts_with("vscode://file/") && link.ends_with("/content/draft.md:1:1"), "{link}");
    assert_eq!(served.get("/.handbook/page/nowhere/").status, 404);
}

#[test]
fn a_site_can_stand_below_a_path() {
    let project = small();
    let served = Served::start(&project.root(), &["--base", "sub/path"]);
    assert_eq!(served.get("/sub/path/other/").status, 200);
    assert!(served.get("/sub/path/").text().contains("src=\"/sub/path/.handbook/client.js\""));
    for path in ["/", "/sub/path"] {
        assert_eq!(served.get(path).header("location"), Some("/sub/path/"), "{path}");
    }
    assert_eq!(served.get("/other/").status, 404);
    let moved = served.get("/sub/path/other");
    assert_eq!(moved.header("location"), Some("/sub/path/other/"));
}

#[test]
fn a_port_that_was_asked_for_is_not_traded_for_another() {
    let project = small();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = handbook().args(["serve", "--port", &port, "--root"]).arg(project.root()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("another one with --port"));
}

#[test]
fn ctrl_c_ends_it_even_while_pages_listen() {
    let project = small();
    let mut served = Served::start(&project.root(), &[]);
    let events = served.events("/.handbook/events");
    events.next();
    let id = rustix::process::Pid::from_child(served.child());
    rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
    let started = Instant::now();
    let status = served.child().wait().unwrap();
    assert_eq!(status.code(), Some(0));
    assert!(started.elapsed() < Duration::from_secs(5));
}
