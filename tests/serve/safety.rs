//! Who is answered, and that nothing but the site can be asked for.

use super::{Served, small};

#[test]
fn a_foreign_name_or_origin_is_refused() {
    let project = small();
    let served = Served::start(&project.root(), &["--allow-host", "desk.example"]);
    let port = served.port();
    let own = format!("localhost:{port}");
    for host in ["evil.example", "localhost.evil.example", "169.254.169.254", "10.0.0.1"] {
        for path in ["/", "/.handbook/events", "/.handbook/client.js", "/.handbook/page/"] {
            assert_eq!(served.ask("GET", path, &[("Host", host)]).status, 403, "{host} {path}");
        }
    }
    for host in [own.as_str(), "desk.example", "DESK.example:80", "[::1]:1"] {
        assert_eq!(served.ask("GET", "/", &[("Host", host)]).status, 200, "{host}");
    }
    let others = [
        "http://evil.example".to_owned(),
        "http://localhost".to_owned(),
        "http://localhost:3000".to_owned(),
        format!("http://127.0.0.1:{port}"),
        format!("http://192.168.0.1:{port}"),
        "http://127.0.0.1:1".to_owned(),
        "null".to_owned(),
    ];
    for origin in &others {
        for path in ["/.handbook/events", "/", "/.handbook/page/"] {
            let answer = served.ask("GET", path, &[("Host", &own), ("Origin", origin)]);
            assert_eq!((answer.status, answer.header("access-control-allow-origin")), (403, None), "{origin} {path}");
        }
    }
    let same = format!("http://{own}");
    assert_eq!(served.ask("GET", "/", &[("Host", &own), ("Origin", &same)]).status, 200);
    let included = [("Host", own.as_str()), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")];
    assert_eq!(served.ask("GET", "/.handbook/client.js", &included).status, 403);
    let absolute = format!("GET http://evil.example/ HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n");
    assert_eq!(served.send(absolute.as_bytes()).status, 403);
}

#[test]
fn no_path_leaves_the_site() {
    let project = small();
    project.write("secret.txt", "SECRET");
    project.write("content/.env", "SECRET");
    let served = Served::start(&project.root(), &[]);
    let payloads = [
        "/../secret.txt",
        "/../../../../etc/passwd",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%252e%252e%252fsecret.txt",
        "/other/../../secret.txt",
        "/other/%2e%2e/%2e%2e/secret.txt",
        "/.handbook/../../secret.txt",
        "/.handbook/page/../../../secret.txt",
        "/.handbook/%2e%2e/%2e%2e/secret.txt",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/file:///etc/passwd",
        "/C:/Windows/win.ini",
        "/C:%5cWindows%5cwin.ini",
        "/secret.txt%00.html",
        "/%00",
        "/%c0%ae%c0%ae/secret.txt",
        "/%uff0e%uff0e/secret.txt",
        "/.env",
        "/content/index.md",
        "/themes/mine/theme.yaml",
        "/.handbook/",
        "/.handbook",
    ];
    for payload in payloads {
        let answer = served.get(payload);
        assert!((400..500).contains(&answer.status), "{payload}: {}", answer.status);
        assert!(!answer.text().contains("SECRET") && !answer.text().contains("root:"), "{payload}");
    }
    for raw in [&b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"[..], b"nonsense\r\n\r\n"] {
        assert!((400..500).contains(&served.send(raw).status));
    }
    assert_eq!(served.get("/").status, 200);
}
