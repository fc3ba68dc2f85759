//! What stands over every page while something about trust is left to do.

use iced::Length;
use iced::widget::{column, container};
use kit::theme::space;
use kit::{Element, Icon};
use model::TrustStep;

use super::setup::Way;
use super::{Message, State, confirmation, devices};
use crate::screen::{Scene, page};
use crate::words::fl;

/// The bars. `quiet` leaves out what can wait: it is for the screen where one works, not for pages over it.
pub fn view<'a>(state: &'a State, quiet: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let mut bars = column![].width(Length::Fill);
    if let Some(asked) = state.confirmation.asked() {
        let request = confirmation::request(asked, scene).map(Message::Confirmation);
        bars = bars.push(container(request).padding(space::S));
    } else if let Some(device) = state.devices.first_stranger() {
        let stranger = devices::stranger(device, scene).map(Message::Devices);
        bars = bars.push(container(stranger).padding(space::S));
    }
    if !quiet && let Some(line) = due(state, scene) {
        bars = bars.push(self::line(line, scene));
    }
    bars.into()
}

/// What is left to do, in a line.
fn due(state: &State, scene: Scene<'_>) -> Option<String> {
    let words = scene.words;
    if state.setup.unchecked().is_some() {
        return Some(fl!(words, "due-check"));
    }
    Some(match state.next()? {
        TrustStep::Confirm { .. } => fl!(words, "due-confirm"),
        TrustStep::MakeKey if state.setup.is_put_off() && !scene.rules.window.require_recovery => return None,
        TrustStep::MakeKey => fl!(words, "due-key"),
        TrustStep::Repair => fl!(words, "due-repair"),
    })
}

fn line<'a>(said: String, scene: Scene<'a>) -> Element<'a, Message> {
    let open = kit::button("trust:open", fl!(scene.words, "due-open")).on_press(Message::Open(Way::Next));
    page::bar(Icon::ShieldAlert, kit::status("trust:due", said), open)
}
