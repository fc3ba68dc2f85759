//! Each question as it is drawn.

mod browse;
mod date;
mod emoji;
mod files;
mod forward;
mod governing;
mod jump;
mod link;
mod people;
mod poll;
mod readers;
mod reporting;
mod shortcuts;
mod spaces;
mod versions;

use iced::widget::column;
use kit::theme::space;
use kit::{Element, text};

use super::{Message, Question, State};
use crate::screen::desk::rooms;
use crate::screen::{Scene, page, rule};
use crate::words::fl;

/// The question on show.
pub fn view<'a>(
    state: &'a State,
    rooms: &'a rooms::State,
    recent: &'a [&'static str],
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    match &state.question {
        Question::NewMessage { person } => form(
            state,
            fl!(words, "new-message"),
            kit::entry("dialog:first", fl!(words, "person-field"), &**person).hint(fl!(words, "person-hint")),
            people::view(state, scene),
            fl!(words, "new-message-confirm"),
            !person.trim().is_empty(),
            scene,
        ),
        Question::NewRoom { name, people } => {
            let people = kit::entry("dialog:second", fl!(words, "room-people"), &**people)
                .hint(fl!(words, "room-people-hint"))
                .on_input(Message::Second)
                .on_submit(Message::Confirm);
            form(
                state,
                fl!(words, "new-room"),
                kit::entry("dialog:first", fl!(words, "room-name"), &**name).hint(fl!(words, "room-name-hint")),
                Some(
                    column![Element::from(people), people::view(state, scene)]
                        .spacing(space::S)
                        .into(),
                ),
                fl!(words, "new-room-confirm"),
                !name.trim().is_empty(),
                scene,
            )
        }
        Question::NewSpace { name, .. } => form(
            state,
            fl!(words, "new-space"),
            kit::entry("dialog:first", fl!(words, "space-name"), &**name).hint(fl!(words, "space-name-hint")),
            None,
            fl!(words, "new-space-confirm"),
            !name.trim().is_empty(),
            scene,
        ),
        Question::Fill(filling) => spaces::view(state, filling, rooms, scene),
        Question::Knock { name, message, .. } => form(
            state,
            fl!(words, "knock-title", name = &**name),
            kit::entry("dialog:first", fl!(words, "knock-message"), &**message).hint(fl!(words, "knock-message-hint")),
            Some(text::body(fl!(words, "knock-text")).into()),
            fl!(words, "knock"),
            true,
            scene,
        ),
        Question::Join { address } => form(
            state,
            fl!(words, "join"),
            kit::entry("dialog:first", fl!(words, "join-address"), &**address).hint(fl!(words, "join-hint")),
            None,
            fl!(words, "join-confirm"),
            !address.trim().is_empty(),
            scene,
        ),
        Question::Invite { person, .. } => form(
            state,
            fl!(words, "invite"),
            kit::entry("dialog:first", fl!(words, "person-field"), &**person).hint(fl!(words, "person-hint")),
            people::view(state, scene),
            fl!(words, "invite-confirm"),
            !person.trim().is_empty(),
            scene,
        ),
        Question::Decide { what, reason, .. } => {
            let reason = kit::entry("dialog:second", fl!(words, "decide-reason"), &**reason)
                .hint(fl!(words, "decide-reason-hint"))
                .on_input(Message::Second)
                .on_submit(Message::Confirm);
            form(
                state,
                fl!(words, "decide-title"),
                kit::entry("dialog:first", fl!(words, "decide-what"), &**what).hint(fl!(words, "decide-what-hint")),
                Some(reason.into()),
                fl!(words, "decide-confirm"),
                !what.trim().is_empty(),
                scene,
            )
        }
        Question::Save { name, folder, .. } => form(
            state,
            fl!(words, "save-title", name = &**name),
            kit::entry("dialog:first", fl!(words, "save-folder"), &**folder).hint(fl!(words, "save-hint")),
            None,
            fl!(words, "save"),
            !folder.trim().is_empty(),
            scene,
        ),
        Question::Leave {
            name, invitation: true, ..
        } => confirm(
            fl!(words, "decline-title", name = &**name),
            fl!(words, "decline-text"),
            fl!(words, "decline"),
            true,
            scene,
        ),
        Question::Leave { name, asked: true, .. } => confirm(
            fl!(words, "knock-withdraw-title", name = &**name),
            fl!(words, "knock-withdraw-text"),
            fl!(words, "knock-withdraw"),
            true,
            scene,
        ),
        Question::Leave { name, sole, .. } => confirm(
            fl!(words, "leave-title", name = &**name),
            match sole {
                true => fl!(words, "leave-text-sole"),
                false => fl!(words, "leave-text"),
            },
            fl!(words, "leave"),
            true,
            scene,
        ),
        Question::Browse(browsing) => browse::view(state, browsing, scene),
        Question::Govern(asked) => governing::view(state, asked, scene),
        Question::Report(report) => reporting::view(state, report, scene),
        Question::NewPoll { poll, .. } => form(
            state,
            fl!(words, "poll-new"),
            kit::entry("dialog:first", fl!(words, "poll-question"), &*poll.question),
            Some(poll::answers(poll, scene)),
            fl!(words, "poll-start"),
            super::is_ready(poll),
            scene,
        ),
        Question::EndPoll { .. } => confirm(
            fl!(words, "poll-end-title"),
            fl!(words, "poll-end-text"),
            fl!(words, "poll-end"),
            true,
            scene,
        ),
        Question::Delete { .. } => confirm(
            fl!(words, "delete-title"),
            fl!(words, "delete-text"),
            fl!(words, "delete"),
            true,
            scene,
        ),
        Question::Attach { path } => form(
            state,
            fl!(words, "attach"),
            kit::entry("dialog:first", fl!(words, "attach-path"), &**path).hint(fl!(words, "attach-path-hint")),
            None,
            fl!(words, "attach-confirm"),
            super::is_whole(path),
            scene,
        ),
        Question::SendFiles(files) => files::view(state, files, scene),
        Question::Link(link) => link::view(link, scene),
        Question::Versions { found, .. } => versions::view(found.as_ref(), scene),
        Question::Readers { readers } => readers::view(readers, scene),
        Question::React { .. } => emoji::view(&state.picking, recent, true, scene),
        Question::Emoji => emoji::view(&state.picking, recent, false, scene),
        Question::Forward(forward) => forward::view(state, forward, rooms, scene),
        Question::Date { typed, .. } => date::view(state, typed, scene),
        Question::Shortcuts => shortcuts::view(scene),
        Question::Jump { query, chosen } => jump::view(query, *chosen, rooms, scene),
    }
}

/// A question with a field. What was typed stays while it is asked and when it is refused.
fn form<'a>(
    state: &'a State,
    title: String,
    first: kit::Entry<'a, Message>,
    second: Option<Element<'a, Message>>,
    yes: String,
    ready: bool,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let fields = fields(state, first, second, scene);
    let answers = answers(state, yes, ready, scene);
    kit::dialog("dialog", title, fields, answers, Message::Close)
}

/// The fields, and how the last try went.
fn fields<'a>(
    state: &'a State,
    first: kit::Entry<'a, Message>,
    second: Option<Element<'a, Message>>,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let mut content = column![].spacing(space::L);
    let refusal = state
        .why()
        .map(|why| words.refusal(String::new(), why, scene.organisation));
    let rule = refusal.as_ref().and_then(|refusal| refusal.rule);
    let refused = refusal.map(|refusal| refusal.rest());
    let spoken = kit::announce("dialog:refused", refused.clone().unwrap_or_default());
    let first = first
        .error(refused)
        .on_input(Message::First)
        .on_submit(Message::Confirm);
    content = content.push(column![Element::from(first), spoken]);
    if let Some(key) = rule {
        content = content.push(rule::button("dialog:first", Message::Rule(key), scene));
    }
    content = content.push(second.unwrap_or_else(|| column![].into()));
    let said = if state.is_pending() {
        fl!(words, "working")
    } else {
        String::new()
    };
    content.push(page::status("dialog:status", said)).into()
}

/// Yes, where that can be said now, and no.
fn answers<'a>(state: &'a State, yes: String, ready: bool, scene: Scene<'a>) -> [Element<'a, Message>; 2] {
    let pending = state.is_pending();
    let yes = kit::button("dialog:confirm", yes)
        .primary()
        .busy(pending)
        .on_press_maybe((ready && !pending).then_some(Message::Confirm));
    [yes.into(), cancel(scene)]
}

/// A question with yes and no.
fn confirm<'a>(title: String, words: String, yes: String, danger: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let yes = kit::button("dialog:confirm", yes).on_press(Message::Confirm);
    let yes = if danger { yes.danger() } else { yes.primary() };
    kit::dialog(
        "dialog",
        title,
        text::body(words),
        [yes.into(), cancel(scene)],
        Message::Close,
    )
}

fn cancel<'a>(scene: Scene<'a>) -> Element<'a, Message> {
    kit::button("dialog:cancel", fl!(scene.words, "cancel"))
        .on_press(Message::Close)
        .into()
}
