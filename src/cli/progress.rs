//! A bar for builds that take a while, on standard error, if that is a terminal.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What is done before this has passed needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// A count of things done, shown once it takes long.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    shown: std::sync::Once,
}

impl Progress {
    /// Progress towards `total`; never shown unless `is_wanted`.
    pub(super) fn new(total: usize, is_wanted: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} files") {
            bar.set_style(style);
        }
        let progress = Self { bar, started: Instant::now(), shown: std::sync::Once::new() };
        if !is_wanted {
            progress.shown.call_once(|| {});
        }
        progress
    }

    /// Counts one more.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        if !self.shown.is_completed() && self.started.elapsed() > PATIENCE {
            // a target that is not a terminal draws nothing
            self.shown.call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
