//! Shortcut keys that lead from one account to another; all others are the front account's.

use iced::event::Status;
use iced::keyboard::{self, key::Code, key::Physical};
use iced::{Event, window};
use model::AccountNumber;

use super::Message;
use crate::app;

/// The message of an event, where it has one.
pub fn listen(event: Event, status: Status, window: window::Id) -> Option<Message> {
    if let Event::Keyboard(keyboard::Event::KeyPressed {
        physical_key: Physical::Code(code),
        modifiers,
        ..
    }) = &event
        && modifiers.command()
        && modifiers.shift()
        && !modifiers.alt()
        && let Some(number) = number(*code)
    {
        // By the key's place: with Shift it writes something else on every layout.
        return Some(Message::Show(number));
    }
    match app::keys::listen(event, status, window)? {
        // Whoever leaves the computer leaves all of them.
        lock @ app::Message::Lock => Some(Message::All(lock)),
        message => Some(Message::Front(message)),
    }
}

fn number(code: Code) -> Option<AccountNumber> {
    const DIGITS: [[Code; 2]; 9] = [
        [Code::Digit1, Code::Numpad1],
        [Code::Digit2, Code::Numpad2],
        [Code::Digit3, Code::Numpad3],
        [Code::Digit4, Code::Numpad4],
        [Code::Digit5, Code::Numpad5],
        [Code::Digit6, Code::Numpad6],
        [Code::Digit7, Code::Numpad7],
        [Code::Digit8, Code::Numpad8],
        [Code::Digit9, Code::Numpad9],
    ];
    let place = DIGITS.iter().position(|codes| codes.contains(&code))?;
    u32::try_from(place + 1).ok().map(AccountNumber)
}
