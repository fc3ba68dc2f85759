//! The search as it is drawn.

use iced::widget::{column, container, row, scrollable};
use iced::{Alignment, Length};
use kit::theme::{self, space};
use kit::{Element, Icon, text};
use model::{Coverage, Hit, Sort};

use super::{FIELD, Message, Period, State};
use crate::screen::{Scene, page};
use crate::words::{Words, fl};

/// The column. `here` is what the room is called that the search was begun in; `beside` whether the conversation shows too.
pub fn view<'a>(state: &'a State, here: Option<&'a str>, beside: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let close = kit::icon_button("find:close", Icon::Close, fl!(words, "close")).on_press(Message::Close);
    let top = row![
        container(kit::heading(2, fl!(words, "find-title"))).width(Length::Fill),
        Element::from(close)
    ]
    .align_y(Alignment::Center)
    .padding([space::S, space::L]);
    let content = column![fields(state, here, scene), found(state, beside, scene)]
        .spacing(space::L)
        .padding(space::L);
    let ground = container(column![top, kit::divider(), scrollable(content).height(Length::Fill)])
        .width(Length::Fill)
        .height(Length::Fill)
        .style(theme::canvas);
    kit::region("find", fl!(words, "find-title"), ground)
}

fn fields<'a>(state: &'a State, here: Option<&'a str>, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let field = kit::entry(FIELD, fl!(words, "find-words"), &*state.words)
        .hint(fl!(words, "find-words-hint"))
        .icon(Icon::Search)
        .on_input(Message::Words);
    let mut fields = column![Element::from(field)].spacing(space::M);
    if let Some(room) = here {
        let options = [fl!(words, "find-everywhere"), fl!(words, "find-here", room = room)];
        fields = fields.push(kit::choices(
            "find:where",
            fl!(words, "find-where"),
            options,
            Some(usize::from(state.only_here)),
            |index| Message::OnlyHere(index == 1),
        ));
    }
    let label = if state.narrowing {
        fl!(words, "find-narrow-less")
    } else {
        fl!(words, "find-narrow")
    };
    // What narrows a search is never out of sight.
    let narrowing = state.narrowing || state.narrowed();
    if narrowing {
        let sender = kit::entry("find:sender", fl!(words, "find-sender"), &*state.sender)
            .hint(fl!(words, "find-sender-hint"))
            .on_input(Message::Sender);
        let periods = Period::ALL.map(|period| self::period(period, words));
        let sorts = std::iter::once(fl!(words, "find-sort-any")).chain(Sort::ALL.map(|sort| self::sort(sort, words)));
        fields = fields
            .push(Element::from(sender))
            .push(kit::select(
                "find:period",
                fl!(words, "find-period"),
                periods,
                Period::ALL.iter().position(|period| *period == state.period),
                |index| Message::Period(Period::ALL.get(index).copied().unwrap_or(Period::Any)),
            ))
            .push(kit::select(
                "find:sort",
                fl!(words, "find-sort"),
                sorts,
                Some(
                    state
                        .sort
                        .and_then(|sort| Sort::ALL.iter().position(|it| *it == sort))
                        .map_or(0, |at| at + 1),
                ),
                |index| Message::Sort(index.checked_sub(1).and_then(|index| Sort::ALL.get(index).copied())),
            ));
    }
    if !state.narrowed() {
        let narrow = kit::button("find:narrow", label)
            .quiet()
            .compact()
            .on_press(Message::Narrow);
        fields = fields.push(Element::from(narrow));
    }
    fields.into()
}

fn period(period: Period, words: &Words) -> String {
    match period {
        Period::Any => fl!(words, "find-period-any"),
        Period::Week => fl!(words, "find-period-week"),
        Period::Month => fl!(words, "find-period-month"),
        Period::Year => fl!(words, "find-period-year"),
    }
}

fn sort(sort: Sort, words: &Words) -> String {
    match sort {
        Sort::Picture => fl!(words, "find-sort-pictures"),
        Sort::File => fl!(words, "find-sort-files"),
        Sort::Link => fl!(words, "find-sort-links"),
    }
}

fn found<'a>(state: &'a State, beside: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let Some(results) = state.results() else {
        return page::status("find:found", String::new());
    };
    let said = if results.total == 0 && results.coverage.searched == results.coverage.rooms {
        fl!(words, "find-nothing")
    } else {
        fl!(words, "find-count", count = results.total)
    };
    let total = results.hits.len();
    let hits = results.hits.iter().enumerate().map(|(index, hit)| {
        kit::list_row(format!("find:{}", hit.event), label(hit, words), line(hit, scene))
            .position(index + 1, total)
            .selected(state.shown.as_ref() == Some(&hit.event))
            .on_press(Message::Show(hit.clone(), beside))
            .into()
    });
    let mut found = column![
        kit::status("find:found", said),
        kit::list("find:list", fl!(words, "find-results"), hits)
    ]
    .spacing(space::S);
    if results.total > total {
        let more = kit::button("find:more", fl!(words, "find-more")).on_press(Message::More);
        found = found.push(Element::from(more));
    }
    found.push(coverage(&results.coverage, scene)).into()
}

fn line<'a>(hit: &'a Hit, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let who = if hit.own {
        fl!(words, "you")
    } else {
        hit.sender.name.to_string()
    };
    let mut lines = column![
        row![
            container(text::line(who).strong().width(Length::Fill)).width(Length::Fill),
            text::caption(words.short(hit.at)),
        ]
        .spacing(space::S)
        .align_y(Alignment::Center)
    ]
    .spacing(space::XS)
    .width(Length::Fill);
    if let Some(file) = &hit.file {
        let file = row![Icon::File.sized(16.0).style(theme::muted), text::small(&**file)];
        lines = lines.push(file.spacing(space::XS).align_y(Alignment::Center));
    }
    if !hit.words.is_empty() {
        lines = lines.push(text::marked(&hit.words, &hit.marked));
    }
    lines = lines.push(text::caption(fl!(words, "find-in", room = &*hit.room_name)));
    if let Some(outside) = outside(hit, words) {
        lines = lines.push(kit::chip(outside, kit::Tint::Warning));
    }
    lines.into()
}

/// A line in words.
fn label(hit: &Hit, words: &Words) -> String {
    let who = if hit.own {
        fl!(words, "you")
    } else {
        hit.sender.name.to_string()
    };
    let mut parts = vec![who, words.moment(hit.at)];
    parts.extend(hit.file.iter().map(ToString::to_string));
    if !hit.words.is_empty() {
        parts.push(hit.words.to_string());
    }
    parts.push(fl!(words, "find-in", room = &*hit.room_name));
    parts.extend(outside(hit, words));
    parts.join(", ")
}

/// That no department vouches for whoever wrote it.
fn outside(hit: &Hit, words: &Words) -> Option<String> {
    let outside = !hit.own && hit.sender.department.is_none();
    outside.then(|| fl!(words, "from-outside", server = hit.sender.id.server()))
}

/// What was looked through, and what wasn't.
fn coverage<'a>(coverage: &Coverage, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let mut said = vec![if coverage.searched < coverage.rooms {
        fl!(
            words,
            "find-searching",
            searched = coverage.searched,
            rooms = coverage.rooms
        )
    } else {
        fl!(words, "find-searched", rooms = coverage.rooms)
    }];
    if coverage.unreadable > 0 {
        said.push(fl!(words, "find-unreadable", count = coverage.unreadable));
    }
    if coverage.partial > 0 {
        said.push(fl!(words, "find-partial", count = coverage.partial));
    }
    let mut lines = column![text::small(said.join(" "))].spacing(space::S);
    if coverage.fetching {
        lines = lines.push(text::small(fl!(words, "find-fetching")));
    } else if coverage.partial > 0 {
        let further = kit::button("find:further", fl!(words, "find-further")).compact();
        lines = lines.push(Element::from(further.on_press(Message::Further)));
    }
    lines.into()
}
