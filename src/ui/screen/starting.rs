//! What is on this computer is being opened: the shape of what comes, at once.

use iced::widget::{Space, column, container, row};
use iced::{Alignment, Length};
use kit::theme::{self, space};

use super::Scene;
use crate::words::fl;

/// The screen.
pub fn view<'a, M: Clone + 'a>(scene: Scene<'a>) -> kit::Element<'a, M> {
    let title = fl!(scene.words, "starting");
    let line = |width: f32| -> kit::Element<'a, M> {
        let words = column![kit::skeleton(width, 14.0), kit::skeleton(width * 0.6, 12.0)].spacing(space::S);
        row![kit::skeleton(40.0, 40.0), words]
            .spacing(space::M)
            .align_y(Alignment::Center)
            .into()
    };
    let rooms = column([150.0, 120.0, 170.0, 110.0, 140.0, 160.0].map(line)).spacing(space::XL);
    let rooms = container(column![kit::skeleton(Length::Fill, 44.0), rooms].spacing(space::XL))
        .padding(space::L)
        .width(320)
        .height(Length::Fill)
        .style(theme::sunken);
    let middle = column![
        Space::new().height(Length::Fill),
        kit::status("starting", title.clone()),
        Space::new().height(Length::Fill),
    ];
    let conversation = container(middle)
        .center_x(Length::Fill)
        .height(Length::Fill)
        .style(theme::canvas);
    kit::region("page", title, row![rooms, conversation])
}
