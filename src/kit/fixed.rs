//! What somebody else has decided: the one way to show it.

use iced::widget::{column, row};
use iced::{Alignment, Length};

use crate::theme::space;
use crate::{Element, Icon, text};

/// A control that can't be used because somebody else decided so: the control itself, beneath it a lock with the reason in
/// words, and the way to the rule. The control says the same reason to assistive technology ([`crate::Button::locked`],
/// [`crate::choices_locked`]).
pub fn fixed<'a, Message: 'a>(
    control: impl Into<Element<'a, Message>>,
    why: impl Into<String>,
    rule: Option<Element<'a, Message>>,
) -> Element<'a, Message> {
    let mark = row![Icon::Lock.sized(18.0), text::small(why.into()).width(Length::Fill)]
        .spacing(space::S)
        .align_y(Alignment::Start);
    let mut stack = column![control.into(), mark].spacing(space::S).width(Length::Fill);
    if let Some(rule) = rule {
        stack = stack.push(rule);
    }
    stack.into()
}
