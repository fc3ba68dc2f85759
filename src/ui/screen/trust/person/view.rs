//! Somebody's page as it is drawn.

use iced::widget::text::Wrapping;
use iced::widget::{column, row};
use iced::{Alignment, Length};
use kit::theme::space;
use kit::{Element, Icon, Tint, text};
use model::{Identity, Means, Person, Profile, Why};

use super::{Message, State};
use crate::screen::{Scene, asking, page};
use crate::words::fl;

/// The page.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let Some(person) = state.person() else {
        return page::page(scene, fl!(words, "person-title"), Message::Back, column![]);
    };
    // What was known stays where it could only not be had anew.
    let known = match (&state.profile, &state.missing) {
        (Some(profile), _) => identity(state, profile, scene),
        (None, Some(why)) => missing(why, scene),
        (None, None) => column![
            kit::status("person:loading", fl!(words, "person-loading")),
            kit::skeleton(260.0, 16.0)
        ]
        .spacing(space::S)
        .into(),
    };
    let write = kit::button("person:write", fl!(words, "write-to"))
        .icon(Icon::NewMessage)
        .on_press(Message::Write);
    let mut content = column![who(person, scene), known].spacing(space::XL);
    if let Some(refusal) = asking::refusal(&state.asking, "person:refused", scene) {
        content = content.push(refusal);
    }
    let content = content
        .push(asking::working(state.asking.is_pending(), "person:status", scene))
        .push(kit::divider())
        .push(
            row![Element::from(write)]
                .extend(other_ways(state, person, scene))
                .spacing(space::M)
                .wrap(),
        )
        .push(about_ignoring(person, scene))
        .push(report(state, scene));
    page::page(scene, person.name.to_string(), Message::Back, content)
}

fn who<'a>(person: &'a Person, scene: Scene<'a>) -> Element<'a, Message> {
    let department: Element<'a, Message> = match &person.department {
        Some(department) => kit::department_chip(department.to_string()),
        None => kit::chip(
            fl!(scene.words, "from-outside", server = person.id.server()),
            Tint::Warning,
        ),
    };
    let id = text::mono(person.id.to_string()).wrapping(Wrapping::WordOrGlyph);
    row![
        scene.face(person, 56.0),
        column![id, department].spacing(space::XS).width(Length::Fill)
    ]
    .spacing(space::L)
    .align_y(Alignment::Center)
    .into()
}

/// Nothing is known of them, and why.
fn missing<'a>(why: &Why, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let refusal = words.refusal(fl!(words, "person-missing"), why, scene.organisation);
    let rest = refusal.rest();
    let again = kit::button("person:again", fl!(words, "try-again"))
        .compact()
        .on_press(Message::Again);
    kit::alert("person:missing", Tint::Warning, refusal.title, rest, [again.into()])
}

/// Their identity in words, and what one can do about it.
fn identity<'a>(state: &'a State, profile: &'a Profile, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let name = &*profile.person.name;
    let (tint, title, said) = match profile.identity {
        Identity::None => (
            Tint::Neutral,
            fl!(words, "identity-none"),
            fl!(words, "identity-none-text"),
        ),
        Identity::Unverified => (
            Tint::Info,
            fl!(words, "identity-unverified"),
            fl!(words, "identity-unverified-text"),
        ),
        Identity::Verified => (
            Tint::Success,
            fl!(words, "identity-verified"),
            fl!(words, "identity-verified-text"),
        ),
        Identity::Changed => (
            Tint::Warning,
            fl!(words, "changed", name = name),
            fl!(words, "changed-text"),
        ),
        Identity::VerifiedChanged => (
            Tint::Danger,
            fl!(words, "changed-verified", name = name),
            fl!(words, "changed-verified-text"),
        ),
    };
    let mut devices = column![text::body(fl!(words, "person-confirmed", count = profile.confirmed))];
    if profile.unconfirmed > 0 {
        devices = devices.push(text::body(fl!(
            words,
            "person-unconfirmed",
            count = profile.unconfirmed
        )));
    }
    column![
        kit::alert("person:identity", tint, title, said, []),
        row(ways(state, profile.identity, scene)).spacing(space::M).wrap(),
        kit::heading(2, fl!(words, "person-devices")),
        devices.spacing(space::XS)
    ]
    .spacing(space::L)
    .into()
}

fn ways<'a>(state: &State, identity: Identity, scene: Scene<'a>) -> Vec<Element<'a, Message>> {
    let words = scene.words;
    let free = !state.asking.is_pending();
    let button = |id: &'static str, label: String, message: Message| {
        kit::button(id, label).on_press_maybe(free.then_some(message))
    };
    let verify = |label: String| {
        button("person:verify", label, Message::Verify(Means::Emoji))
            .primary()
            .icon(Icon::ShieldCheck)
    };
    let code = || button("person:code", fl!(words, "codes-instead"), Message::Verify(Means::Code)).quiet();
    let withdraw = || button("person:withdraw", fl!(words, "withdraw"), Message::Withdraw);
    let ways = match identity {
        Identity::None => Vec::new(),
        Identity::Unverified => vec![verify(fl!(words, "verify")), code()],
        Identity::Verified => vec![withdraw()],
        Identity::Changed => vec![
            verify(fl!(words, "verify")),
            code(),
            button("person:accept", fl!(words, "accept"), Message::Accept),
        ],
        Identity::VerifiedChanged => vec![verify(fl!(words, "verify-again")), code(), withdraw()],
    };
    ways.into_iter().map(Element::from).collect()
}

/// What one can do where somebody is a nuisance.
fn other_ways<'a>(state: &'a State, person: &'a Person, scene: Scene<'a>) -> [Element<'a, Message>; 2] {
    let words = scene.words;
    let free = !state.asking.is_pending();
    let ignored = scene.ignores(&person.id);
    let label = match ignored {
        true => fl!(words, "ignore-stop"),
        false => fl!(words, "ignore"),
    };
    let icon = match ignored {
        true => Icon::Show,
        false => Icon::Hide,
    };
    let ignore = kit::button("person:ignore", label)
        .icon(icon)
        .on_press_maybe(free.then_some(Message::Ignore(!ignored)));
    let begun = state.report.is_some();
    let report = kit::button("person:report", fl!(words, "report-person"))
        .icon(Icon::Alert)
        .on_press_maybe((free && !begun).then_some(Message::Report(true)));
    [ignore.into(), report.into()]
}

fn about_ignoring<'a>(person: &'a Person, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    match scene.ignores(&person.id) {
        true => text::small(fl!(words, "ignore-text-on", name = &*person.name)).into(),
        false => text::small(fl!(words, "ignore-text", name = &*person.name)).into(),
    }
}

/// A report of somebody, while it is written and once it is sent.
fn report<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let Some(reason) = &state.report else {
        return match state.reported {
            true => kit::alert(
                "person:reported",
                Tint::Success,
                fl!(words, "reported"),
                fl!(words, "reported-text"),
                [],
            ),
            false => column![].into(),
        };
    };
    let free = !state.asking.is_pending();
    let field = kit::entry(super::REASON, fl!(words, "report-reason"), &**reason)
        .hint(fl!(words, "report-reason-hint"))
        .on_input(Message::Reason)
        .on_submit(Message::SendReport);
    let seen = kit::alert(
        "person:seen",
        Tint::Info,
        fl!(words, "report-seen"),
        fl!(words, "report-person-seen"),
        [],
    );
    let ready = free && !reason.trim().is_empty();
    let send = kit::button("person:report-send", fl!(words, "report-confirm"))
        .primary()
        .on_press_maybe(ready.then_some(Message::SendReport));
    let cancel = kit::button("person:report-cancel", fl!(words, "cancel")).on_press(Message::Report(false));
    column![
        Element::from(field),
        seen,
        row![Element::from(send), Element::from(cancel)]
            .spacing(space::M)
            .wrap()
    ]
    .spacing(space::L)
    .into()
}
