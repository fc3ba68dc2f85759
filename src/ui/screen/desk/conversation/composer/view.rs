//! The composer as it is drawn.

use iced::widget::{column, container, row};
use iced::{Alignment, Length};
use kit::theme::{self, space};
use kit::{Element, Icon, Tint, text};
use model::{Capability, Failure, Why};

use super::super::{self as conversation, Message as Outer};
use super::{ID, Message, Mode, State};
use crate::screen::{Scene, rule};
use crate::words::fl;

/// The composer, or why one may not write here. `narrow` where there is no room for words beside the field.
pub fn view<'a>(conversation: &'a conversation::State, narrow: bool, scene: Scene<'a>) -> Element<'a, Outer> {
    let words = scene.words;
    let header = conversation.header.as_deref();
    let send = header.map_or(&Capability::Allowed, |header| &header.allows.send);
    match send {
        Capability::Absent => column![].into(),
        Capability::Refused(reason) => {
            let why = words.reason(reason);
            let why = words.locked(&why, scene.organisation);
            let label = fl!(words, "composer-locked");
            let control = rule::locked("composer:send", label, why, Message::Rule(reason.key()), scene);
            let ground = container(control)
                .padding([space::M, space::L])
                .width(Length::Fill)
                .style(theme::sunken);
            Element::from(ground).map(Outer::Composer)
        }
        Capability::Allowed => writable(conversation, narrow, scene).map(Outer::Composer),
    }
}

fn writable<'a>(conversation: &'a conversation::State, narrow: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let (state, header) = (&conversation.composer, conversation.header.as_deref());
    // The line above says already why a message wasn't sent.
    let held = conversation.is_held();
    let mut lines = column![].spacing(space::S);
    if let Some(why) = state.why().filter(|_| !held) {
        let refusal = words.refusal(fl!(words, "refused-send"), why, scene.organisation);
        let rest = refusal.rest();
        let way = match (why, refusal.rule) {
            (Why::Failed(Failure::HoldsCode), _) => {
                let anyway = kit::button("composer:anyway", fl!(words, "send-anyway")).compact();
                Some(anyway.on_press(Message::SendAnyway).into())
            }
            (_, rule) => rule.map(|key| rule::button("composer:refused", Message::Rule(key), scene)),
        };
        lines = lines.push(kit::alert("composer:refused", Tint::Danger, refusal.title, rest, way));
    }
    lines = lines.push(mode(state, scene));
    let name = header.map_or("", |header| &*header.name);
    let label = fl!(words, "composer-label", name = name);
    let field = kit::composer(
        ID,
        label,
        fl!(words, "composer-placeholder"),
        &state.field,
        200.0,
        Message::Field,
    );
    let editing = matches!(state.mode(), Mode::Edit { .. });
    let send = if editing {
        fl!(words, "composer-save")
    } else {
        fl!(words, "composer-send")
    };
    let ready = !state.is_blank() && !state.is_sending();
    let button = match narrow {
        true => kit::icon_button("composer:send", Icon::Send, send),
        false => kit::button("composer:send", send).icon(Icon::Send),
    };
    let send = button.primary().on_press_maybe(ready.then_some(Message::Send));
    let attach = kit::icon_button("composer:attach", Icon::Attach, fl!(words, "attach")).on_press(Message::Attach);
    let attach = container(Element::from(attach)).padding([(theme::size::CONTROL - theme::size::COMPACT) / 2.0, 0.0]);
    let line = row![attach, container(field).width(Length::Fill), Element::from(send)]
        .spacing(space::S)
        .align_y(Alignment::End);
    lines.push(line).into()
}

/// What the text is for, with a way out.
fn mode<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let (icon, title, second) = match state.mode() {
        Mode::New => return row![].into(),
        Mode::Reply { whose, excerpt, .. } => (
            Icon::Reply,
            fl!(words, "replying-to", name = &**whose),
            excerpt.as_str(),
        ),
        Mode::Edit { .. } => (Icon::Edit, fl!(words, "editing"), ""),
    };
    let mut what = column![text::strong(title)].width(Length::Fill);
    if !second.is_empty() {
        what = what.push(Element::from(text::line(second).small().width(Length::Fill)));
    }
    let cancel = kit::icon_button("composer:cancel", Icon::Close, fl!(words, "cancel")).on_press(Message::Cancel);
    let bar = row![icon.view().style(theme::accent), what, Element::from(cancel)]
        .spacing(space::M)
        .align_y(Alignment::Center);
    container(bar)
        .padding([space::XS, space::M])
        .width(Length::Fill)
        .style(theme::sunken)
        .into()
}
