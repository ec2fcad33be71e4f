//! Standard output and standard error: what is printed, in colour or not, and how wide. A reader that
//! has gone (`handbook check | head`) is no failure.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};

use super::Failure;
use super::report::{Look, Paint, plain};

/// How far a line may run where nobody can say how wide the terminal is.
const WIDTH: usize = 120;

/// How reports on standard error should look: in colour and as wide as the terminal, if it is one.
pub(super) fn look() -> Look {
    let is_terminal = io::stderr().is_terminal();
    let no_colour = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|value| value == "dumb");
    Look { colour: is_terminal && !no_colour && !dumb, width: terminal_width().unwrap_or(WIDTH) }
}

/// Writes to standard output.
pub(super) fn print(text: &str) {
    let mut stdout = io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}

/// Writes to standard error.
pub(super) fn tell(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Tells of what ended the command.
pub(super) fn fail(failure: &Failure) {
    let look = look();
    let mut text = format!("{}: {}\n", look.paint(Paint::Error, "error"), plain(&failure.message));
    if let Some(help) = &failure.help {
        text.push_str(&format!(
            " {} {}: {}\n",
            look.paint(Paint::Frame, "="),
            look.paint(Paint::Help, "help"),
            plain(help)
        ));
    }
    tell(&text);
}

#[cfg(unix)]
fn terminal_width() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(io::stderr()).ok()?;
    (size.ws_col >= 40).then_some(usize::from(size.ws_col))
}

#[cfg(not(unix))]
fn terminal_width() -> Option<usize> {
    None
}
