//! A list of steps, each with its time, and a summary at the end.

use std::time::{Duration, Instant};

use anyhow::Result;

/// Runs steps one after another. A failed step does not stop the next: one run says all that is wrong.
pub struct Steps {
    total: usize,
    done: Vec<(String, Duration, Result<()>)>,
    began: Instant,
}

impl Steps {
    /// For so many steps.
    pub fn new(total: usize) -> Steps {
        Steps {
            total,
            done: Vec::new(),
            began: Instant::now(),
        }
    }

    /// Runs one step.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result<()>) {
        println!("\n== [{}/{}] {name}", self.done.len() + 1, self.total);
        let began = Instant::now();
        let outcome = work();
        let took = began.elapsed();
        match &outcome {
            Ok(()) => println!("== {name}: good, {}", shown(took)),
            Err(error) => println!("== {name}: FAILED after {}: {error:#}", shown(took)),
        }
        self.done.push((name.to_owned(), took, outcome));
    }

    /// Prints the summary and says whether all is good.
    pub fn finish(self) -> bool {
        println!("\n== Summary");
        for (name, took, outcome) in &self.done {
            let word = if outcome.is_ok() { "good  " } else { "FAILED" };
            println!("   {word}  {:>8}  {name}", shown(*took));
        }
        let failed = self.done.iter().filter(|(_, _, outcome)| outcome.is_err()).count();
        let verdict = match failed {
            0 => "All good".to_owned(),
            failed => format!("{failed} of {} steps failed", self.done.len()),
        };
        println!("== {verdict}, {} in all", shown(self.began.elapsed()));
        failed == 0
    }
}

fn shown(duration: Duration) -> String {
    match duration.as_secs() {
        seconds @ 0..60 => format!("{}.{} s", seconds, duration.subsec_millis() / 100),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}
