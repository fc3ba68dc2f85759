//! The pictures on show: asked for when their rows come near, let go when they are far.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use iced::advanced::graphics::core::Bytes;
use iced::alignment;
use iced::time::Instant;
use iced::widget::image::Handle;
use iced::widget::{container, stack};
use imbl::Vector;
use kit::theme::{self, space};
use kit::{Element, Icon};
use model::{Body, FileFacts, Film, Pixels, Plays, Row, RowKey, RowKind};

use super::{Message, play};
use crate::screen::Scene;
use crate::screen::desk::film::Showing;
use crate::words::fl;

/// The widest and highest picture, before text is made larger.
const WIDEST: f32 = 360.0;
const HIGHEST: f32 = 270.0;
/// The least a picture takes of either: one is to be seen, whatever its sides are said to be.
const LEAST: f32 = 48.0;
/// So many rows before and behind those that are seen have their pictures too.
const NEAR: usize = 10;

/// Pictures by the message they are in.
#[derive(Default)]
pub struct Pictures {
    drawn: HashMap<RowKey, Picture>,
    /// The one that moves.
    film: Option<(RowKey, Showing)>,
    /// Those that were said to move, and don't.
    still: HashSet<RowKey>,
}

enum Picture {
    Asked,
    Drawn(Handle),
    Failed,
}

impl Pictures {
    /// Lets go of pictures that are far from these rows, and gives those to ask for.
    pub(super) fn look(&mut self, rows: &Vector<Arc<Row>>, on_show: RangeInclusive<usize>) -> Vec<RowKey> {
        // Nothing moves that nobody sees.
        let seen = |row: &RowKey| {
            rows.focus()
                .narrow(on_show.clone())
                .into_iter()
                .any(|it| it.key == *row)
        };
        self.film.take_if(|(row, _)| !seen(row));
        let (first, last) = on_show.into_inner();
        let (first, last) = (first.saturating_sub(NEAR), (last + NEAR).min(rows.len() - 1));
        let near: Vec<_> = rows
            .focus()
            .narrow(first..=last)
            .into_iter()
            .filter(|row| shows_picture(row))
            .collect();
        self.drawn.retain(|key, _| near.iter().any(|row| row.key == *key));
        let missing = near.into_iter().filter(|row| !self.drawn.contains_key(&row.key));
        let missing: Vec<_> = missing.map(|row| row.key.clone()).collect();
        self.drawn
            .extend(missing.iter().map(|key| (key.clone(), Picture::Asked)));
        missing
    }

    /// Takes over a picture that was asked for.
    pub(crate) fn set(&mut self, row: RowKey, picture: Option<Pixels>) {
        // Nobody looks at what was let go meanwhile.
        if let Some(asked) = self.drawn.get_mut(&row) {
            *asked = match picture {
                Some(pixels) => Picture::Drawn(handle(pixels)),
                None => Picture::Failed,
            };
        }
    }
}

/// What moves.
impl Pictures {
    /// Plays a picture, stops it for a while, or goes on. True where it is to be asked for.
    pub(super) fn play(&mut self, row: RowKey) -> bool {
        match &mut self.film {
            Some((now, showing)) if *now == row => {
                showing.toggle();
                false
            }
            _ => {
                self.film = Some((row, Showing::default()));
                true
            }
        }
    }

    /// Takes over a film that was asked for; none where the picture stands still, or can't be had.
    pub(crate) fn set_film(&mut self, row: RowKey, film: Option<Film>) {
        let asked = self.film.as_mut().filter(|(now, _)| *now == row);
        match (asked, film) {
            (Some((_, showing)), Some(film)) => showing.begin(film),
            (Some(_), None) => {
                self.film = None;
                self.still.insert(row);
            }
            (None, _) => {}
        }
    }

    /// Shows the next frame where it is time for it.
    pub(crate) fn beat(&mut self, now: Instant) {
        if let Some((_, showing)) = &mut self.film
            && !showing.beat(now)
        {
            self.film = None;
        }
    }

    /// Whether something moves.
    pub(crate) fn is_playing(&self) -> bool {
        self.film.as_ref().is_some_and(|(_, showing)| showing.is_playing())
    }

    /// Nothing moves of messages that have gone.
    pub(super) fn keep(&mut self, stands: impl Fn(&RowKey) -> bool) {
        self.film.take_if(|(row, _)| !stands(row));
    }

    /// Nothing moves any more.
    pub(crate) fn stop(&mut self) {
        self.film = None;
    }

    fn showing(&self, row: &RowKey) -> Option<&Showing> {
        let film = self.film.as_ref().filter(|(now, _)| now == row);
        film.map(|(_, showing)| showing)
    }
}

/// A picture as it is handed to what draws. It stays where it is: a large one would be copied for nothing.
pub fn handle(Pixels { width, height, rgba }: Pixels) -> Handle {
    Handle::from_rgba(width, height, Bytes::from_owner(rgba))
}

/// Whether a message is a picture, to be looked at by itself.
pub fn has_picture(row: &Row) -> bool {
    file(row).is_some_and(is_picture)
}

/// Whether a file is a picture, to be looked at by itself.
pub fn is_picture(file: &FileFacts) -> bool {
    file.picture.is_some() && !matches!(file.plays, Plays::Video { .. })
}

/// Whether a message shows a picture: one, or what a film begins with.
fn shows_picture(row: &Row) -> bool {
    file(row).is_some_and(|file| file.picture.is_some())
}

/// The file of a message.
pub(super) fn file(row: &Row) -> Option<&FileFacts> {
    match &row.kind {
        RowKind::Message(said) => match &said.body {
            Body::File(file) => Some(file),
            _ => None,
        },
        _ => None,
    }
}

/// The picture of a message, in the room kept for it; nothing where it can't be shown.
pub(super) fn view<'a>(
    key: &RowKey,
    file: &FileFacts,
    pictures: &Pictures,
    scene: Scene<'a>,
) -> Option<Element<'a, Message>> {
    let (width, height) = fitted(file.picture?);
    let handle = match pictures.drawn.get(key) {
        Some(Picture::Failed) => return None,
        Some(Picture::Drawn(handle)) => Some(handle.clone()),
        Some(Picture::Asked) | None => None,
    };
    let words = scene.words;
    let showing = pictures.showing(key);
    let handle = showing.and_then(|showing| showing.frame().cloned()).or(handle);
    if let Plays::Video { .. } = file.plays {
        // The way to it stands below: that is by another program, and may be locked.
        let name = fl!(words, "film-still", name = &*file.name);
        let still = kit::picture(format!("picture:{key}"), name, handle, width, height);
        let mark = container(Icon::Film.sized(28.0)).padding(space::S).style(theme::raised);
        return Some(stack![still, container(mark).center_x(width).center_y(height)].into());
    }
    let name = fl!(words, "view-picture", name = &*file.name);
    let view = Message::View(key.clone());
    let picture = kit::picture_button(format!("picture:{key}"), name, handle, (width, height), view);
    if file.plays != Plays::Animation || pictures.still.contains(key) {
        return Some(picture);
    }
    let (icon, label) = match showing.is_some_and(Showing::is_playing) {
        true => (Icon::Pause, fl!(words, "film-pause", name = &*file.name)),
        false => (Icon::Play, fl!(words, "film-play", name = &*file.name)),
    };
    let play = kit::icon_button(format!("film:{key}"), icon, label)
        .on_press(Message::Play(play::Message::Picture(key.clone())));
    let play = container(Element::from(play)).style(theme::raised);
    let corner = container(play)
        .padding(space::XS)
        .width(width.max(LEAST))
        .height(height.max(LEAST))
        .align_y(alignment::Vertical::Bottom);
    Some(stack![picture, corner].into())
}

/// The room for a picture with these sides.
#[expect(clippy::cast_precision_loss, reason = "pixels on a screen")]
fn fitted((width, height): (u32, u32)) -> (f32, f32) {
    let (width, height) = (width as f32, height as f32);
    let scale = (WIDEST / width).min(HIGHEST / height).min(1.0);
    ((width * scale).max(LEAST), (height * scale).max(LEAST))
}
