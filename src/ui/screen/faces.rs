//! Small pictures of people and rooms, and the letters that stand in for them.

use std::collections::HashMap;

use iced::widget::image::Handle;
use kit::Element;
use model::{Person, Pixels, RoomKind, RoomSummary, Whose};

use super::Scene;
use super::desk::conversation::pictures::handle;

/// The pictures that were drawn.
#[derive(Debug, Default)]
pub struct Faces(HashMap<Whose, Handle>);

impl Faces {
    /// Takes over a picture, or that there is none any more.
    pub fn set(&mut self, whose: Whose, picture: Option<Pixels>) {
        match picture {
            Some(pixels) => drop(self.0.insert(whose, handle(pixels))),
            None => drop(self.0.remove(&whose)),
        }
    }

    /// Whether there is one.
    pub fn has(&self, whose: &Whose) -> bool {
        self.0.contains_key(whose)
    }
}

impl<'a> Scene<'a> {
    /// Somebody's picture, or the letters of their name on the department's colour.
    pub fn face<M: 'a>(self, person: &Person, diameter: f32) -> Element<'a, M> {
        let whose = Whose::Person(person.id.clone());
        self.drawn(&whose, &person.name, person.department.as_deref(), diameter)
    }

    /// A room's picture, or the other person's; or the letters of its name.
    pub fn room_face<M: 'a>(self, room: &RoomSummary, diameter: f32) -> Element<'a, M> {
        let whose = match &room.kind {
            RoomKind::Direct(user) => Whose::Person(user.clone()),
            _ => Whose::Room(room.id.clone()),
        };
        self.drawn(&whose, &room.name, room.department.as_deref(), diameter)
    }

    fn drawn<M: 'a>(self, whose: &Whose, name: &str, department: Option<&str>, diameter: f32) -> Element<'a, M> {
        match self.faces.0.get(whose) {
            Some(handle) => kit::portrait(handle.clone(), diameter),
            None => kit::avatar(name, department.unwrap_or_default(), diameter),
        }
    }
}
