//! A program without a window: state, view and update, with widget state kept between views as in a real one.

use iced::advanced::widget::operation::Outcome;
use iced::advanced::{Clipboard, clipboard, mouse};
use iced::futures::StreamExt;
use iced::keyboard::{self, Modifiers, key::Named};
use iced::time::Instant;
use iced::{Event, Point, Size, Task, window};
use iced_test::runtime::Action;
use iced_test::runtime::UserInterface;
use iced_test::runtime::user_interface::{self, Cache};
use kit::Theme;
use kit::oracle::{Oracle, Seen};

use crate::play::Play;

/// The stage.
pub struct Stage<P> {
    pub play: P,
    pub oracle: Oracle,
    pub size: Size,
    window: window::Id,
    cache: Option<Cache>,
    renderer: iced::Renderer,
    cursor: mouse::Cursor,
    /// What lies on the clipboard.
    pub clipboard: Option<String>,
    /// When the window is to be drawn next.
    pub next: window::RedrawRequest,
}

impl<P: Play> Stage<P> {
    pub fn new(play: P) -> Self {
        Self::sized(play, Size::new(1000.0, 1400.0))
    }

    pub fn sized(play: P, size: Size) -> Self {
        use iced_test::core::renderer::Headless;
        kit::load_fonts();
        let renderer = <iced::Renderer as Headless>::new(kit::theme::BODY, 17.into(), Some("tiny-skia"));
        let renderer = iced::futures::executor::block_on(renderer).expect("headless renderer");
        let window = window::Id::unique();
        let oracle = Oracle::attach(window);
        let cursor = mouse::Cursor::Unavailable;
        let mut stage = Self {
            play,
            oracle,
            size,
            window,
            cache: Some(Cache::default()),
            renderer,
            cursor,
            clipboard: None,
            next: window::RedrawRequest::Wait,
        };
        stage.redraw();
        stage
    }

    /// Events as the runtime hands them out: all, then messages, then a redraw.
    pub fn send(&mut self, events: Vec<Event>) {
        self.turn(events);
        self.redraw();
    }

    /// Two redraws: what the first one asks for shows in the second.
    pub fn redraw(&mut self) {
        for _ in 0..2 {
            self.turn(vec![Event::Window(window::Event::RedrawRequested(Instant::now()))]);
        }
    }

    /// A frame at a time of the test's own.
    pub fn draw_at(&mut self, now: Instant) {
        self.turn(vec![Event::Window(window::Event::RedrawRequested(now))]);
    }

    fn turn(&mut self, events: Vec<Event>) {
        let mut messages = Vec::new();
        let mut view = UserInterface::build(
            self.play.view(self.window),
            self.size,
            self.cache.take().unwrap_or_default(),
            &mut self.renderer,
        );
        let (state, _) = view.update(
            &events,
            self.cursor,
            &mut self.renderer,
            &mut Board(&mut self.clipboard),
            &mut messages,
        );
        if let user_interface::State::Updated { redraw_request, .. } = state {
            self.next = redraw_request;
        }
        self.cache = Some(view.into_cache());
        for message in messages {
            self.play.update(message);
        }
    }

    /// Carries out what a task does with the widgets, as the runtime would.
    pub fn run<T: Send + 'static>(&mut self, task: Task<T>) {
        let Some(mut actions) = iced_test::runtime::task::into_stream(task) else {
            return;
        };
        while let Some(action) = iced::futures::executor::block_on(actions.next()) {
            let Action::Widget(mut operation) = action else {
                continue;
            };
            let view = self.play.view(self.window);
            let cache = self.cache.take().unwrap_or_default();
            let mut view = UserInterface::build(view, self.size, cache, &mut self.renderer);
            loop {
                view.operate(&self.renderer, operation.as_mut());
                match operation.finish() {
                    Outcome::Chain(next) => operation = next,
                    _ => break,
                }
            }
            self.cache = Some(view.into_cache());
        }
        self.redraw();
    }

    pub fn key(&mut self, key: Named) {
        self.chord(key, Modifiers::empty());
    }

    pub fn chord(&mut self, key: Named, modifiers: Modifiers) {
        self.send(vec![press(keyboard::Key::Named(key), modifiers, None)]);
    }

    pub fn write(&mut self, words: &str) {
        for letter in words.chars() {
            let letter = letter.to_string();
            let key = keyboard::Key::Character(letter.as_str().into());
            self.send(vec![press(key, Modifiers::empty(), Some(letter.as_str()))]);
        }
    }

    /// A letter with Ctrl, or Command.
    pub fn command(&mut self, letter: char) {
        let key = keyboard::Key::Character(letter.to_string().as_str().into());
        self.send(vec![press(key, Modifiers::COMMAND, None)]);
    }

    pub fn mouse(&mut self, at: Point, button: mouse::Button) {
        self.cursor = mouse::Cursor::Available(at);
        self.send(vec![
            Event::Mouse(mouse::Event::CursorMoved { position: at }),
            Event::Mouse(mouse::Event::ButtonPressed(button)),
            Event::Mouse(mouse::Event::ButtonReleased(button)),
        ]);
    }

    /// Moves the pointer.
    pub fn point(&mut self, at: Point) {
        self.cursor = mouse::Cursor::Available(at);
        self.send(vec![Event::Mouse(mouse::Event::CursorMoved { position: at })]);
    }

    pub fn wheel(&mut self, at: Point, lines: f32) {
        self.point(at);
        let delta = mouse::ScrollDelta::Pixels {
            x: 0.0,
            y: lines * 60.0,
        };
        self.send(vec![Event::Mouse(mouse::Event::WheelScrolled { delta })]);
    }

    /// The key of what holds the focus.
    pub fn focus(&self) -> String {
        self.oracle.focus().map(|node| node.key).unwrap_or_default()
    }

    pub fn node(&self, key: &str) -> Seen {
        let nodes = self.oracle.nodes();
        nodes
            .iter()
            .find(|node| node.key == key)
            .cloned()
            .unwrap_or_else(|| panic!("no node {key} in {nodes:#?}"))
    }

    /// A picture of the stage, to look at: PNG.
    pub fn picture(&mut self, theme: Theme, scale: f32, path: &std::path::Path) {
        let (width, height, rgba) = self.pixels(theme, scale);
        let mut file = png::Encoder::new(std::fs::File::create(path).unwrap(), width, height);
        file.set_color(png::ColorType::Rgba);
        file.set_compression(png::Compression::Fast);
        file.write_header().unwrap().write_image_data(&rgba).unwrap();
    }

    /// The same as width, height and four bytes for each pixel.
    pub fn pixels(&mut self, theme: Theme, scale: f32) -> (u32, u32, Vec<u8>) {
        use iced_test::core::renderer::Headless;
        let (width, height) = ((self.size.width * scale) as u32, (self.size.height * scale) as u32);
        let ground = iced::theme::Base::base(&theme).background_color;
        let renderer = self.drawn(theme);
        let rgba = renderer.screenshot(Size::new(width, height), scale, ground);
        (width, height, rgba)
    }

    /// The renderer that holds a frame, and has still to make pixels of it.
    pub fn drawn(&mut self, theme: Theme) -> &mut iced::Renderer {
        let view = self.play.view(self.window);
        let cache = self.cache.take().unwrap_or_default();
        let mut view = UserInterface::build(view, self.size, cache, &mut self.renderer);
        let mut messages = Vec::new();
        let redraw = Event::Window(window::Event::RedrawRequested(Instant::now()));
        let _ = view.update(
            &[redraw],
            self.cursor,
            &mut self.renderer,
            &mut clipboard::Null,
            &mut messages,
        );
        let base = iced::theme::Base::base(&theme);
        let style = iced::advanced::renderer::Style {
            text_color: base.text_color,
        };
        view.draw(&mut self.renderer, &theme, &style, self.cursor);
        self.cache = Some(view.into_cache());
        &mut self.renderer
    }
}

/// A clipboard of the test's own.
struct Board<'a>(&'a mut Option<String>);

impl Clipboard for Board<'_> {
    fn read(&self, _kind: clipboard::Kind) -> Option<String> {
        self.0.clone()
    }

    fn write(&mut self, _kind: clipboard::Kind, contents: String) {
        *self.0 = Some(contents);
    }
}

fn press(key: keyboard::Key, modifiers: Modifiers, text: Option<&str>) -> Event {
    Event::Keyboard(keyboard::Event::KeyPressed {
        key: key.clone(),
        modified_key: key,
        physical_key: keyboard::key::Physical::Unidentified(keyboard::key::NativeCode::Unidentified),
        location: keyboard::Location::Standard,
        modifiers,
        text: text.map(Into::into),
        repeat: false,
    })
}
