//! `handbook serve`: the site in the author's own browser, made on demand, renewed with each edit.
//!
//! One thread waits for edits (`watch`) and takes the handbook through the stages again (`workshop`): what is sound
//! becomes the version that is served, what is not is told of while the last good version stays (`live`). Requests
//! are `guard`ed, looked up in the table of outputs and answered (`answer`, `body`); the pages carry a script
//! (`client/`) that listens to `events`. Whatever this adds to a page, it adds to the response, never to the site.

mod address;
mod answer;
mod author;
mod body;
mod client;
mod content_type;
mod editor;
mod events;
mod guard;
mod live;
mod watch;
mod workshop;

use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use axum::Router;

use self::address::Listening;
use self::answer::Server;
use self::editor::Editor;
use self::guard::Guard;
use self::live::Live;
use self::watch::Watch;
use self::workshop::Workshop;
use super::args::{Format, ServeArguments};
use super::reporter::{Reporter, Tally, count, seconds};
use super::{Failure, Status, console, pipeline};

/// How long open connections may take to end after Ctrl-C.
const FAREWELL: Duration = Duration::from_millis(500);

/// Runs `handbook serve` until Ctrl-C.
///
/// # Errors
/// On bad usage, when the handbook cannot be read as a whole, or when there is no port to listen on.
pub(super) fn run(arguments: &ServeArguments) -> Result<Status, Failure> {
    let started = Instant::now();
    let reporter = Reporter::new(Format::Human);
    let roots = pipeline::roots(&arguments.project);
    let editor = arguments.editor.as_deref().map(|name| Editor::new(name, &roots)).transpose()?;
    let mut workshop = Workshop::new(roots.clone(), pipeline::policy(&arguments.project)?);
    let attempt = workshop.attempt().map_err(|error| pipeline::cannot_load(error, &roots.root))?;
    let attempt = attempt.ok_or_else(|| Failure::new("there is nothing to serve"))?;
    reporter.show(&attempt.diagnostics, &attempt.version.site.sources);

    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::new(format!("cannot start: {error}")))?;
    let listening = runtime.block_on(Listening::new(&arguments.host, arguments.port, &arguments.base))?;
    let pages = count(attempt.page_count(), "page");
    reporter.say(&format!("{} in {pages}, ready in {}", Tally::of(&attempt.diagnostics), seconds(started.elapsed())));
    listening.taken().iter().for_each(|port| reporter.note(&format!("port {port} is taken")));
    console::print(&format!("serving {}\n", listening.url()));

    let live = Arc::new(Live::new(attempt, editor));
    let watch = Watch::new(&roots, arguments.poll, &reporter);
    let guard = Guard::new(listening.address(), &arguments.host, &arguments.allow_host);
    let server = Arc::new(Server { live: Arc::clone(&live), guard, base: listening.base().to_owned() });
    thread::spawn({
        let live = Arc::clone(&live);
        move || renew(workshop, &watch, &live, &reporter)
    });
    if arguments.open {
        open_browser(&listening.url());
    }
    runtime.block_on(serve(listening, server, &live))?;
    runtime.shutdown_timeout(FAREWELL);
    Ok(Status::Fine)
}

/// Takes the handbook through the stages again after each edit, for ever; and once at the beginning, for edits from
/// before anybody watched.
fn renew(mut workshop: Workshop, watch: &Watch, live: &Live, reporter: &Reporter) {
    let mut noticed = Instant::now();
    loop {
        if !watch.is_polling() || workshop.wait_until_quiet() {
            workshop.look_at(live.on_screen());
            renew_once(&mut workshop, noticed, live, reporter);
            live.sweep();
        }
        noticed = watch.wait();
    }
}

fn renew_once(workshop: &mut Workshop, noticed: Instant, live: &Live, reporter: &Reporter) {
    match workshop.attempt() {
        Ok(None) => {}
        Ok(Some(attempt)) => {
            reporter.show(&attempt.diagnostics, &attempt.version.site.sources);
            let outcome = format!("{}: {}", attempt.changed_in_words(), Tally::of(&attempt.diagnostics));
            live.renew(attempt, noticed.elapsed());
            reporter.say(&format!("{outcome}, {}", seconds(noticed.elapsed())));
        }
        Err(error) => {
            reporter.say_error(&error.to_string());
            live.lost(&error);
        }
    }
}

async fn serve(listening: Listening, server: Arc<Server>, live: &Arc<Live>) -> Result<(), Failure> {
    let router = Router::new().fallback(answer::answer).with_state(server);
    let live = Arc::clone(live);
    let mut interrupt = Box::pin(tokio::signal::ctrl_c());
    // Listens from the first poll on; left to the server, a page could be answered before that.
    let is_early = poll_fn(|context| Poll::Ready(interrupt.as_mut().poll(context).is_ready())).await;
    let closing = async move {
        if !is_early {
            let _ = interrupt.await;
        }
        live.close();
    };
    let (done, over) = tokio::sync::oneshot::channel::<()>();
    let serving = axum::serve(listening.into_listener(), router).with_graceful_shutdown(async move {
        closing.await;
        let _ = done.send(());
    });
    let limit = async move {
        let _ = over.await;
        tokio::time::sleep(FAREWELL).await;
    };
    tokio::select! {
        ended = serving => ended.map_err(|error| Failure::new(format!("the server stopped: {error}"))),
        () = limit => Ok(()),
    }
}

/// Shows `url` in the author's browser, if the system knows how.
fn open_browser(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let quiet = || std::process::Stdio::null();
    let opened = std::process::Command::new(program).args(arguments).arg(url).stdout(quiet()).stderr(quiet()).spawn();
    drop(opened); // the address is printed too
}
