//! What is spoken, as it is drawn: a bar above where one writes.

use std::time::Duration;

use iced::widget::{column, container, row};
use iced::{Alignment, Length};
use kit::theme::{self, space};
use kit::{Element, Icon, Tint, text};
use model::LONGEST_SPOKEN;
use platform::sound::SoundState;

use super::super::sounds::{seek_line, times, trouble};
use super::{Fault, Message, SEND, STOP, Stage, State};
use crate::screen::desk::player::Player;
use crate::screen::{Scene, rule};
use crate::words::fl;

/// The bar; nothing where nothing is spoken. What is heard keeps its place.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let said = match &state.0 {
        None | Some(Stage::Failed(_)) => String::new(),
        Some(Stage::Speaking { .. }) => fl!(words, "voice-speaking"),
        Some(Stage::Ending { .. }) => fl!(words, "voice-ending"),
        Some(Stage::Spoken { spoken, .. }) => fl!(words, "voice-spoken", length = words.length(spoken.length)),
    };
    let heard = kit::announce("voice:heard", said.clone());
    let bar: Element<'a, Message> = match &state.0 {
        None => return column![heard].into(),
        Some(Stage::Speaking { microphone, .. }) => {
            let length = microphone.heard();
            let left = LONGEST_SPOKEN.saturating_sub(length);
            let figure = match left < Duration::from_secs(30) {
                true => fl!(words, "voice-left", length = words.length(left)),
                false => words.length(length),
            };
            let level = kit::progress("voice:level", said, Some(microphone.loudness()), figure);
            let stop = kit::button(STOP, fl!(words, "voice-stop")).icon(Icon::Stop).compact();
            ground(row![
                Icon::Microphone.sized(22.0).style(theme::danger),
                container(level).width(Length::Fill),
                Element::from(stop.on_press(Message::Speak)),
                discard(scene, true),
            ])
        }
        Some(Stage::Ending { .. }) => ground(row![text::body(said).width(Length::Fill)]),
        Some(Stage::Spoken {
            spoken,
            player,
            sent,
            why,
        }) => {
            let name = fl!(words, "voice-message");
            let playing = player.as_ref().is_some_and(Player::is_playing);
            let (icon, label) = match playing {
                true => (Icon::Pause, fl!(words, "sound-pause", name = &*name)),
                false => (Icon::Play, fl!(words, "sound-play", name = &*name)),
            };
            let free = sent.is_none();
            let play = kit::icon_button("voice:listen", icon, label);
            let play = play.on_press_maybe(free.then_some(Message::Listen));
            let (at, length) = (player.as_ref().map(Player::at).unwrap_or_default(), Some(spoken.length));
            let line = seek_line(
                "voice:seek".to_owned(),
                &name,
                (at, length),
                &spoken.loudness,
                words,
                Message::Seek,
            );
            let send = kit::button(SEND, fl!(words, "voice-send"))
                .icon(Icon::Send)
                .compact()
                .busy(!free);
            let send = send.on_press_maybe(free.then(|| Message::Send(name.into())));
            let mut lines = column![ground(row![
                Element::from(play),
                line,
                text::caption(times(at, length, words)),
                discard(scene, free),
                Element::from(send),
            ])]
            .spacing(space::XS);
            if let Some(trouble) = player.as_ref().and_then(Player::trouble) {
                let said = self::trouble(trouble, scene);
                lines = lines.push(kit::alert("voice:trouble", Tint::Danger, said, String::new(), None));
            }
            if let Some(why) = why {
                let refusal = words.refusal(fl!(words, "refused-voice"), why, scene.organisation);
                let rest = refusal.rest();
                let way = refusal
                    .rule
                    .map(|key| rule::button("voice:refused", Message::Rule(key), scene));
                lines = lines.push(kit::alert("voice:refused", Tint::Danger, refusal.title, rest, way));
            }
            lines.into()
        }
        Some(Stage::Failed(fault)) => {
            let (title, rest) = match fault {
                Fault::Device(SoundState::NoDevice) => {
                    (fl!(words, "voice-no-device"), fl!(words, "voice-no-device-text"))
                }
                Fault::Device(SoundState::Forbidden) => {
                    (fl!(words, "voice-forbidden"), fl!(words, "voice-forbidden-text"))
                }
                Fault::Device(_) => (fl!(words, "voice-broken"), fl!(words, "voice-broken-text")),
                Fault::Why(why) => {
                    let refusal = words.refusal(fl!(words, "voice-failed"), why, scene.organisation);
                    let rest = refusal.rest();
                    (refusal.title, rest)
                }
            };
            let again = kit::button("voice:again", fl!(words, "try-again")).compact();
            let close = kit::button("voice:discard", fl!(words, "close")).compact();
            let ways = [
                Element::from(again.on_press(Message::Speak)),
                Element::from(close.on_press(Message::Discard)),
            ];
            kit::alert("voice:failed", Tint::Danger, title, rest, ways)
        }
    };
    column![heard, bar].into()
}

fn discard<'a>(scene: Scene<'a>, works: bool) -> Element<'a, Message> {
    let discard = kit::icon_button("voice:discard", Icon::Delete, fl!(scene.words, "voice-discard"));
    discard.on_press_maybe(works.then_some(Message::Discard)).into()
}

fn ground<'a>(line: iced::widget::Row<'a, Message, kit::Theme>) -> Element<'a, Message> {
    container(line.spacing(space::S).align_y(Alignment::Center))
        .padding([space::XS, space::M])
        .width(Length::Fill)
        .style(theme::sunken)
        .into()
}
