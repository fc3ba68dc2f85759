//! What the program writes to its standard error, and what it never does: bodies, names, addresses, tokens, keys.
//!
//! Our rooms' lines are written in their own words. Of everybody else's, in an optimised build, only the place is:
//! the Matrix SDK names people and rooms in its warnings, and quotes servers in its errors.

use std::fmt;
use std::panic;
use std::thread;

use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::prelude::*;
use tracing_subscriber::registry::LookupSpan;

/// Our rooms, as their lines begin.
const OURS: [&str; 8] = ["cli", "despatch", "kit", "model", "platform", "policy", "session", "ui"];

/// Starts the journal. In an optimised build `RUST_LOG` is not read: it would let anybody turn on the SDK's trace. Nor is there
/// any: what is less than a warning is left out when it is compiled (`tracing`'s feature in Cargo.toml).
pub fn start() {
    let chosen = if cfg!(debug_assertions) {
        std::env::var("RUST_LOG").ok()
    } else {
        None
    };
    let filter = chosen.and_then(|text| text.parse().ok()).unwrap_or_else(|| {
        let ours = OURS.map(|room| (room, LevelFilter::INFO));
        Targets::new().with_default(LevelFilter::WARN).with_targets(ours)
    });
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .event_format(Lines);
    tracing_subscriber::registry().with(lines.with_filter(filter)).init();
    panic::set_hook(Box::new(|info| {
        // Where and in which thread; what it says may quote a message.
        let thread = thread::current();
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, thread = thread.name().unwrap_or("unnamed"), "panicked");
        #[cfg(debug_assertions)]
        tracing::error!("{info}\n{}", std::backtrace::Backtrace::force_capture());
    }));
}

/// One line an event: level, where from, and for our own what was said.
struct Lines;

impl<S, N> FormatEvent<S, N> for Lines
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, context: &FmtContext<'_, S, N>, mut writer: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let place = event.metadata();
        write!(writer, "{} {}", level(place.level()), place.target())?;
        if cfg!(debug_assertions) || is_ours(place.target()) {
            writer.write_str(": ")?;
            context.field_format().format_fields(writer.by_ref(), event)?;
        } else if let Some(line) = place.line() {
            write!(writer, " line {line}")?;
        }
        writeln!(writer)
    }
}

fn is_ours(target: &str) -> bool {
    OURS.contains(&target.split("::").next().unwrap_or(target))
}

fn level(level: &Level) -> &'static str {
    match *level {
        Level::ERROR => "error",
        Level::WARN => "warn",
        Level::INFO => "info",
        Level::DEBUG => "debug",
        Level::TRACE => "trace",
    }
}
