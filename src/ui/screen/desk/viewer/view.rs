//! The picture as it is drawn, with what may be done with it.

use iced::widget::{column, container, responsive, row, scrollable, stack};
use iced::{Alignment, Length};
use kit::theme::space;
use kit::viewer::{Gesture, Scale};
use kit::{Element, Icon, Tint, text};
use model::{Body, Capability, FileFacts, Message as Said, Plays};

use super::{Message, Picture, State};
use crate::screen::desk::{Notice, conversation, notice};
use crate::screen::{Scene, page, rule};
use crate::words::{Words, fl};

/// From this height there is room for everything.
const ROOMY: f32 = 420.0;
/// What stands above a picture, where that is not much.
const HEAD: f32 = 120.0;
/// The least height of a picture.
const LEAST: f32 = 180.0;

/// The picture of this conversation; none where its message has gone.
pub fn view<'a>(
    state: &'a State,
    conversation: &'a conversation::State,
    told: Option<&'a Notice>,
    scene: Scene<'a>,
) -> Option<Element<'a, Message>> {
    let words = scene.words;
    let said = conversation.said(&state.row)?;
    let Body::File(file) = &said.body else { return None };
    let name = fl!(words, "picture", name = &*file.name);
    let title = name.clone();
    let content = responsive(move |size| {
        let above = above(state, said, file, conversation, told, scene);
        let place = place(state, name.clone(), file, scene);
        if size.height >= ROOMY {
            let content = column![above, place].spacing(space::S);
            return container(content).padding(space::M).into();
        }
        // The picture keeps its room, and all of it scrolls.
        let place = container(place).height((size.height - HEAD).max(LEAST));
        let content = column![above, place].spacing(space::S);
        scrollable(container(content).padding([space::M, space::XL])).into()
    });
    Some(kit::sheet("viewer", title, content, Message::Close))
}

/// Whose picture it is, and what may be done with it.
fn above<'a>(
    state: &'a State,
    said: &'a Said,
    file: &'a FileFacts,
    conversation: &'a conversation::State,
    told: Option<&'a Notice>,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let who = container(column![
        kit::heading(2, file.name.to_string()),
        text::caption(fl!(
            words,
            "viewer-who",
            name = who(said, words),
            time = words.moment(said.at)
        )),
    ])
    .width(Length::Fill);
    let close = kit::icon_button("viewer:close", Icon::Close, fl!(words, "close")).on_press(Message::Close);
    let top = row![who, Element::from(close)].spacing(space::S);
    let told = told.map(|told| notice(told, Message::CloseNotice, Message::Rule, scene));
    column![top, tools(state, file, conversation, scene), told]
        .spacing(space::S)
        .into()
}

fn who(said: &Said, words: &Words) -> String {
    match said.own {
        true => fl!(words, "you"),
        false => said.sender.name.to_string(),
    }
}

/// The picture, or what became of it.
fn place<'a>(state: &'a State, name: String, file: &'a FileFacts, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let (picture, line): (_, Option<Element<'a, Message>>) = match &state.picture {
        Picture::Asked => {
            let line = fl!(words, "viewer-loading", facts = conversation::file_facts(file, words));
            (None, Some(kit::status("viewer:status", line)))
        }
        Picture::Drawn { handle, sides } => {
            // Frames may be smaller than the picture that stands still; they take its place.
            let frame = state.film.as_ref().and_then(|film| film.frame().cloned());
            (Some((frame.unwrap_or_else(|| handle.clone()), *sides)), None)
        }
        Picture::Failed(why) => {
            let refusal = words.refusal(fl!(words, "viewer-failed"), why, scene.organisation);
            let again = refusal.retry.then(|| {
                let again = kit::button("viewer:again", fl!(words, "try-again")).compact();
                Element::from(again.on_press(Message::Again))
            });
            let rule = refusal
                .rule
                .map(|key| rule::button("viewer", Message::Rule(key), scene));
            let ways = again.into_iter().chain(rule);
            let rest = refusal.rest();
            let alert = kit::alert("viewer:failed", Tint::Danger, refusal.title, rest, ways);
            (None, Some(scrollable(alert).into()))
        }
    };
    let viewer = kit::viewer("viewer:picture", name, picture, state.look, Message::Gesture);
    let line = line.map(|line| container(line).center(Length::Fill));
    stack![viewer].push(line).into()
}

/// One line of buttons, or more where the window is narrow.
fn tools<'a>(
    state: &'a State,
    file: &'a FileFacts,
    conversation: &'a conversation::State,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let drawn = matches!(state.picture, Picture::Drawn { .. });
    let icon = |id: &'static str, icon, label, gesture: Gesture, works: bool| {
        let button = kit::icon_button(id, icon, label);
        Element::from(button.on_press_maybe(works.then_some(Message::Gesture(gesture))))
    };
    let scale = |id: &'static str, label, gesture| {
        let on = state.look.after(gesture) == state.look;
        let button = kit::button(id, label).compact().quiet().selected(on);
        Element::from(button.on_press_maybe(drawn.then_some(Message::Gesture(gesture))))
    };
    let heeds = |gesture| drawn && state.look.heeds(gesture);
    let neighbour = |forward| conversation.picture_beside(&state.row, forward).is_some();
    let (before, after) = (neighbour(false), neighbour(true));
    let save = kit::button("viewer:save", fl!(words, "save")).compact();
    let (save, locked) = match &scene.rules.window.save_files {
        Capability::Refused(reason) => {
            let why = words.reason(reason);
            (save.locked(why.clone()), Some((why, reason.key())))
        }
        Capability::Allowed | Capability::Absent => (save.icon(Icon::Download).on_press(Message::Save), None),
    };
    let tools = row![
        icon(
            "viewer:previous",
            Icon::ArrowLeft,
            fl!(words, "viewer-previous"),
            Gesture::Previous,
            before
        ),
        icon(
            "viewer:next",
            Icon::ArrowRight,
            fl!(words, "viewer-next"),
            Gesture::Next,
            after
        ),
        icon(
            "viewer:closer",
            Icon::Add,
            fl!(words, "viewer-closer"),
            Gesture::Closer,
            heeds(Gesture::Closer)
        ),
        icon(
            "viewer:farther",
            Icon::Remove,
            fl!(words, "viewer-farther"),
            Gesture::Farther,
            heeds(Gesture::Farther)
        ),
        scale("viewer:fit", fl!(words, "viewer-fit"), Gesture::Fit),
        scale("viewer:actual", fl!(words, "viewer-actual"), Gesture::Actual),
    ]
    .push(play(state, file, scene))
    .push(Element::from(save))
    .spacing(space::S)
    .align_y(Alignment::Center)
    .wrap();
    let tools: Element<'a, Message> = match locked {
        Some((why, key)) => {
            let rule = rule::button("viewer:save", Message::Rule(key), scene);
            kit::fixed(tools, why, Some(rule))
        }
        None => tools.into(),
    };
    column![tools, page::status("viewer:scale", scaled(state, words))].into()
}

/// The way to have it move, where it does.
fn play<'a>(state: &'a State, file: &'a FileFacts, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    let words = scene.words;
    if file.plays != Plays::Animation || state.still {
        return None;
    }
    let (icon, label) = match state.is_playing() {
        true => (Icon::Pause, fl!(words, "film-pause", name = &*file.name)),
        false => (Icon::Play, fl!(words, "film-play", name = &*file.name)),
    };
    Some(
        kit::icon_button("viewer:play", icon, label)
            .on_press(Message::Play)
            .into(),
    )
}

/// How large it is drawn, in words: of a step of the keyboard nothing else is heard.
fn scaled(state: &State, words: &Words) -> String {
    let percent = |times: f32| (f64::from(times) * 100.0).round();
    match (&state.picture, state.look.scale()) {
        (Picture::Asked | Picture::Failed(_), _) | (_, Scale::Fitted(1.0)) => String::new(),
        (_, Scale::Fitted(times)) => fl!(words, "viewer-fitted-times", percent = percent(times)),
        (_, Scale::Actual(times)) => fl!(words, "viewer-actual-times", percent = percent(times)),
    }
}
