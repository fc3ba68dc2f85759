//! Questions about how a room is run, as they are drawn.

use iced::widget::column;
use kit::theme::space;
use kit::{Element, Tint, text};
use model::Role;

use super::super::governing::{Asked, What};
use super::super::{Message, State};
use super::{answers, form};
use crate::screen::{Scene, page, rule};
use crate::words::fl;

/// The question.
pub fn view<'a>(state: &'a State, asked: &'a Asked, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let typed = &*asked.typed;
    let ready = asked.is_ready();
    match &asked.what {
        What::Name => {
            let field = kit::entry("dialog:first", fl!(words, "room-name"), typed).hint(fl!(words, "room-name-hint"));
            form(
                state,
                fl!(words, "rename-title"),
                field,
                Some(text::small(fl!(words, "describe-seen")).into()),
                fl!(words, "save"),
                ready,
                scene,
            )
        }
        What::Topic => {
            let field = kit::entry("dialog:first", fl!(words, "topic"), typed).hint(fl!(words, "topic-hint"));
            form(
                state,
                fl!(words, "topic-title"),
                field,
                Some(text::small(fl!(words, "describe-seen")).into()),
                fl!(words, "save"),
                ready,
                scene,
            )
        }
        What::Picture => {
            let field =
                kit::entry("dialog:first", fl!(words, "attach-path"), typed).hint(fl!(words, "attach-path-hint"));
            form(
                state,
                fl!(words, "room-picture"),
                field,
                Some(text::small(fl!(words, "describe-seen")).into()),
                fl!(words, "save"),
                ready,
                scene,
            )
        }
        What::Remove { name, ban, .. } => {
            let (title, said, yes) = match ban {
                false => (
                    fl!(words, "remove-title", name = &**name),
                    fl!(words, "remove-text"),
                    fl!(words, "remove-person"),
                ),
                true => (
                    fl!(words, "ban-title", name = &**name),
                    fl!(words, "ban-text"),
                    fl!(words, "ban"),
                ),
            };
            let field = kit::entry("dialog:first", fl!(words, "remove-reason"), typed);
            let field = field.hint(fl!(words, "remove-reason-hint"));
            form(state, title, field, Some(text::body(said).into()), yes, ready, scene)
        }
        What::Role {
            name, role, own, sole, ..
        } => role_view(state, name, *role, (*own, *sole), scene),
    }
}

fn role_view<'a>(
    state: &'a State,
    name: &'a str,
    role: Role,
    (own, sole): (bool, bool),
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let title = match (role, own) {
        (Role::Administrator, _) => fl!(words, "role-administrator-title", name = name),
        (_, true) => fl!(words, "role-own-title"),
        (Role::Moderator, false) => fl!(words, "role-moderator-title", name = name),
        (Role::Member, false) => fl!(words, "role-member-title", name = name),
    };
    let said = match (role, own) {
        (_, true) => fl!(words, "role-own-text"),
        (Role::Administrator, _) => fl!(words, "role-administrator-text"),
        (Role::Moderator, _) => fl!(words, "role-moderator-text"),
        (Role::Member, _) => fl!(words, "role-member-text"),
    };
    let mut content = column![text::body(said)].spacing(space::L);
    if sole {
        content = content.push(kit::alert(
            "dialog:sole",
            Tint::Warning,
            fl!(words, "sole-title"),
            fl!(words, "sole-demoted"),
            [],
        ));
    }
    if let Some(why) = state.why() {
        let refusal = words.refusal(fl!(words, "refused-change"), why, scene.organisation);
        let rest = refusal.rest();
        content = content.push(kit::alert("dialog:refused", Tint::Danger, refusal.title, rest, []));
        if let Some(key) = refusal.rule {
            content = content.push(rule::button("dialog", Message::Rule(key), scene));
        }
    }
    let status = match state.is_pending() {
        true => fl!(words, "working"),
        false => String::new(),
    };
    let content = content.push(page::status("dialog:status", status));
    let answers = answers(state, fl!(words, "role-confirm"), true, scene);
    kit::dialog("dialog", title, content, answers, Message::Close)
}
