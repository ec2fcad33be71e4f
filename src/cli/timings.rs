//! How long each stage took, as a table for people and as JSON for programs.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// A clock that is read after each stage.
#[derive(Debug)]
pub(super) struct Timings {
    started: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Starts the clock.
    pub(super) fn start() -> Self {
        Self { started: Instant::now(), stages: Vec::new() }
    }

    /// Runs a stage and notes how long it took.
    pub(super) fn stage<T>(&mut self, name: &'static str, run: impl FnOnce() -> T) -> T {
        let started = Instant::now();
        let result = run();
        self.stages.push((name, started.elapsed()));
        result
    }

    /// The time since the start.
    pub(super) fn total(&self) -> Duration {
        self.started.elapsed()
    }

    /// One line a stage, and one for the whole.
    pub(super) fn table(&self) -> String {
        let total = self.total();
        let rows = self.stages.iter().copied().chain([("total", total)]);
        rows.fold(String::new(), |mut table, (name, time)| {
            let share = 100.0 * time.as_secs_f64() / total.as_secs_f64().max(f64::EPSILON);
            let _ = writeln!(table, "{name:>8} {:>9.1} ms {share:>4.0} %", time.as_secs_f64() * 1000.0);
            table
        })
    }

    /// `{"timings":{"load":0.012,…,"total":0.5}}` in seconds, on one line.
    pub(super) fn json(&self) -> String {
        let seconds = |time: Duration| serde_json::Value::from((time.as_secs_f64() * 1e6).round() / 1e6);
        let rows = self.stages.iter().copied().chain([("total", self.total())]);
        let stages: serde_json::Map<_, _> = rows.map(|(name, time)| (name.to_owned(), seconds(time))).collect();
        format!("{}\n", serde_json::json!({ "timings": stages }))
    }
}
