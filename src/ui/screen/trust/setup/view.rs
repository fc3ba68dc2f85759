//! The page as it is drawn.

use iced::Length;
use iced::widget::{column, row};
use kit::theme::space;
use kit::{Element, Icon, Tint, text};
use model::{Loss, Means, ProvenBy, Reason, Trust, TrustStep, WindowRules};

use super::{KEY, Message, PASSWORD, State, Way, made};
use crate::screen::password::{self, Asks};
use crate::screen::{Scene, asking, browser, page, rule};
use crate::words::{Words, fl};

/// The page. `trust` is how things stand, once known.
pub fn view<'a>(state: &'a State, trust: Option<Trust>, scene: Scene<'a>) -> Element<'a, Message> {
    let content = match (&state.made, state.way) {
        (Some(made), _) => made::view(made, scene).map(Message::Made),
        (None, Way::Key) => key(state, scene),
        (None, Way::Neither) => neither(state, scene),
        (None, Way::Change) => make(
            state,
            (fl!(scene.words, "key-make-new"), fl!(scene.words, "key-change-text")),
            None,
            scene,
        ),
        (None, Way::Next) => next(state, trust, scene),
    };
    let title = title(state, trust, &scene.rules.window, scene.words);
    page::page(scene, title, Message::Back, content)
}

/// The page's heading, which names the window too.
pub fn title(state: &State, trust: Option<Trust>, rules: &WindowRules, words: &Words) -> String {
    if let Some(made) = &state.made {
        return if made.is_checking() {
            fl!(words, "key-check-title")
        } else {
            fl!(words, "key-title")
        };
    }
    match (state.way, trust.and_then(Trust::next)) {
        (Way::Key, _) => fl!(words, "key-enter-title"),
        (Way::Neither, _) if !rules.identity_reset.is_allowed() => fl!(words, "reset-closed-title"),
        (Way::Neither, _) => fl!(words, "reset-title"),
        (Way::Change, _) => fl!(words, "key-change"),
        (Way::Next, Some(TrustStep::Confirm { .. })) => fl!(words, "confirm-device"),
        (Way::Next, Some(TrustStep::MakeKey)) => fl!(words, "key-make"),
        (Way::Next, Some(TrustStep::Repair)) => fl!(words, "repair-title"),
        (Way::Next, None) => fl!(words, "key-storage"),
    }
}

fn next<'a>(state: &'a State, trust: Option<Trust>, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    match trust.and_then(Trust::next) {
        Some(TrustStep::Confirm { device, key }) => confirm(state, device, key, scene),
        Some(TrustStep::MakeKey) => first_key(state, scene),
        Some(TrustStep::Repair) => {
            let enter = way(
                true,
                ("setup:enter", Icon::Key),
                fl!(words, "key-enter"),
                fl!(words, "way-key-text"),
                Message::Go(Way::Key),
            );
            let another = way(
                false,
                ("setup:make", Icon::Refresh),
                fl!(words, "key-make-new"),
                fl!(words, "key-make-new-text"),
                Message::Make,
            );
            column![
                text::body(fl!(words, "repair-text")),
                enter,
                another,
                waiting(state, scene),
                refusal(state, scene)
            ]
            .spacing(space::XL)
            .into()
        }
        None if trust.is_some_and(|trust| trust.confirmed == Some(true) && trust.secrets) => {
            let back = kit::button("setup:done", fl!(words, "setup-done"))
                .primary()
                .on_press(Message::Back);
            let said = kit::alert(
                "setup:well",
                Tint::Success,
                fl!(words, "setup-well"),
                fl!(words, "setup-well-text"),
                [],
            );
            column![said, Element::from(back)].spacing(space::XL).into()
        }
        None => kit::statement("setup:unknown", fl!(words, "storage-unknown")),
    }
}

fn confirm<'a>(state: &'a State, device: bool, key: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let mut ways = column![text::body(fl!(words, "confirm-device-text"))].spacing(space::XL);
    if device {
        let pictures = way(
            true,
            ("setup:device", Icon::Monitor),
            fl!(words, "way-device"),
            fl!(words, "way-device-text"),
            Message::OtherDevice(Means::Emoji),
        );
        let code = kit::button("setup:code", fl!(words, "codes-instead"))
            .quiet()
            .on_press(Message::OtherDevice(Means::Code));
        ways = ways.push(column![pictures, Element::from(code)].spacing(space::S));
    }
    if key {
        ways = ways.push(way(
            !device,
            ("setup:enter", Icon::Key),
            fl!(words, "way-key"),
            fl!(words, "way-key-text"),
            Message::Go(Way::Key),
        ));
    }
    let resets = scene.rules.window.identity_reset.is_allowed();
    let neither = match (device, key) {
        (true, true) => fl!(words, "way-neither"),
        (true, false) => fl!(words, "way-no-device"),
        (false, true) => fl!(words, "way-no-key"),
        (false, false) if resets => fl!(words, "reset"),
        (false, false) => fl!(words, "reset-closed-title"),
    };
    let leads = if resets {
        fl!(words, "way-neither-text")
    } else {
        fl!(words, "way-neither-closed-text")
    };
    ways.push(way(
        !device && !key,
        ("setup:neither", Icon::Help),
        neither,
        leads,
        Message::Go(Way::Neither),
    ))
    .push(waiting(state, scene))
    .push(refusal(state, scene))
    .into()
}

/// A large button, and what it leads to. The best way there is stands first, and out.
fn way<'a>(
    first: bool,
    (id, icon): (&'static str, Icon),
    label: String,
    what: String,
    message: Message,
) -> Element<'a, Message> {
    let button = kit::button(id, label)
        .icon(icon)
        .fill()
        .describe(what.clone())
        .on_press(message);
    let button = if first { button.primary() } else { button };
    column![Element::from(button), text::small(what)]
        .spacing(space::S)
        .width(Length::Fill)
        .into()
}

/// The first key. Where the organisation doesn't ask for one, it can wait.
fn first_key<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let below: Element<'a, Message> = if scene.rules.window.require_recovery {
        text::small(fl!(words, "key-required")).into()
    } else {
        let what = fl!(words, "key-later-text");
        let later = kit::button("setup:later", fl!(words, "key-later"))
            .describe(what.clone())
            .on_press(Message::Later);
        column![Element::from(later), text::small(what)]
            .spacing(space::S)
            .into()
    };
    let said = (fl!(words, "key-make"), fl!(words, "key-make-text"));
    make(state, said, Some(below), scene)
}

fn make<'a>(
    state: &'a State,
    (label, why): (String, String),
    below: Option<Element<'a, Message>>,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let pending = state.asking.is_pending();
    let make = kit::button("setup:make", label)
        .primary()
        .icon(Icon::Key)
        .busy(pending)
        .on_press_maybe((!pending).then_some(Message::Make));
    let make = column![Element::from(make)].push(below).spacing(space::L);
    column![
        text::body(why),
        make,
        column![waiting(state, scene), refusal(state, scene)]
    ]
    .spacing(space::XL)
    .into()
}

fn key<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let error = state.entry.why().map(|why| words.why(why));
    let spoken = kit::announce("setup:wrong", error.clone().unwrap_or_default());
    let field = password::field(&state.entry, KEY, Asks::Key, error, scene).hint(fl!(words, "key-enter-hint"));
    let enter = kit::button("setup:submit", fl!(words, "key-enter-submit"))
        .primary()
        .busy(state.entry.is_pending())
        .on_press_maybe(state.entry.is_ready().then_some(password::Message::Submit));
    let form = column![
        Element::from(field),
        spoken,
        waiting(state, scene),
        Element::from(enter)
    ]
    .spacing(space::L);
    column![
        text::body(fl!(words, "key-enter-text")),
        Element::from(form).map(Message::Entry)
    ]
    .spacing(space::XL)
    .into()
}

fn neither<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    if let Some(reason) = scene.rules.window.identity_reset.reason() {
        return closed(reason, scene);
    }
    let form = shown(state, scene).map(Message::Entry);
    column![
        text::body(fl!(words, "reset-text")),
        kit::heading(2, fl!(words, "loss-title")),
        loss(state.loss.as_ref(), scene),
        form,
        kit::divider(),
        page::helpdesk(scene),
    ]
    .spacing(space::L)
    .into()
}

/// Where the person shows who they are, before anything is given up.
fn shown<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, password::Message> {
    let words = scene.words;
    if let Some(waiting) = state.entry.browser() {
        return browser::view(waiting, scene).map(password::Message::Browser);
    }
    let error = state.entry.wrong(words);
    if scene.proven_by == ProvenBy::Browser {
        let ready = !state.entry.is_pending() && state.loss.is_some();
        let reset = kit::button(password::browser_button(PASSWORD), fl!(words, "reset"))
            .danger()
            .on_press_maybe(ready.then_some(password::Message::Prove));
        return column![
            text::body(fl!(words, "browser-reset-text")),
            page::wrong(PASSWORD, error),
            Element::from(reset)
        ]
        .spacing(space::L)
        .into();
    }
    let spoken = kit::announce("setup:wrong", error.clone().unwrap_or_default());
    let field =
        password::field(&state.entry, PASSWORD, Asks::Password, error, scene).hint(fl!(words, "reset-password"));
    let reset = kit::button("setup:reset", fl!(words, "reset"))
        .danger()
        .busy(state.entry.is_pending())
        // Nobody gives up what they were not told of.
        .on_press_maybe((state.entry.is_ready() && state.loss.is_some()).then_some(password::Message::Submit));
    column![
        Element::from(field),
        spoken,
        waiting(state, scene),
        Element::from(reset)
    ]
    .spacing(space::L)
    .into()
}

/// Where policy lets nobody begin a new identity: why, and who helps.
fn closed<'a>(reason: &Reason, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    column![
        text::body(words.reason(reason)),
        text::body(fl!(words, "reset-closed")),
        rule::button("setup", Message::Rule(reason.key()), scene),
        kit::divider(),
        page::helpdesk(scene),
    ]
    .spacing(space::L)
    .into()
}

fn loss<'a>(loss: Option<&'a Loss>, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let Some(loss) = loss else {
        return column![
            kit::status("loss:loading", fl!(words, "loss-loading")),
            kit::skeleton(240.0, 16.0)
        ]
        .spacing(space::S)
        .into();
    };
    if loss.rooms.is_empty() {
        return column![
            kit::statement("loss:none", fl!(words, "loss-none")),
            text::body(fl!(words, "loss-older"))
        ]
        .spacing(space::M)
        .into();
    }
    let total = loss.rooms.len();
    let rows = loss.rooms.iter().enumerate().map(|(index, room)| {
        let count = fl!(words, "loss-count", count = room.unreadable);
        let line = column![text::strong(&*room.name), text::small(count.clone())];
        kit::list_row(format!("loss:{}", room.id), format!("{}, {count}", room.name), line)
            .position(index + 1, total)
            .reads()
            .into()
    });
    column![
        kit::list("loss:list", fl!(words, "loss-title"), rows),
        text::body(fl!(words, "loss-older"))
    ]
    .spacing(space::M)
    .into()
}

/// What the program is busy with, for the eye and the ear.
fn waiting<'a, M: 'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, M> {
    let busy = state.asking.is_pending() || state.entry.is_pending();
    asking::working(busy, "setup:status", scene)
}

/// Why the last button came to nothing.
fn refusal<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    asking::refusal(&state.asking, "setup:refused", scene).unwrap_or_else(|| row![].into())
}
