//! What the window costs by itself: patches an update, a frame of a long timeline against one of a short one, and a page of
//! a long one with pictures against a page of a short one.
//! `cargo xtask bench` runs it optimised. It ends with 1 when a target is missed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    dead_code,
    missing_docs
)]

#[path = "../../../tests/ui/fixtures.rs"]
mod fixtures;
#[path = "../../../tests/kit/play.rs"]
mod play;
#[path = "../../../tests/kit/stage.rs"]
mod stage;
#[path = "../../../tests/ui/stand.rs"]
mod stand;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use iced::advanced::graphics::Viewport;
use iced::{Point, Rectangle, Size};
use model::{Command, Event, Patch, Row};
use tiny_skia::{Mask, Pixmap};

use fixtures::RHYS;
use stage::Stage;
use stand::Stand;

const MANY: usize = 10_000;
const FEW: usize = 100;
/// Of one update's time.
const BUDGET: Duration = Duration::from_millis(2);
/// How many patches the session puts into one report: what came within 50 ms.
const BATCH: usize = 100;
/// A long timeline's frame against a short one's.
const RATIO: f64 = 1.5;
const FRAMES: usize = 60;
/// A page of a long timeline with pictures, scrolled to and drawn, against one of a short timeline.
const PAGE_RATIO: f64 = 1.2;
/// Pages scrolled through, as many as the short one has.
const PAGES: usize = 12;
/// How often, in turns: whichever came first alone would pay for what is done once.
const ROUNDS: usize = 7;
/// The most rows that may be built for a page.
const ROWS: usize = 60;

fn main() -> ExitCode {
    let updates = slowest_update();
    let good = updates <= BUDGET;
    println!(
        "{MANY} patches, {BATCH} an update: slowest {:.3} ms ({} {} ms)",
        updates.as_secs_f64() * 1000.0,
        word(good),
        BUDGET.as_millis()
    );
    let (many, few) = (frame(MANY), frame(FEW));
    let ratio = many.as_secs_f64() / few.as_secs_f64();
    let level = ratio <= RATIO;
    println!(
        "view and layout, {MANY} messages: {:.2} ms; {FEW}: {:.2} ms; ratio {ratio:.2} ({} {RATIO})",
        many.as_secs_f64() * 1000.0,
        few.as_secs_f64() * 1000.0,
        word(level)
    );
    let (many, few, rows) = pages();
    let ratio = many.as_secs_f64() / few.as_secs_f64();
    let paged = ratio <= PAGE_RATIO && rows <= ROWS;
    println!(
        "a page with pictures, scrolled to and drawn, of {MANY} messages: {:.2} ms; of {FEW}: {:.2} ms; ratio {ratio:.2} \
         ({} {PAGE_RATIO}); at most {rows} rows built ({ROWS})",
        many.as_secs_f64() * 1000.0,
        few.as_secs_f64() * 1000.0,
        word(paged)
    );
    if good && level && paged {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Applies all patches and gives the slowest update.
fn slowest_update() -> Duration {
    let mut stand = talking(0);
    let mut slowest = Duration::ZERO;
    for batch in 0..MANY / BATCH {
        let rows = (0..BATCH).map(|index| row(batch * BATCH + index));
        let patches = rows.map(Patch::PushBack).collect();
        let report = vec![Event::Rows {
            room: RHYS.into(),
            patches,
        }];
        let began = Instant::now();
        stand.report(report);
        slowest = slowest.max(began.elapsed());
    }
    slowest
}

/// The median of some frames of a timeline with so many messages.
fn frame(count: usize) -> Duration {
    let mut stage = Stage::sized(talking(count), Size::new(1180.0, 780.0));
    let frames = (0..FRAMES).map(|_| {
        let began = Instant::now();
        stage.redraw();
        began.elapsed()
    });
    middle(frames.collect())
}

/// What the middle one of the pages of a long timeline takes, that of a short one, and the most rows built.
fn pages() -> (Duration, Duration, usize) {
    let (mut many, mut few, mut most) = (Vec::new(), Vec::new(), 0);
    for _ in 0..ROUNDS {
        for (count, pages) in [(FEW, &mut few), (MANY, &mut many)] {
            most = most.max(scroll(count, pages));
        }
    }
    (middle(many), middle(few), most)
}

fn middle(mut taken: Vec<Duration>) -> Duration {
    taken.sort();
    taken[taken.len() / 2]
}

/// What some pages take, each scrolled to, its pictures handed over, and drawn. Gives the most rows built.
fn scroll(count: usize, pages: &mut Vec<Duration>) -> usize {
    let size = Size::new(1180.0, 780.0);
    let mut stage = Stage::sized(with(count, illustrated), size);
    let timeline = Point::new(size.width * 0.7, size.height * 0.5);
    let mut surface = Surface::new(size);
    let mut most = 0;
    for number in 0..PAGES {
        let began = Instant::now();
        // Half the way up, and down again.
        let up = if number < PAGES / 2 { 9.0 } else { -9.0 };
        stage.wheel(timeline, up);
        let pictures = stage.play.wished().into_iter().filter_map(|command| match command {
            Command::ShowPictures { rows, .. } => Some(rows),
            _ => None,
        });
        let drawn = pictures.flatten().map(|row| Event::Picture {
            room: RHYS.into(),
            row,
            picture: Some(fixtures::red((400, 300))),
        });
        let drawn = drawn.collect();
        stage.play.report(drawn);
        stage.redraw();
        surface.paint(stage.drawn(kit::Theme::Light));
        pages.push(began.elapsed());
        let nodes = stage.oracle.nodes();
        let rows = nodes
            .iter()
            .filter(|node| format!("{:?}", node.semantics.role) == "Article");
        most = most.max(rows.count());
    }
    most
}

/// What a window is painted on. It is kept from one frame to the next, as a window's is: a screenshot's copies are new each
/// time, and where the heap is large glibc gives them back to the system each time.
struct Surface {
    pixels: Pixmap,
    mask: Mask,
    size: Size<u32>,
}

impl Surface {
    fn new(size: Size) -> Self {
        let size = Size::new(size.width as u32, size.height as u32);
        Self {
            pixels: Pixmap::new(size.width, size.height).unwrap(),
            mask: Mask::new(size.width, size.height).unwrap(),
            size,
        }
    }

    /// All of it, though a window paints only what has changed.
    fn paint(&mut self, renderer: &mut iced::Renderer) {
        let viewport = Viewport::with_physical_size(self.size, 1.0);
        let all = Rectangle::with_size(Size::new(self.size.width as f32, self.size.height as f32));
        let ground = iced::theme::Base::base(&kit::Theme::Light).background_color;
        renderer.draw(&mut self.pixels.as_mut(), &mut self.mask, &viewport, &[all], ground);
    }
}

/// Words and pictures in turn.
fn illustrated(number: usize) -> Arc<Row> {
    if number % 2 == 1 {
        return row(number);
    }
    let at = fixtures::NOW + number as i64;
    let picture = fixtures::picture(&format!("page{number}.jpg"), (1600, 1200));
    fixtures::row(&format!("many{number}"), fixtures::said(fixtures::rhys(), at, picture))
}

fn talking(count: usize) -> Stand {
    with(count, row)
}

fn with(count: usize, row: impl Fn(usize) -> Arc<Row>) -> Stand {
    let mut stand = Stand::talking();
    let rows = (0..count).map(row).collect();
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::Reset(rows)],
    }]);
    stand
}

fn row(number: usize) -> Arc<Row> {
    let at = fixtures::NOW + number as i64;
    let said = fixtures::said(
        fixtures::rhys(),
        at,
        fixtures::text("The minutes of the meeting are agreed."),
    );
    fixtures::row(&format!("many{number}"), said)
}

fn word(good: bool) -> &'static str {
    if good { "within" } else { "MISSED" }
}
