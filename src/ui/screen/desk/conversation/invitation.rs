//! An invitation: who asks, from where, and the two answers.

use iced::Alignment;
use iced::widget::{column, container, row};
use kit::theme::{self, space};
use kit::{Element, Tint, text};
use model::{Capability, Reason, RoomKind, RoomSummary};

use super::{Message, State};
use crate::screen::{Scene, page, rule};
use crate::words::fl;

/// The invitation. `shut` says why policy keeps it shut, where it does.
pub fn view<'a>(
    state: &'a State,
    summary: Option<&'a RoomSummary>,
    shut: Option<&'a Reason>,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let kind = state
        .header
        .as_ref()
        .map(|header| &header.kind)
        .or(summary.map(|summary| &summary.kind));
    let name = state
        .header
        .as_ref()
        .map(|header| &header.name)
        .or(summary.map(|summary| &summary.name));
    let Some((RoomKind::Invitation(from), name)) = kind.zip(name) else {
        return column![].into();
    };
    let department = match &from.department {
        Some(department) => kit::department_chip(department.to_string()),
        None => kit::chip(fl!(words, "from-outside", server = from.id.server()), Tint::Warning),
    };
    let mut lines = column![text::strong(&*from.name), department].spacing(space::XS);
    if *from.name != *from.id.as_str() {
        lines = lines.push(text::caption(from.id.as_str()));
    }
    let face = kit::avatar(&from.name, from.department.as_deref().unwrap_or_default(), 48.0);
    let who = row![face, lines].spacing(space::M).align_y(Alignment::Center);
    // A direct message is called after the one who sends it.
    let title = if *name == from.name {
        fl!(words, "invited-by", name = &*from.name)
    } else {
        fl!(words, "invitation-title", name = &**name)
    };

    let allows = state.header.as_ref().map(|header| &header.allows);
    let shut = shut.or_else(|| allows.and_then(|allows| allows.accept.reason()));
    let can_accept = shut.is_none() && allows.is_none_or(|allows| allows.accept.is_allowed());
    let can_decline = allows.is_none_or(|allows| allows.leave != Capability::Absent);
    let mut actions = row![].spacing(space::M);
    if can_accept {
        let accept = kit::button("invitation:accept", fl!(words, "accept"))
            .primary()
            .on_press(Message::Accept);
        actions = actions.push(Element::from(accept));
    }
    if can_decline {
        let decline = kit::button("invitation:decline", fl!(words, "decline")).on_press(Message::Leave);
        actions = actions.push(Element::from(decline));
    }
    let mut content = column![
        kit::heading(2, title),
        text::body(fl!(words, "invitation-text", name = &*from.name)),
        who,
    ]
    .spacing(space::L);
    if let Some(reason) = shut {
        let rest = words.locked(&words.reason(reason), scene.organisation);
        content = content.push(kit::alert(
            "invitation:locked",
            Tint::Danger,
            fl!(words, "invitation-locked"),
            rest,
            [rule::button("invitation", Message::Rule(reason.key()), scene)],
        ));
    }
    let content = content.push(actions.wrap());
    let card = container(content)
        .padding(space::XL)
        .max_width(theme::size::MEASURE)
        .style(theme::raised);
    page::middle(card)
}

/// The person asked to be let in, and can take that back.
pub fn asked<'a>(scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let back = kit::button("knock:withdraw", fl!(words, "knock-withdraw")).on_press(Message::Leave);
    let content = column![
        kit::heading(2, fl!(words, "knock-waits")),
        text::body(fl!(words, "knock-waits-text")),
        Element::from(back)
    ]
    .spacing(space::L);
    let card = container(content)
        .padding(space::XL)
        .max_width(theme::size::MEASURE)
        .style(theme::raised);
    page::middle(card)
}
