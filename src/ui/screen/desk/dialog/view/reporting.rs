//! The question about a report: what those who get it will see, and why it is sent.

use iced::widget::column;
use kit::theme::space;
use kit::{Element, Tint};
use model::Reported;

use super::super::reporting::Report;
use super::super::{Message, State};
use super::form;
use crate::screen::Scene;
use crate::words::fl;

/// The question.
pub fn view<'a>(state: &'a State, report: &'a Report, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let (title, seen) = match &report.what {
        Reported::Message(..) => (fl!(words, "report-message"), fl!(words, "report-message-seen")),
        Reported::Room(_) => (fl!(words, "report-room"), fl!(words, "report-room-seen")),
        Reported::Person(_) => (fl!(words, "report-person"), fl!(words, "report-person-seen")),
    };
    let field = kit::entry("dialog:first", fl!(words, "report-reason"), &*report.reason);
    let field = field.hint(fl!(words, "report-reason-hint"));
    let seen = kit::alert("report:seen", Tint::Info, fl!(words, "report-seen"), seen, []);
    form(
        state,
        title,
        field,
        Some(column![seen].spacing(space::S).into()),
        fl!(words, "report-confirm"),
        report.is_ready(),
        scene,
    )
}
