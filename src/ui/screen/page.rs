//! The frames that full pages share.

use iced::widget::{Space, column, container, row, scrollable};
use iced::{Alignment, Length};
use kit::theme::{self, size, space};

use super::Scene;
use crate::words::fl;

/// A form or notice on a quiet ground, in the middle of the window.
pub fn card<'a, M: Clone + 'a>(name: String, content: impl Into<kit::Element<'a, M>>) -> kit::Element<'a, M> {
    let card = container(content)
        .padding(space::XXL)
        .max_width(size::MEASURE)
        .style(theme::raised);
    let middle = column![Space::new().height(space::XL), card, Space::new().height(space::XL)]
        .align_x(Alignment::Center)
        .width(Length::Fill)
        .padding([0.0, space::L]);
    let ground = container(scrollable(middle).width(Length::Fill))
        .center(Length::Fill)
        .style(theme::sunken);
    kit::region("page", name, ground)
}

/// A page of its own with a way back.
pub fn page<'a, M: Clone + 'a>(
    scene: Scene<'a>,
    title: String,
    back: M,
    content: impl Into<kit::Element<'a, M>>,
) -> kit::Element<'a, M> {
    let back = kit::button("page:back", fl!(scene.words, "back"))
        .icon(kit::Icon::ArrowLeft)
        .quiet()
        .compact()
        .on_press(back);
    let inner = column![kit::heading(1, title.clone()), content.into()]
        .spacing(space::XL)
        .width(Length::Fill)
        .max_width(size::MEASURE + 80.0);
    let scrolled = container(inner).padding([space::XL, space::L]).center_x(Length::Fill);
    let bar = container(row![kit::Element::from(back)])
        .padding([space::S, space::M])
        .width(Length::Fill)
        .style(theme::sunken);
    let whole = column![bar, kit::divider(), scrollable(scrolled).height(Length::Fill)];
    kit::region(
        "page",
        title,
        container(whole)
            .width(Length::Fill)
            .height(Length::Fill)
            .style(theme::canvas),
    )
}

/// Whom to ask, at the foot of a page.
pub fn helpdesk<'a, M: 'a>(scene: Scene<'a>) -> kit::Element<'a, M> {
    kit::text::small(scene.words.helpdesk(&scene.organisation.helpdesk)).into()
}

/// What was wrong with the last try, where no field says it.
pub fn wrong<'a, M: 'a>(at: &'static str, error: Option<String>) -> Option<kit::Element<'a, M>> {
    error.map(|error| kit::alert(format!("{at}:wrong"), kit::Tint::Danger, "", error, []))
}

/// A line whose changes are spoken, which takes no room while it is empty.
pub fn status<'a, M: 'a>(id: impl Into<kit::Id>, words: String) -> kit::Element<'a, M> {
    let empty = words.is_empty();
    let line = container(kit::status(id, words));
    if empty {
        line.height(0).clip(true).into()
    } else {
        line.into()
    }
}

/// A line over everything, with its way on.
pub fn bar<'a, M: Clone + 'a>(icon: kit::Icon, line: kit::Element<'a, M>, way: kit::Button<M>) -> kit::Element<'a, M> {
    let line = row![
        icon.sized(18.0).style(theme::muted),
        container(line).width(Length::Fill),
        kit::Element::from(way.compact())
    ]
    .spacing(space::S)
    .align_y(Alignment::Center);
    container(line)
        .padding([space::XS, space::L])
        .width(Length::Fill)
        .style(|theme: &kit::Theme| container::Style::default().background(theme.tokens().warning_soft))
        .into()
}

/// Something in the middle of a column, which scrolls where it is too tall.
pub fn middle<'a, M: 'a>(content: impl Into<kit::Element<'a, M>>) -> kit::Element<'a, M> {
    let content = container(content).center_x(Length::Fill).padding(space::L);
    container(scrollable(content).width(Length::Fill))
        .center(Length::Fill)
        .into()
}
