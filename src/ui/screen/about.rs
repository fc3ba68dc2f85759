//! Who manages this program, what that means, and whom to ask.

use iced::widget::column;
use kit::theme::space;

use super::{Scene, page};
use crate::words::fl;

/// What happens on this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Back to where one was.
    Back,
}

/// The page.
pub fn view<'a>(scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let organisation = scene.organisation;
    let managed = if organisation.name.is_empty() {
        fl!(words, "managed-unnamed")
    } else {
        fl!(words, "managed", organisation = &*organisation.name)
    };
    let points = [
        fl!(words, "about-servers"),
        fl!(words, "about-outside"),
        fl!(words, "about-encrypted"),
        fl!(words, "about-kept"),
    ];
    let points = column(points.map(|point| kit::text::body(point).into())).spacing(space::M);
    let help = [
        (fl!(words, "helpdesk-phone"), &organisation.helpdesk.phone),
        (fl!(words, "helpdesk-email"), &organisation.helpdesk.email),
        (fl!(words, "helpdesk-url"), &organisation.helpdesk.url),
    ];
    let mut contact = column![kit::heading(2, fl!(words, "helpdesk-title"))].spacing(space::S);
    for (label, value) in help {
        if !value.is_empty() {
            contact = contact.push(kit::text::small(label)).push(kit::text::body(&**value));
        }
    }
    if contact_is_empty(organisation) {
        contact = contact.push(kit::text::body(fl!(words, "helpdesk-unnamed")));
    }
    let version = kit::text::small(fl!(words, "about-version", version = env!("CARGO_PKG_VERSION")));
    let content = column![
        kit::text::strong(managed),
        column![kit::heading(2, fl!(words, "about-means")), points].spacing(space::M),
        contact,
        kit::divider(),
        version,
    ]
    .spacing(space::XL);
    page::page(scene, fl!(words, "about-title"), Message::Back, content)
}

fn contact_is_empty(organisation: &model::Organisation) -> bool {
    let helpdesk = &organisation.helpdesk;
    helpdesk.email.is_empty() && helpdesk.phone.is_empty() && helpdesk.url.is_empty()
}
