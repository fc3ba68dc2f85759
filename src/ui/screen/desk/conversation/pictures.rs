//! The pictures on show: asked for when their rows come near, let go when they are far.

use std::collections::HashMap;
use std::sync::Arc;

use iced::advanced::graphics::core::Bytes;
use iced::widget::image::Handle;
use imbl::Vector;
use kit::Element;
use model::{Body, FileFacts, Pixels, Row, RowKey, RowKind};

use super::Message;
use crate::screen::Scene;
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
pub struct Pictures(HashMap<RowKey, Picture>);

enum Picture {
    Asked,
    Drawn(Handle),
    Failed,
}

impl Pictures {
    /// Lets go of pictures that are far from these rows, and gives those to ask for.
    pub(super) fn look(&mut self, rows: &Vector<Arc<Row>>, (first, last): &(RowKey, RowKey)) -> Vec<RowKey> {
        let at = |key: &RowKey| rows.iter().position(|row| row.key == *key);
        let Some(last) = at(last) else {
            return Vec::new();
        };
        // Above the first message stands a line that is none.
        let first = at(first).unwrap_or_default();
        let (first, last) = (first.saturating_sub(NEAR), (last + NEAR).min(rows.len() - 1));
        let near: Vec<_> = rows
            .focus()
            .narrow(first..=last)
            .into_iter()
            .filter(|row| has_picture(row))
            .collect();
        self.0.retain(|key, _| near.iter().any(|row| row.key == *key));
        let missing = near.into_iter().filter(|row| !self.0.contains_key(&row.key));
        let missing: Vec<_> = missing.map(|row| row.key.clone()).collect();
        self.0.extend(missing.iter().map(|key| (key.clone(), Picture::Asked)));
        missing
    }

    /// Takes over a picture that was asked for.
    pub(crate) fn set(&mut self, row: RowKey, picture: Option<Pixels>) {
        // Nobody looks at what was let go meanwhile.
        if let Some(asked) = self.0.get_mut(&row) {
            *asked = match picture {
                Some(pixels) => Picture::Drawn(handle(pixels)),
                None => Picture::Failed,
            };
        }
    }
}

/// A picture as it is handed to what draws. It stays where it is: a large one would be copied for nothing.
pub fn handle(Pixels { width, height, rgba }: Pixels) -> Handle {
    Handle::from_rgba(width, height, Bytes::from_owner(rgba))
}

/// Whether a message is one with a picture to show.
pub fn has_picture(row: &Row) -> bool {
    matches!(&row.kind, RowKind::Message(said) if matches!(&said.body, Body::File(file) if file.picture.is_some()))
}

/// The picture of a message, in the room kept for it; nothing where it can't be shown.
pub(super) fn view<'a>(
    key: &RowKey,
    file: &FileFacts,
    pictures: &Pictures,
    scene: Scene<'a>,
) -> Option<Element<'a, Message>> {
    let (width, height) = fitted(file.picture?);
    let handle = match pictures.0.get(key) {
        Some(Picture::Failed) => return None,
        Some(Picture::Drawn(handle)) => Some(handle.clone()),
        Some(Picture::Asked) | None => None,
    };
    let name = fl!(scene.words, "view-picture", name = &*file.name);
    let view = Message::View(key.clone());
    Some(kit::picture_button(
        format!("picture:{key}"),
        name,
        handle,
        (width, height),
        view,
    ))
}

/// The room for a picture with these sides.
#[expect(clippy::cast_precision_loss, reason = "pixels on a screen")]
fn fitted((width, height): (u32, u32)) -> (f32, f32) {
    let (width, height) = (width as f32, height as f32);
    let scale = (WIDEST / width).min(HIGHEST / height).min(1.0);
    ((width * scale).max(LEAST), (height * scale).max(LEAST))
}
