//! The files that are to be sent, and what to say with them.

use iced::widget::{column, container, row};
use iced::{Alignment, Length};
use kit::theme::{self, space};
use kit::{Element, Icon, text};

use super::{answers, fields};
use crate::screen::desk::dialog::files::{Chosen, Files, MOST};
use crate::screen::desk::dialog::{Message, State};
use crate::screen::{Scene, rule};
use crate::words::fl;

/// The widest and highest picture, and the room for it where there are several files.
const ALONE: (f32, f32) = (320.0, 200.0);
const AMONG: (f32, f32) = (72.0, 54.0);

/// The question.
pub fn view<'a>(state: &'a State, files: &'a Files, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let chosen = files.chosen();
    let title = match chosen {
        [one] => fl!(words, "send-file-title", name = one.name()),
        _ => fl!(words, "send-files-title", count = chosen.len()),
    };
    let total = chosen.len();
    let rows = chosen
        .iter()
        .enumerate()
        .map(|(index, file)| line(file, (index, total), scene));
    let mut list = column![kit::list("dialog:files", title.clone(), rows)].spacing(space::S);
    if files.left_out() {
        list = list.push(text::small(fl!(words, "send-files-most", count = MOST)));
    }
    let refused = chosen
        .iter()
        .filter_map(|file| file.refused.as_ref().map(|why| (file, why)));
    let refused: Vec<String> = refused
        .map(|(file, why)| format!("{}: {}", file.name(), words.why(why)))
        .collect();
    let speaks = !refused.is_empty();
    list = list.push(kit::announce("dialog:files:refused", refused.join(" ")));
    if speaks && total > 1 {
        list = list.push(text::small(fl!(words, "send-files-take-out")));
    }
    let label = match total {
        1 => fl!(words, "send-file-caption"),
        _ => fl!(words, "send-files-caption"),
    };
    let caption = kit::entry("dialog:first", label, &*files.caption).hint(fl!(words, "send-file-caption-hint"));
    let yes = match total {
        1 => fl!(words, "send-file"),
        _ => fl!(words, "send-files", count = total),
    };
    if let ([stopped, _, ..], Some(_)) = (chosen, state.why()) {
        list = list.push(text::strong(fl!(words, "send-files-stopped", name = stopped.name())));
    }
    let content = column![list, fields(state, caption, None, scene)].spacing(space::L);
    let answers = answers(state, yes, files.are_ready(), scene);
    kit::dialog("dialog", title, content, answers, Message::Close)
}

/// One file: what it looks like, what it is, and what speaks against it.
fn line<'a>(file: &'a Chosen, (index, total): (usize, usize), scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let name = file.name();
    let size = file.size.map(|size| words.size(size)).unwrap_or_default();
    let mut what = column![text::strong(name.clone()), text::caption(size.clone())].width(Length::Fill);
    let mut said = vec![name.clone(), size];
    if let Some(why) = &file.refused {
        let refusal = words.refusal(String::new(), why, scene.organisation);
        said.push(refusal.rest());
        let mark = row![
            Icon::Lock.sized(18.0).style(theme::danger),
            text::small(refusal.rest()).style(theme::danger).width(Length::Fill)
        ];
        what = what.push(mark.spacing(space::S));
        if let Some(key) = refusal.rule {
            what = what.push(rule::button(&format!("file:{index}"), Message::Rule(key), scene));
        }
    }
    if file.unclean {
        let warning = fl!(words, "send-file-unclean");
        said.push(warning.clone());
        let mark = row![
            Icon::Alert.sized(18.0).style(theme::muted),
            text::small(warning).width(Length::Fill)
        ];
        what = what.push(mark.spacing(space::S));
    }
    let (room, alone) = if total == 1 { (ALONE, true) } else { (AMONG, false) };
    let picture: Element<'a, Message> = match &file.picture {
        Some((handle, sides)) => {
            let (width, height) = fitted(*sides, room);
            let shown = fl!(words, "picture", name = name.clone());
            kit::picture(
                format!("file:{index}:picture"),
                shown,
                Some(handle.clone()),
                width,
                height,
            )
        }
        None => Icon::File.sized(28.0).style(theme::muted).into(),
    };
    let line: Element<'a, Message> = if alone {
        column![picture, what].spacing(space::S).into()
    } else {
        let out = kit::icon_button(
            format!("file:{index}:out"),
            Icon::Close,
            fl!(words, "send-files-out", name = name),
        );
        let out = out.on_press(Message::TakeOut(file.path.clone()));
        row![container(picture).center_x(AMONG.0), what, Element::from(out)]
            .spacing(space::M)
            .align_y(Alignment::Center)
            .into()
    };
    said.retain(|part| !part.is_empty());
    kit::list_row(format!("file:{index}"), said.join(", "), line)
        .position(index + 1, total)
        .padding([space::XS, 0.0])
        .into()
}

#[expect(clippy::cast_precision_loss, reason = "pixels on a screen")]
fn fitted((width, height): (u32, u32), room: (f32, f32)) -> (f32, f32) {
    let (width, height) = (width.max(1) as f32, height.max(1) as f32);
    let scale = (room.0 / width).min(room.1 / height).min(1.0);
    (width * scale, height * scale)
}
