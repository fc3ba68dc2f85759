//! Every control in a real window, to look at and to try with a screen reader: `gallery [light|dark|contrast] [zoom]`.
#![allow(clippy::unwrap_used, dead_code)]

#[path = "../../../tests/kit/gallery.rs"]
mod gallery;
#[path = "../../../tests/kit/play.rs"]
mod play;

use gallery::Gallery;
use iced::{Size, Subscription, Task, window};
use kit::{Element, Theme};
use play::Play as _;

struct Program {
    gallery: Gallery,
    window: window::Id,
    theme: Theme,
    zoom: f32,
}

#[derive(Debug, Clone)]
enum Message {
    Gallery(gallery::Message),
    Wake,
    Shown,
    Closed,
}

fn boot() -> (Program, Task<Message>) {
    let arguments: Vec<String> = std::env::args().collect();
    let theme = match arguments.get(1).map(String::as_str) {
        Some("dark") => Theme::Dark,
        Some("contrast") => Theme::Contrast,
        _ => Theme::Light,
    };
    let zoom = arguments.get(2).and_then(|zoom| zoom.parse().ok()).unwrap_or(1.0);
    let number = |place: usize| arguments.get(place).and_then(|size: &String| size.parse().ok());
    let size = Size::new(number(3).unwrap_or(1100.0), number(4).unwrap_or(900.0));
    let (window, open) = kit::access::open(window::Settings {
        size,
        ..window::Settings::default()
    });
    let program = Program {
        gallery: Gallery { zoom, ..Gallery::new() },
        window,
        theme,
        zoom,
    };
    kit::load_emoji();
    (program, open.map(|_| Message::Shown))
}

fn update(program: &mut Program, message: Message) -> Task<Message> {
    match message {
        Message::Gallery(message) => program.gallery.update(message),
        Message::Closed => return iced::exit(),
        Message::Wake | Message::Shown => {}
    }
    Task::none()
}

fn view(program: &Program, window: window::Id) -> Element<'_, Message> {
    program.gallery.view(window).map(Message::Gallery)
}

fn subscription(_program: &Program) -> Subscription<Message> {
    Subscription::batch([
        kit::access::subscription().map(|_| Message::Wake),
        window::close_events().map(|_| Message::Closed),
    ])
}

fn main() -> iced::Result {
    kit::load_fonts();
    iced::daemon(boot, update, view)
        .default_font(kit::theme::BODY)
        .title("Gallery")
        .theme(|program: &Program, _| program.theme)
        .scale_factor(|program, _| program.zoom)
        .subscription(subscription)
        .run()
}
