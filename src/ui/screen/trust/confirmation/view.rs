//! A comparison as it is drawn: over whatever page is open.

use iced::widget::{column, row};
use kit::theme::space;
use kit::{Element, Icon, Tint, text};
use model::{ConfirmEnd, ConfirmStep, Confirmation};

use super::{CLOSE, Message, State, codes};
use crate::screen::trust::devices;
use crate::screen::{Scene, asking};
use crate::words::fl;

/// The dialog, where one is on show. `this` is the id of the device it is shown on, and `zoom` the size of the text.
pub fn view<'a>(state: &'a State, this: &'a str, zoom: f32, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    let shown = state.shown.as_ref()?;
    let words = scene.words;
    let (title, content, again): (String, Element<'a, Message>, Option<kit::Button<Message>>) = match &shown.step {
        ConfirmStep::Compare { emoji, decimals } => {
            let seen = match emoji {
                Some(emoji) => pictures(*emoji, scene),
                None => numbers(*decimals, scene),
            };
            (fl!(words, "compare-title"), compare(shown, seen, scene), None)
        }
        ConfirmStep::Codes { .. } => {
            let content = codes::view(&state.codes, shown, other(shown, scene), zoom, scene);
            (title(shown, scene), content.map(Message::Codes), None)
        }
        ConfirmStep::Read => (fl!(words, "codes-title"), read(shown, scene), None),
        ConfirmStep::Done => {
            let title = if shown.own {
                fl!(words, "confirm-done")
            } else {
                fl!(words, "identity-verified")
            };
            (title, done(shown, scene), None)
        }
        ConfirmStep::Ended(end) => {
            let again = match end {
                ConfirmEnd::Mismatch | ConfirmEnd::Elsewhere | ConfirmEnd::Here => None,
                _ => Some(again(state, scene)),
            };
            let title = match end {
                ConfirmEnd::Elsewhere => fl!(words, "confirm-elsewhere"),
                _ => fl!(words, "confirm-ended"),
            };
            (title, ended(state, *end, shown.own, scene), again)
        }
        step => {
            let by_picture = state.codes.has_read();
            let said = match step {
                ConfirmStep::Matched if by_picture && shown.own => {
                    fl!(words, "codes-matched-own", name = other(shown, scene))
                }
                ConfirmStep::Matched if by_picture => fl!(words, "codes-matched", name = other(shown, scene)),
                ConfirmStep::Matched if shown.own => fl!(words, "confirm-matched-own", name = other(shown, scene)),
                ConfirmStep::Matched => fl!(words, "confirm-matched", name = other(shown, scene)),
                ConfirmStep::Starting => fl!(words, "confirm-starting"),
                _ if shown.own => fl!(words, "confirm-waiting-own", id = this),
                _ => fl!(words, "confirm-waiting", name = other(shown, scene)),
            };
            (title(shown, scene), status(said), None)
        }
    };
    let over = matches!(shown.step, ConfirmStep::Done | ConfirmStep::Ended(_));
    let close = if over {
        fl!(words, "close")
    } else {
        fl!(words, "cancel")
    };
    let close = kit::button(CLOSE, close).on_press(Message::Close);
    let close = if over { close } else { close.quiet() };
    // First at every step: the focus stays with it.
    let ways = [close].into_iter().chain(again).map(Element::from);
    Some(kit::dialog("confirmation", title, content, ways, Message::Close))
}

/// While nobody has to decide.
fn title(shown: &Confirmation, scene: Scene<'_>) -> String {
    if shown.own {
        fl!(scene.words, "confirm-title-own")
    } else {
        fl!(scene.words, "confirm-title", name = &*shown.with.name)
    }
}

/// Somebody asks: a bar, which takes nothing from whoever writes.
pub fn request<'a>(request: &'a Confirmation, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let (title, said) = if request.own {
        let name = other(request, scene);
        (fl!(words, "request-own", name = name), fl!(words, "request-own-text"))
    } else {
        let (name, id) = (&*request.with.name, request.with.id.as_str());
        // Of somebody without a name the id is all there is to say.
        let title = if name == id {
            fl!(words, "request-nameless", id = id)
        } else {
            fl!(words, "request", name = name, id = id)
        };
        (title, fl!(words, "request-text"))
    };
    let accept = kit::button("request:accept", fl!(words, "request-accept"))
        .compact()
        .on_press(Message::Accept(request.flow.clone()));
    let decline = kit::button("request:decline", fl!(words, "request-decline"))
        .compact()
        .quiet()
        .on_press(Message::Decline(request.flow.clone()));
    kit::alert("request", Tint::Info, title, said, [accept.into(), decline.into()])
}

/// What the other side is called. A device by its id too: all of them may have the same name.
fn other(confirmation: &Confirmation, scene: Scene<'_>) -> String {
    match &confirmation.device {
        _ if !confirmation.own => confirmation.with.name.to_string(),
        Some((id, name)) => devices::named(id, name, scene.words),
        None => fl!(scene.words, "device-other"),
    }
}

/// Where nothing has to be done.
fn status<'a>(said: String) -> Element<'a, Message> {
    kit::statement("confirmation:status", said)
}

fn compare<'a>(shown: &'a Confirmation, seen: Element<'a, Message>, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let other = other(shown, scene);
    let how = if shown.own {
        fl!(words, "compare-own", name = other)
    } else {
        fl!(words, "compare-person", name = other)
    };
    let answers = answers(fl!(words, "compare-match"), fl!(words, "compare-differ"));
    column![text::body(how), seen, text::small(fl!(words, "compare-sure")), answers]
        .spacing(space::L)
        .into()
}

/// The other side has read the code, they say: does the person see that there?
fn read<'a>(shown: &'a Confirmation, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let other = other(shown, scene);
    let how = if shown.own {
        fl!(words, "codes-check-own", name = other)
    } else {
        fl!(words, "codes-check", name = other)
    };
    let answers = answers(fl!(words, "codes-yes"), fl!(words, "codes-no"));
    column![text::body(how), text::small(fl!(words, "codes-sure")), answers]
        .spacing(space::L)
        .into()
}

/// Yes and no, one as large as the other.
fn answers<'a>(yes: String, no: String) -> Element<'a, Message> {
    let same = kit::button("confirmation:match", yes)
        .icon(Icon::Check)
        .fill()
        .on_press(Message::Match);
    let differ = kit::button("confirmation:differ", no)
        .icon(Icon::Close)
        .fill()
        .on_press(Message::Mismatch);
    column![Element::from(same), Element::from(differ)]
        .spacing(space::S)
        .into()
}

fn pictures<'a>(emoji: [u8; 7], scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let total = emoji.len();
    let pictures = emoji.into_iter().enumerate().map(|(index, number)| {
        let (symbol, name) = words.emoji(number);
        let said = fl!(
            words,
            "compare-place",
            place = index + 1,
            total = total,
            name = name.clone()
        );
        kit::mark::emoji(format!("compare:{index}"), symbol, name, said)
    });
    row(pictures).spacing(space::S).wrap().vertical_spacing(space::M).into()
}

fn numbers<'a>(decimals: (u16, u16, u16), scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let numbers = [decimals.0, decimals.1, decimals.2];
    let total = numbers.len();
    let numbers = numbers.into_iter().enumerate().map(|(index, number)| {
        let said = fl!(
            words,
            "compare-place",
            place = index + 1,
            total = total,
            name = number.to_string()
        );
        kit::mark::figure(format!("compare:{index}"), number.to_string(), said)
    });
    row(numbers).spacing(space::XL).wrap().into()
}

fn done<'a>(shown: &'a Confirmation, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let other = other(shown, scene);
    let said = if shown.own {
        fl!(words, "confirm-done-own", name = other)
    } else {
        fl!(words, "confirm-done-person", name = other)
    };
    kit::alert("confirmation:done", Tint::Success, String::new(), said, [])
}

fn ended<'a>(state: &'a State, end: ConfirmEnd, own: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let said = words.confirm_end(end, own);
    let mut content = column![].spacing(space::L);
    content = content.push(if end == ConfirmEnd::Mismatch {
        let said = words.locked(&said, scene.organisation);
        kit::alert(
            "confirmation:differ",
            Tint::Danger,
            fl!(words, "confirm-danger"),
            said,
            [],
        )
    } else {
        status(said)
    });
    if let Some(refusal) = asking::refusal(&state.asking, "confirmation:refused", scene) {
        content = content.push(refusal);
    }
    let pending = state.asking.is_pending();
    content
        .push(asking::working(pending, "confirmation:working", scene))
        .into()
}

fn again(state: &State, scene: Scene<'_>) -> kit::Button<Message> {
    let pending = state.asking.is_pending();
    kit::button("confirmation:again", fl!(scene.words, "try-again"))
        .primary()
        .busy(pending)
        .on_press_maybe((!pending).then_some(Message::Again))
}
