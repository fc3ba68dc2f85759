//! A message: its bubble, its marks, and what may be done with it.

mod marks;
mod menu;

pub use marks::{excerpt, thread_words};

use iced::alignment::Horizontal;
use iced::widget::{Space, column, container, row, stack};
use iced::{Alignment, Length, Padding};
use kit::theme::{self, space};
use kit::{Element, Icon, text};
use model::{Body, Message as Said, RowKey, SendState};

use super::allowance::Allowance;
use super::{Message, State, body, closed, poll, unreadable};
use crate::screen::Scene;
use crate::words::{Words, fl};

/// The widest a bubble gets.
const WIDEST: f32 = 620.0;
const AVATAR: f32 = 36.0;
/// The room beside a bubble for its button.
const MORE: f32 = 40.0;

/// The message; `together` where it stands under the name of the one before, `sought` where it was asked for.
pub fn view<'a>(
    key: &'a RowKey,
    said: &'a Said,
    together: bool,
    sought: bool,
    conversation: &'a State,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    // All of the thread that is on show stands under it.
    let begins = said.event.is_some() && said.event.as_ref() == conversation.thread();
    let mut lines = column![].spacing(space::XS);
    if !together {
        lines = lines.push(name(said, scene));
    }
    if let Some(quote) = &said.reply {
        lines = lines.push(marks::quote(quote, scene));
    }
    lines = lines.push(body::view(key, said, conversation, scene));
    lines = lines.push(unreadable::button(key, said, scene));
    lines = lines.push(marks::foot(key, said, scene));
    let fill = if said.own { theme::mine } else { theme::theirs };
    let bubble = container(lines)
        .padding([space::S, space::M])
        .max_width(WIDEST)
        // Words in both directions without a space are not always broken where they should be.
        .clip(true)
        .style(move |theme| match sought {
            true => theme::sought(fill(theme), theme),
            false => fill(theme),
        });
    let more: Element<'a, Message> = if menu::is_empty(said) {
        Space::new().into()
    } else {
        let id = format!("more:{key}");
        kit::menu_button(id, Icon::MoreVertical, fl!(words, "more-actions"), move || {
            menu::items(key, said, begins, scene)
        })
    };
    // Beside the bubble, in room kept for it: a row would squeeze it where the bubble is wide.
    let (room, side) = if said.own {
        (Padding::default().left(MORE), Horizontal::Left)
    } else {
        (Padding::default().right(MORE), Horizontal::Right)
    };
    let more = container(more).width(Length::Fill).align_x(side).center_y(Length::Fill);
    let line = stack![container(bubble).padding(room), more];
    let mut column = column![line].spacing(space::XS);
    if said.own {
        column = column.align_x(Alignment::End);
    }
    if !said.reactions.is_empty() {
        column = column.push(marks::reactions(key, said, scene));
    }
    if !begins {
        column = column.push(marks::thread(key, said, scene));
    }
    if let SendState::Failed(failure) = said.state {
        column = column.push(marks::failed(key, failure, scene));
    }
    column = column.push(marks::upload(key, said, scene));
    if !said.read_by.is_empty() {
        column = column.push(marks::read_by(said, scene));
    }
    let content: Element<'a, Message> = if said.own {
        row![Space::new().width(Length::Fill), column].into()
    } else {
        let face: Element<'a, Message> = if together {
            Space::new().width(AVATAR).into()
        } else {
            scene.face(&said.sender, AVATAR)
        };
        row![face, column].spacing(space::S).into()
    };
    let row = kit::message(
        format!("row:{key}"),
        spoken(said, conversation.shows_whole(key), words),
        content,
    );
    let row = if menu::is_empty(said) {
        row
    } else {
        row.menu(fl!(words, "more-actions"), move || {
            menu::items(key, said, begins, scene)
        })
    };
    let row = if sought { row.selected(true) } else { row };
    row.padding([if together { 1.0 } else { space::XS }, space::L]).into()
}

/// Who, and which department vouches for them. One's own messages say "You": the side and colour are not the only sign.
fn name<'a>(said: &'a Said, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    if said.own {
        return text::strong(fl!(words, "you")).into();
    }
    let department: Element<'a, Message> = match &said.sender.department {
        Some(department) => kit::department_chip(department.to_string()),
        None => kit::chip(
            fl!(words, "from-outside", server = said.sender.id.server()),
            kit::Tint::Warning,
        ),
    };
    row![text::strong(&*said.sender.name), department]
        .spacing(space::S)
        .align_y(Alignment::Center)
        .wrap()
        .into()
}

/// What a message says, in words.
pub fn spoken_body(body: &Body, words: &Words) -> String {
    match body {
        Body::Text { plain, .. } => plain.to_string(),
        Body::File(file) => {
            let spoken = body::spoken_file(file, words);
            match &file.caption {
                Some(caption) => format!("{spoken} {}", caption.plain),
                None => spoken,
            }
        }
        Body::Poll(poll) => poll::spoken(poll, words),
        Body::Redacted => fl!(words, "redacted"),
        Body::Undecryptable(cause) => unreadable::sentence(*cause, words),
        Body::Closed(why, _) => closed::sentence(*why, words),
        Body::Unsupported => fl!(words, "unsupported"),
    }
}

/// The same of the beginning of a long one, as it is shown.
pub fn beginning(body: &Body, words: &Words) -> String {
    let mut spoken = spoken_body(body, words);
    let shown = Allowance::new(false).words(&spoken).len();
    if shown < spoken.len() {
        spoken.truncate(shown);
        spoken.push('…');
    }
    spoken
}

/// What to warn of at a message, in words.
pub fn warnings(said: &Said, words: &Words) -> impl Iterator<Item = String> {
    marks::shield(said, words).into_iter().chain(marks::lure(said, words))
}

/// The whole message in words, for the one node it is to a screen reader.
fn spoken(said: &Said, whole: bool, words: &Words) -> String {
    let who = if said.own {
        fl!(words, "you")
    } else {
        said.sender.name.to_string()
    };
    let mut parts = vec![who, words.time(said.at)];
    if let Some(quote) = &said.reply
        && let Some((whose, line)) = &quote.content
    {
        let line = match quote.closed {
            Some(why) => closed::quote(why, words),
            None => line.to_string(),
        };
        parts.push(fl!(words, "spoken-reply", name = &*whose.name, text = line));
    }
    parts.push(match whole {
        true => spoken_body(&said.body, words),
        false => beginning(&said.body, words),
    });
    if said.sender.department.is_none() && !said.own {
        parts.push(fl!(words, "from-outside", server = said.sender.id.server()));
    }
    if said.mentions_me {
        parts.push(fl!(words, "mentions-you"));
    }
    if said.edited {
        parts.push(fl!(words, "edited"));
    }
    if said.pinned {
        parts.push(fl!(words, "pinned"));
    }
    for reaction in &said.reactions {
        parts.push(fl!(
            words,
            "spoken-reaction",
            key = &*reaction.key,
            count = reaction.people.len()
        ));
    }
    parts.extend(said.thread.as_ref().map(|thread| marks::thread_words(thread, words)));
    parts.extend(marks::state(&said.state, words));
    parts.extend(warnings(said, words));
    if !said.read_by.is_empty() {
        parts.push(marks::read_words(said, words));
    }
    parts.join(", ")
}
