//! The page as it is drawn, and the bell in the room list.

use iced::widget::{column, container, row};
use iced::{Alignment, Length};
use kit::menu::item;
use kit::theme::space;
use kit::{Element, Icon, Tint, text};
use model::{Attention, Hearing, HearingChange, Quiet, QuietChange, QuietNow};

use super::{Hours, Message, State, minutes};
use crate::screen::asking::{refusal, working};
use crate::screen::{Scene, page, rule};
use crate::words::{Words, fl};

/// The page.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let mut content = column![].spacing(space::XXL);
    if !scene.rules.window.announce {
        let way = rule::button("notifications", Message::Rule("device.notifications"), scene);
        content = content.push(kit::alert(
            "notifications:none",
            Tint::Info,
            fl!(words, "notifications-none"),
            fl!(words, "notifications-none-text"),
            [way],
        ));
    }
    let said = column![
        refusal(&state.asking, "notifications:refused", scene),
        working(state.asking.is_pending(), "notifications:working", scene)
    ];
    content = content.push(match &state.hearing {
        Some(hearing) => rules(hearing, state, scene),
        None => kit::status("notifications:unknown", fl!(words, "hearing-unknown")),
    });
    content = content.push(said).push(quiet(state, scene));
    page::page(scene, fl!(words, "notifications-title"), Message::Back, content)
}

/// What one hears of, and on which words.
fn rules<'a>(hearing: &'a Hearing, state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let offered = [Attention::All, Attention::Mentions];
    let labels = || [fl!(words, "hearing-all"), fl!(words, "hearing-mentions")];
    let set = |id, label, chosen: Attention, change: fn(Attention) -> HearingChange| {
        let chosen = offered.iter().position(|it| *it == chosen);
        kit::choices(id, label, labels(), chosen, move |index| {
            Message::Change(change(offered[index]))
        })
    };
    let tick = |id, label, on: bool, change: fn(bool) -> HearingChange| {
        kit::checkbox(id, label, on, Some(Message::Change(change(!on))))
    };
    let ticks = column![
        tick(
            "hearing:me",
            fl!(words, "hearing-me"),
            hearing.mentions,
            HearingChange::Mentions
        ),
        tick(
            "hearing:everybody",
            fl!(words, "hearing-everybody"),
            hearing.everybody,
            HearingChange::Everybody
        ),
        tick(
            "hearing:sound",
            fl!(words, "hearing-sound"),
            hearing.sound,
            HearingChange::Sound
        ),
        tick(
            "hearing:nothing",
            fl!(words, "hearing-nothing"),
            hearing.nothing,
            HearingChange::Nothing
        ),
    ]
    .spacing(space::XS);
    column![
        column![
            kit::heading(2, fl!(words, "hearing-title")),
            text::small(fl!(words, "hearing-where"))
        ]
        .spacing(space::XS),
        set(
            "hearing:direct",
            fl!(words, "hearing-direct"),
            hearing.direct,
            HearingChange::Direct
        ),
        set(
            "hearing:groups",
            fl!(words, "hearing-groups"),
            hearing.groups,
            HearingChange::Groups
        ),
        ticks,
        keywords(hearing, state, scene),
    ]
    .spacing(space::L)
    .into()
}

fn keywords<'a>(hearing: &'a Hearing, state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let ready = !state.keyword.trim().is_empty() && !state.asking.is_pending();
    let field = kit::entry("hearing:keyword", fl!(words, "hearing-keyword"), &*state.keyword)
        .hint(fl!(words, "hearing-keyword-hint"))
        .on_input(Message::Keyword)
        .on_submit(Message::AddKeyword);
    let add = kit::button("hearing:add", fl!(words, "hearing-add"))
        .icon(Icon::Add)
        .on_press_maybe(ready.then_some(Message::AddKeyword));
    let line = row![container(Element::from(field)).width(Length::Fill), Element::from(add)]
        .spacing(space::S)
        .align_y(Alignment::End);
    let total = hearing.keywords.len();
    let lines = hearing.keywords.iter().enumerate().map(|(index, word)| {
        let remove = kit::icon_button(
            format!("hearing:remove:{word}"),
            Icon::Close,
            fl!(words, "hearing-remove", word = &**word),
        )
        .on_press(Message::Change(HearingChange::NoKeyword(word.clone())));
        let line = row![text::body(word.to_string()).width(Length::Fill), Element::from(remove)]
            .spacing(space::S)
            .align_y(Alignment::Center);
        let row = kit::list_row(format!("hearing:word:{word}"), word.to_string(), line).position(index + 1, total);
        Element::from(row)
    });
    let list: Element<'a, Message> = match total {
        0 => text::small(fl!(words, "hearing-no-keywords")).into(),
        _ => kit::list("hearing:words", fl!(words, "hearing-keywords"), lines),
    };
    column![kit::heading(3, fl!(words, "hearing-keywords")), list, line]
        .spacing(space::S)
        .into()
}

/// When nothing is announced.
fn quiet<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let (quiet, free) = (&state.quiet, !state.asking.is_pending());
    let way = |id, label, change| {
        let button = kit::button(id, label).on_press_maybe(free.then_some(Message::Quiet(change)));
        Element::from(button)
    };
    let mut ways = row![].spacing(space::M);
    if quiet.holds {
        ways = ways.push(way("quiet:off", fl!(words, "quiet-off"), QuietChange::Off));
    }
    ways = ways
        .push(way("quiet:hour", fl!(words, "quiet-hour"), QuietChange::Hour))
        .push(way(
            "quiet:tomorrow",
            fl!(words, "quiet-tomorrow"),
            QuietChange::Tomorrow,
        ))
        .push(way("quiet:open", fl!(words, "quiet-open"), QuietChange::Open));
    column![
        kit::heading(2, fl!(words, "quiet-title")),
        text::small(fl!(words, "quiet-text")),
        kit::status("quiet:now", stands(quiet, words)),
        ways.wrap(),
        hours(state, scene)
    ]
    .spacing(space::M)
    .into()
}

/// How it stands at this moment.
fn stands(quiet: &Quiet, words: &Words) -> String {
    match (quiet.now, quiet.holds) {
        (Some(QuietNow::Until(until)), true) => fl!(words, "quiet-until", time = words.moment(until)),
        (Some(QuietNow::Open), true) => fl!(words, "quiet-until-off"),
        (_, true) => fl!(words, "quiet-by-hours"),
        (_, false) => fl!(words, "quiet-not"),
    }
}

fn hours<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let shown = state.hours.clone().unwrap_or_else(|| Hours::of(&state.quiet.hours));
    let wrong = |typed: &str| minutes(typed).is_none().then(|| fl!(words, "quiet-wrong"));
    let field = |id, label, value: &str, message: fn(String) -> Message| {
        let field = kit::entry(id, label, value)
            .error(wrong(value))
            .on_input(message)
            .on_submit(Message::KeepHours);
        container(Element::from(field)).width(160)
    };
    let times = row![
        field("quiet:from", fl!(words, "quiet-from"), &shown.from, Message::From),
        field("quiet:to", fl!(words, "quiet-to"), &shown.to, Message::To),
    ]
    .spacing(space::L);
    let days = shown.days.into_iter().enumerate().map(|(index, on)| {
        let name = words.weekday_at(index);
        kit::checkbox(format!("quiet:day:{index}"), name, on, Some(Message::Day(index)))
    });
    let changed = state.chosen_hours().is_some_and(|hours| hours != state.quiet.hours);
    let keep = kit::button("quiet:keep", fl!(words, "quiet-keep"))
        .primary()
        .on_press_maybe((changed && !state.asking.is_pending()).then_some(Message::KeepHours));
    column![
        kit::heading(3, fl!(words, "quiet-hours")),
        kit::checkbox(
            "quiet:on",
            fl!(words, "quiet-hours-on"),
            shown.on,
            Some(Message::HoursOn(!shown.on))
        ),
        times.wrap(),
        text::strong(fl!(words, "quiet-days")),
        row(days).spacing(space::M).wrap(),
        Element::from(keep)
    ]
    .spacing(space::M)
    .into()
}

/// The bell over the room list: how it stands, and the ways to have it otherwise. `page` leads to the whole page.
pub fn bell<'a, M: Clone + 'a>(
    quiet: &'a Quiet,
    change: fn(QuietChange) -> M,
    page: M,
    scene: Scene<'a>,
) -> Element<'a, M> {
    let words = scene.words;
    let (icon, label) = match quiet.holds {
        true => (Icon::BellOff, stands(quiet, words)),
        false => (Icon::Bell, fl!(words, "notifications-title")),
    };
    kit::menu_button("rooms:bell", icon, label, move || {
        let way = |label: String, icon, to: QuietChange| item(label, Some(change(to))).icon(icon);
        let mut items = match quiet.holds {
            true => vec![way(fl!(words, "quiet-off"), Icon::Bell, QuietChange::Off)],
            false => vec![
                way(fl!(words, "quiet-menu-hour"), Icon::BellOff, QuietChange::Hour),
                way(fl!(words, "quiet-menu-tomorrow"), Icon::BellOff, QuietChange::Tomorrow),
                way(fl!(words, "quiet-menu-open"), Icon::BellOff, QuietChange::Open),
            ],
        };
        items.push(item(fl!(words, "notifications-title"), Some(page.clone())).icon(Icon::Settings));
        items
    })
}
