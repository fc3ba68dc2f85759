//! The sign-in form.

use iced::widget::{column, row};
use kit::theme::space;
use kit::{Tint, text};
use model::Capability;

use super::{BROWSER, Message, Offers, Place, State, Way};
use crate::screen::{Scene, browser, page, rule, validity};
use crate::words::fl;

/// The screen.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let organisation = scene.organisation;
    let title = if organisation.name.is_empty() {
        fl!(words, "sign-in-title-unnamed")
    } else {
        fl!(words, "sign-in-title", organisation = &*organisation.name)
    };
    let mut content = column![kit::heading(1, title.clone())].spacing(space::L);
    if !organisation.banner.is_empty() {
        content = content.push(kit::alert("sign-in:banner", Tint::Info, "", &*organisation.banner, []));
    }
    if state.ended {
        let title = fl!(words, "sign-in-ended");
        let text = format!(
            "{} {}",
            fl!(words, "sign-in-ended-text"),
            words.helpdesk(&organisation.helpdesk)
        );
        content = content.push(kit::alert("sign-in:ended", Tint::Warning, title, text, []));
    }
    if let (Place::Form, Some(why)) = (state.place(), state.why()) {
        let refusal = words.refusal(fl!(words, "sign-in-refused"), why, organisation);
        let rest = refusal.rest();
        content = content.push(kit::alert("sign-in:refused", Tint::Danger, refusal.title, rest, []));
    }
    if let Some(notice) = validity::notice(scene) {
        content = content.push(notice);
    }
    let rules = &scene.rules.window;
    content = content.push(match (&rules.password, state.browser()) {
        (_, Some(waiting)) => browser::view(waiting, scene).map(Message::Browser),
        (Capability::Refused(reason), None) if !rules.browser.is_allowed() => {
            let why = words.reason(reason);
            let label = fl!(words, "sign-in-locked");
            rule::locked("sign-in:submit", label, why, Message::Rules(Some(reason.key())), scene)
        }
        _ => form(state, scene),
    });
    content = content.push(kit::divider()).push(foot(scene));
    page::card(title, content)
}

fn form<'a>(state: &'a State, scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let ways = ways(state);
    let labels: Vec<String> = ways
        .iter()
        .map(|way| match way {
            Way::Email => fl!(words, "sign-in-by-email"),
            Way::Department => fl!(words, "sign-in-by-department"),
            Way::Server => fl!(words, "sign-in-by-server"),
        })
        .collect();
    let chosen = ways.iter().position(|way| *way == state.way);
    let way = kit::choices("sign-in:way", fl!(words, "sign-in-way"), labels, chosen, move |index| {
        Message::Way(ways[index])
    });

    let offers = state.offers(&scene.rules.window);
    let mut form = column![].spacing(space::L);
    // Where there is one department, and nothing else to say, nothing is asked.
    if offers.password || state.departments.len() > 1 || state.way != Way::Department {
        form = form.push(way).push(who(state, &offers, scene));
    }
    if offers.password {
        form = form.push(password(state, scene));
    }
    if !offers.password && !offers.browser {
        let title = fl!(words, "browser-none");
        let text = words.helpdesk(&scene.organisation.helpdesk);
        form = form.push(kit::alert("sign-in:no-way", Tint::Warning, title, text, []));
    }
    if offers.browser {
        form = form.push(in_browser(state, &offers, scene));
    }
    form.into()
}

/// The password, and what follows it.
fn password<'a>(state: &'a State, scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let wrong = match (state.place(), state.why()) {
        (Place::Password, Some(why)) => Some(words.why(why)),
        _ => None,
    };
    let toggle = if state.shown {
        fl!(words, "password-hide")
    } else {
        fl!(words, "password-show")
    };
    let field = kit::password(
        "sign-in:password",
        fl!(words, "sign-in-password"),
        &*state.password,
        state.shown,
        Some((toggle, Message::Show)),
    )
    .error(wrong)
    .on_input(Message::Password)
    .on_submit(Message::Submit);
    let form = column![kit::Element::from(field)].spacing(space::L);

    let pending = state.is_pending();
    let label = if pending {
        fl!(words, "sign-in-pending")
    } else {
        fl!(words, "sign-in")
    };
    let submit = kit::button("sign-in:submit", label)
        .primary()
        .busy(pending)
        .on_press_maybe((!pending && state.is_complete()).then_some(Message::Submit));
    let mut actions = row![kit::Element::from(submit)].spacing(space::M);
    if pending {
        let cancel = kit::button("sign-in:cancel", fl!(words, "cancel")).on_press(Message::Cancel);
        actions = actions.push(kit::Element::from(cancel));
    }
    let said = if pending {
        fl!(words, "sign-in-progress")
    } else {
        String::new()
    };
    form.push(column![actions.wrap(), page::status("sign-in:status", said)].spacing(space::S))
        .into()
}

/// The ways through the browser: one button, or one for each page there is.
fn in_browser<'a>(state: &'a State, offers: &Offers, scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let ready = !state.is_pending() && state.says_where();
    let button = |id: String, label: String, first: bool, message: Message| {
        let button = kit::button(id, label).on_press_maybe(ready.then_some(message));
        let button = if first && !offers.password {
            button.primary()
        } else {
            button
        };
        kit::Element::from(button)
    };
    let mut ways = column![text::small(fl!(words, "browser-sign-in-text"))].spacing(space::S);
    if offers.providers.is_empty() {
        let label = fl!(words, "browser-sign-in");
        ways = ways.push(button(BROWSER.to_owned(), label, true, Message::Prove(None)));
    }
    for (index, provider) in offers.providers.iter().enumerate() {
        let label = fl!(words, "browser-sign-in-with", name = &*provider.name);
        let message = Message::Prove(Some(provider.id.clone()));
        ways = ways.push(button(format!("{BROWSER}:{}", provider.id), label, index == 0, message));
    }
    ways.into()
}

/// Email only where a department has a domain; a list of departments only where there is a choice to be made.
fn ways(state: &State) -> Vec<Way> {
    let by_email = state
        .departments
        .iter()
        .any(|department| !department.email_domains.is_empty());
    let mut ways = Vec::with_capacity(3);
    if by_email {
        ways.push(Way::Email);
    }
    ways.extend([Way::Department, Way::Server]);
    ways
}

fn who<'a>(state: &'a State, offers: &Offers, scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let (refused, key) = match (state.place(), state.why()) {
        (Place::Who, Some(why)) => {
            let refusal = words.refusal(String::new(), why, scene.organisation);
            (Some(refusal.rest()), refusal.rule)
        }
        _ => (None, None),
    };
    let user = |error: Option<String>| {
        let field = kit::entry("sign-in:user", fl!(words, "sign-in-user"), &*state.user)
            .hint(fl!(words, "sign-in-user-hint"))
            .error(error)
            .on_input(Message::User)
            .on_submit(Message::Submit);
        kit::Element::from(field)
    };
    let field: kit::Element<'a, Message> = match state.way {
        Way::Email => kit::entry("sign-in:email", fl!(words, "sign-in-email"), &*state.email)
            .hint(fl!(words, "sign-in-email-hint"))
            .error(refused)
            .on_input(Message::Email)
            .on_submit(Message::Submit)
            .into(),
        Way::Department => {
            let names: Vec<String> = state
                .departments
                .iter()
                .map(|department| department.name.to_string())
                .collect();
            let pick = kit::select(
                "sign-in:department",
                fl!(words, "sign-in-department"),
                names,
                state.department,
                Message::Department,
            );
            let mut who = column![pick].spacing(space::L);
            if offers.password {
                who = who.push(user(refused));
            } else {
                who = who.push(page::wrong("sign-in:who", refused));
            }
            who.into()
        }
        Way::Server => {
            let server = kit::entry("sign-in:server", fl!(words, "sign-in-server"), &*state.server)
                .hint(fl!(words, "sign-in-server-hint"))
                .error(refused)
                .on_input(Message::Server)
                .on_submit(Message::Submit);
            let mut who = column![kit::Element::from(server)].spacing(space::XL);
            if offers.password {
                who = who.push(user(None));
            }
            who.into()
        }
    };
    match key {
        Some(key) => column![field, rule::button("sign-in:who", Message::Rules(Some(key)), scene)]
            .spacing(space::XS)
            .into(),
        None => field,
    }
}

fn foot<'a>(scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let rules = kit::button("sign-in:rules", fl!(words, "rules-title"))
        .icon(kit::Icon::Info)
        .quiet()
        .compact()
        .on_press(Message::Rules(None));
    let looks = kit::button("sign-in:settings", fl!(words, "settings-title"))
        .icon(kit::Icon::Settings)
        .quiet()
        .compact()
        .on_press(Message::Settings);
    column![
        row![kit::Element::from(rules), kit::Element::from(looks)]
            .spacing(space::S)
            .wrap(),
        text::small(words.helpdesk(&scene.organisation.helpdesk))
    ]
    .spacing(space::M)
    .into()
}
