//! Shortcut keys, and what else comes from the window rather than from a control.

use iced::event::Status;
use iced::keyboard::{self, Key as Pressed, key::Named};
use iced::{Event, window};

use super::Message;
use crate::screen::desk;

/// The message of an event, where it has one.
pub fn listen(event: Event, status: Status, _window: window::Id) -> Option<Message> {
    let desk = |message| Some(Message::Desk(message));
    match event {
        Event::Window(window::Event::Focused) => desk(desk::Message::Focused(true)),
        Event::Window(window::Event::Unfocused) => desk(desk::Message::Focused(false)),
        Event::Window(window::Event::FileDropped(path)) => desk(desk::Message::Dropped(path)),
        Event::Keyboard(keyboard::Event::KeyPressed {
            key,
            physical_key,
            modifiers,
            ..
        }) => {
            let ours = |key| Some(Message::Desk(desk::Message::Key(key)));
            if modifiers.command() && !modifiers.alt() {
                // Where the layout writes no Latin letters, the key's place counts.
                return match (key.as_ref(), key.to_latin(physical_key)) {
                    (Pressed::Character(","), _) => Some(Message::Settings),
                    (Pressed::Character("/"), _) => ours(desk::Key::Shortcuts),
                    (_, Some('k')) => ours(desk::Key::Jump),
                    (_, Some('n')) => ours(desk::Key::NewMessage),
                    (_, Some('f')) => ours(desk::Key::Find {
                        everywhere: modifiers.shift(),
                    }),
                    (_, Some('g')) => ours(desk::Key::Date),
                    (_, Some('r')) => Some(Message::Speak),
                    (_, Some('u')) => ours(desk::Key::Attach),
                    (_, Some('l')) => Some(Message::Lock),
                    (_, Some('q')) => Some(Message::Quit),
                    _ => None,
                };
            }
            match key.as_ref() {
                Pressed::Named(named @ (Named::ArrowDown | Named::ArrowUp)) if modifiers.alt() => {
                    ours(desk::Key::Neighbour {
                        forward: named == Named::ArrowDown,
                        unread: modifiers.shift(),
                    })
                }
                Pressed::Named(named @ (Named::ArrowDown | Named::ArrowUp)) if modifiers.is_empty() => {
                    ours(desk::Key::Arrow {
                        down: named == Named::ArrowDown,
                    })
                }
                Pressed::Named(named @ (Named::PageDown | Named::PageUp)) if modifiers.is_empty() => {
                    ours(desk::Key::Page {
                        down: named == Named::PageDown,
                        free: status == Status::Ignored,
                    })
                }
                Pressed::Named(Named::Escape) if status == Status::Ignored => Some(Message::Escape),
                _ => None,
            }
        }
        _ => None,
    }
}
