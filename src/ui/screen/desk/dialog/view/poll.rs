//! The answers of a poll that is being written, and how it is to be answered.

use iced::widget::column;
use kit::Element;
use kit::theme::space;
use model::NewPoll;

use crate::screen::Scene;
use crate::screen::desk::dialog::Message;
use crate::words::fl;

/// A field for each answer, and the two choices.
pub fn answers<'a>(poll: &'a NewPoll, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let fields = poll.answers.iter().enumerate().map(|(index, answer)| {
        let label = fl!(words, "poll-answer", number = index + 1);
        let field = kit::entry(format!("dialog:answer:{index}"), label, &**answer)
            .on_input(move |text| Message::Answer(index, text))
            .on_submit(Message::Confirm);
        Element::from(field)
    });
    let full = poll.answers.len() >= *NewPoll::ANSWERS.end();
    let more = kit::button("dialog:more", fl!(words, "poll-more"))
        .icon(kit::Icon::Add)
        .compact()
        .on_press_maybe((!full).then_some(Message::MoreAnswers));
    let several = kit::checkbox(
        "dialog:several",
        fl!(words, "poll-several"),
        poll.several,
        Some(Message::Several(!poll.several)),
    );
    let open = kit::checkbox(
        "dialog:open",
        fl!(words, "poll-open"),
        poll.open,
        Some(Message::Open(!poll.open)),
    );
    column![column(fields).spacing(space::M), Element::from(more), several, open]
        .spacing(space::M)
        .into()
}
