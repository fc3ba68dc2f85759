//! Whether somebody is at the window: looked at only where a rule asks for a lock, and then four times a minute. A message
//! for each move of the pointer would have the whole view built anew each time.

use std::hash::Hash;
use std::time::Duration;

use iced::advanced::subscription::{self, EventStream, Hasher, Recipe};
use iced::event::Event as Happening;
use iced::futures::stream::{self, BoxStream, StreamExt};
use iced::time::Instant;
use iced::{Subscription, keyboard, mouse};

use super::Message;

/// How often the window looks at the clock.
const EVERY: Duration = Duration::from_secs(15);

/// Keys, pointer and touch in the window, and the time.
pub fn subscription() -> Subscription<Message> {
    subscription::from_recipe(Activity)
}

struct Activity;

impl Recipe for Activity {
    type Output = Message;

    fn hash(&self, state: &mut Hasher) {
        std::any::TypeId::of::<Self>().hash(state);
    }

    fn stream(self: Box<Self>, events: EventStream) -> BoxStream<'static, Message> {
        let seen = events.filter_map(async |event| match event {
            subscription::Event::Interaction { event, .. } if is_somebody(&event) => Some(Seen::Somebody),
            _ => None,
        });
        let clock = stream::unfold((), async |()| {
            tokio::time::sleep(EVERY).await;
            Some((Seen::Clock, ()))
        });
        let mut last = None;
        let messages = stream::select(seen.boxed(), clock.boxed()).map(move |seen| match seen {
            Seen::Somebody => {
                last = Some(Instant::now());
                Vec::new()
            }
            Seen::Clock => {
                let active = last.take().map(Message::Active);
                active.into_iter().chain([Message::Tick(Instant::now())]).collect()
            }
        });
        messages.flat_map(stream::iter).boxed()
    }
}

enum Seen {
    Somebody,
    Clock,
}

/// Whether a person did it.
fn is_somebody(event: &Happening) -> bool {
    match event {
        Happening::Keyboard(keyboard::Event::KeyPressed { .. }) | Happening::Touch(_) => true,
        Happening::Mouse(event) => !matches!(event, mouse::Event::CursorEntered | mouse::Event::CursorLeft),
        _ => false,
    }
}
