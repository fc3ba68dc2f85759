//! The list of threads as it is drawn.

use iced::widget::{column, container, row, scrollable};
use iced::{Alignment, Length};
use kit::theme::{self, space};
use kit::{Element, Icon, Tint, text};
use model::{EventId, Paging, ThreadLine};

use super::{Message, State};
use crate::screen::Scene;
use crate::screen::desk::conversation::{excerpt, thread_words};
use crate::words::{Words, fl};

/// The column. `open` is the thread on show; `alone` where there is no conversation beside.
pub fn view<'a>(state: &'a State, open: Option<&'a EventId>, alone: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let icon = if alone { Icon::ArrowLeft } else { Icon::Close };
    let close =
        Element::from(kit::icon_button("threads:close", icon, fl!(words, "threads-close")).on_press(Message::Close));
    let title = container(kit::heading(2, fl!(words, "threads"))).width(Length::Fill);
    let top = match alone {
        true => row![close, title],
        false => row![title, close],
    };
    let top = top
        .spacing(space::M)
        .align_y(Alignment::Center)
        .padding([space::S, space::L]);
    let mut content = column![].spacing(space::L).padding(space::L);
    if state.has_unread() {
        let read = kit::button("threads:read", fl!(words, "threads-mark-read"))
            .icon(Icon::CheckCheck)
            .compact();
        content = content.push(Element::from(read.on_press(Message::MarkRead)));
    }
    content = content.push(lines(state, open, scene)).push(foot(state, scene));
    let ground = container(column![top, kit::divider(), scrollable(content).height(Length::Fill)])
        .width(Length::Fill)
        .height(Length::Fill)
        .style(theme::canvas);
    kit::region("threads", fl!(words, "threads"), ground)
}

fn lines<'a>(state: &'a State, open: Option<&'a EventId>, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    if !state.loaded && state.lines.is_empty() {
        let lines = [0.8, 0.6, 0.7].map(|_| -> Element<'a, Message> { kit::skeleton(Length::Fill, 56.0) });
        return column(lines).spacing(space::S).into();
    }
    let total = state.lines.len();
    let rows = state.lines.iter().enumerate().map(|(index, line)| {
        kit::list_row(format!("threads:{}", line.root), label(line, words), one(line, scene))
            .position(index + 1, total)
            .selected(open == Some(&line.root))
            .on_press(Message::Open(line.root.clone()))
            .into()
    });
    kit::list("threads:list", fl!(words, "threads"), rows)
}

/// What there is beyond the list, or why there is none.
fn foot<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let said = |said: String| kit::statement("threads:state", said);
    match state.paging {
        Paging::Loading => said(fl!(words, "threads-loading")),
        Paging::Idle => {
            let more = kit::button("threads:more", fl!(words, "find-more")).on_press(Message::Further);
            more.into()
        }
        Paging::Failed => {
            let again = kit::button("threads:more", fl!(words, "try-again")).on_press(Message::Further);
            column![said(fl!(words, "threads-failed")), Element::from(again)]
                .spacing(space::M)
                .into()
        }
        Paging::Complete | Paging::Removed if state.lines.is_empty() => column![
            text::strong(fl!(words, "threads-none")),
            said(fl!(words, "threads-none-text"))
        ]
        .spacing(space::S)
        .into(),
        Paging::Complete | Paging::Removed => said(String::new()),
    }
}

fn one<'a>(line: &'a ThreadLine, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let mut first = row![container(text::line(begins(line, words)).strong().width(Length::Fill)).width(Length::Fill)]
        .spacing(space::S)
        .align_y(Alignment::Center);
    if line.draft {
        first = first.push(kit::chip(fl!(words, "draft"), Tint::Info));
    }
    if line.thread.mentions > 0 {
        first = first.push(kit::badge(u64::from(line.thread.mentions), true));
    } else if line.thread.unread > 0 {
        first = first.push(kit::badge(u64::from(line.thread.unread), false));
    }
    let mut lines = column![first].spacing(space::XS).width(Length::Fill);
    if let Some(latest) = &line.thread.latest {
        lines = lines.push(Element::from(
            text::line(excerpt(latest, words)).small().width(Length::Fill),
        ));
    }
    let mut facts = vec![fl!(words, "thread-answers", count = line.thread.answers)];
    facts.extend(at(line).map(|at| words.moment(at)));
    lines.push(text::caption(facts.join(" · "))).into()
}

/// The message that a thread begins with.
fn begins(line: &ThreadLine, words: &Words) -> String {
    match &line.first {
        Some(first) => excerpt(first, words),
        None => fl!(words, "thread-without-root"),
    }
}

/// When something was said in it last.
fn at(line: &ThreadLine) -> Option<i64> {
    let latest = line.thread.latest.as_ref().or(line.first.as_ref());
    latest.map(|latest| latest.at)
}

/// A line in words.
fn label(line: &ThreadLine, words: &Words) -> String {
    let mut parts = vec![begins(line, words), thread_words(&line.thread, words)];
    parts.extend(at(line).map(|at| words.moment(at)));
    if line.draft {
        parts.push(fl!(words, "draft"));
    }
    parts.join(", ")
}
