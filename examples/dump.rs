use handbook::{
    diagnostic::{Severity, sort},
    load::{Roots, load},
    parse::parse,
    plan::{Drafts, plan},
    render::{Bytes, Purpose, render},
    verify::verify,
};
use std::fs;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let get = |n: &str| a.iter().position(|x| x == n).map(|i| a[i + 1].clone()).unwrap();
    let (root, out) = (get("--root"), get("--out"));
    let (sources, mut d) = load(&Roots { root: root.into() }).unwrap();
    let (documents, f) = parse(&sources);
    d.extend(f);
    let (site, f) = plan(documents, sources, Drafts::LeftOut);
    d.extend(f);
    d.extend(verify(&site));
    let (table, f) = render(&site, Purpose::Publish);
    d.extend(f);
    for (path, output) in table.iter() {
        match output.bytes(&site) {
            Ok(b) => {
                let p = std::path::Path::new(&out).join(path.to_string());
                fs::create_dir_all(p.parent().unwrap()).unwrap();
                fs::write(
                    p,
                    match b {
                        Bytes::Memory(b) => b,
                        Bytes::Static(b) => b.to_vec(),
                        Bytes::File(p) => fs::read(p).unwrap(),
                    },
                )
                .unwrap();
            }
            Err(e) => d.push(e),
        }
    }
    sort(&mut d);
    let mut bad = false;
    for x in d.iter() {
        if x.severity == Severity::Error {
            bad = true;
            eprintln!("{x:?}");
        }
    }
    if bad {
        std::process::exit(1)
    }
}
