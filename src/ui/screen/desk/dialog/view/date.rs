//! Which day to go to: as people write days, or one of those that are often meant.

use iced::widget::{column, row};
use kit::Element;
use kit::theme::space;

use crate::screen::desk::dialog::{Message, State};
use crate::screen::{Scene, asking};
use crate::words::fl;

/// The field, and the days at hand.
pub fn view<'a>(state: &'a State, typed: &'a str, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let free = !state.is_pending();
    let day = words.read_day(typed);
    let go = day.filter(|_| free).map(Message::Day);
    let said = match day {
        Some(at) => words.whole_day(at),
        None if typed.trim().is_empty() => String::new(),
        None => fl!(words, "date-wrong"),
    };
    let refusal = state.why().map(|why| {
        let refusal = words.refusal(fl!(words, "refused-date"), why, scene.organisation);
        refusal.rest()
    });
    let field = kit::entry("dialog:first", fl!(words, "date-field"), typed)
        .hint(fl!(words, "date-hint"))
        .error(refusal)
        .on_input(Message::First)
        .on_submit_maybe(go.clone());
    let near = [
        (fl!(words, "date-yesterday"), 1),
        (fl!(words, "date-week"), 7),
        (fl!(words, "date-month"), 30),
        (fl!(words, "date-year"), 365),
    ];
    let near = near.into_iter().map(|(label, days)| {
        let at = words.days_ago(days).filter(|_| free).map(Message::Day);
        Element::from(kit::button(format!("date:{days}"), label).compact().on_press_maybe(at))
    });
    let content = column![
        Element::from(field),
        kit::status("date:read", said),
        row(near).spacing(space::S).wrap(),
        asking::working(state.is_pending(), "dialog:status", scene)
    ]
    .spacing(space::M);
    let yes = kit::button("dialog:confirm", fl!(words, "date-confirm"))
        .primary()
        .busy(state.is_pending())
        .on_press_maybe(go);
    let no = kit::button("dialog:cancel", fl!(words, "cancel")).on_press(Message::Close);
    kit::dialog(
        "dialog",
        fl!(words, "date-go"),
        content,
        [yes.into(), no.into()],
        Message::Close,
    )
}
