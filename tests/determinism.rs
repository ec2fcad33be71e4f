//! The same input gives the same bytes: whatever the number of threads, wherever the project stands, whatever the
//! locale and the time zone.

use std::path::Path;

use crate::support::{Project, handbook};
use crate::tree::{self, Tree};

fn project() -> Project {
    let project = Project::new(&[
        ("content/handbook.yaml", "title: Same\nbase_url: https://example.org/h/\n"),
        ("content/index.md", "# Home\n\n![a dot](dot.svg)\n"),
        ("content/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("content/quiz.md", "---\nkind: quiz\ndraw: {rules: 5}\n---\n\n# Quiz\n"),
        ("content/sources.yaml", "a: {title: A work, url: \"https://example.org/a\"}\n"),
    ]);
    for page in 0..40 {
        let topic = page % 4;
        let text = format!(
            "---\ntopics: [topic-{topic}]\nsources: [a]\n---\n\n# Page {page}\n\n- **Do** say {page}.\n  It helps.\n\n\
             [next](page-{}.md)\n",
            (page + 1) % 40
        );
        project.write(&format!("content/pages/page-{page}.md"), text);
    }
    project
}

fn built(root: &Path, out: &Path, jobs: &str, environment: &[(&str, &str)]) -> Tree {
    let mut command = handbook();
    command.args(["build", "--jobs", jobs, "--root"]).arg(root).arg("--out").arg(out);
    command.envs(environment.iter().copied());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    tree::read(out)
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (here, there) = (project(), project());
    let reference = built(&here.root(), &here.at("one"), "1", &[]);
    assert!(reference.len() > 50 && reference.contains_key(".handbook"));
    let german = [("LC_ALL", "de_DE.UTF-8"), ("LANG", "de_DE.UTF-8"), ("TZ", "Pacific/Chatham")];
    let turkish = [("LC_ALL", "tr_TR.UTF-8"), ("TZ", "America/St_Johns"), ("COLUMNS", "40")];
    for (root, out, jobs, environment) in [
        (here.root(), here.at("eight"), "8", &[][..]),
        (there.root(), there.at("public"), "3", &german[..]),
        (there.root(), here.at("two"), "8", &turkish[..]),
    ] {
        let other = built(&root, &out, jobs, environment);
        let differs: Vec<_> = reference.iter().filter(|(path, bytes)| other.get(*path) != Some(bytes)).collect();
        assert!(differs.is_empty() && other.len() == reference.len(), "{differs:?}");
    }
}
