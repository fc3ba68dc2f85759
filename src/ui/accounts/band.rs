//! The band over every page that says which account is in front, and leads to the others. Where there is one account, there is none.

use iced::widget::{Space, column, container, responsive, row};
use iced::{Alignment, Length};
use kit::menu::item;
use kit::theme::{self, space};
use kit::{Element, Icon, text};
use model::Why;

use super::{Accounts, Message, Notice};
use crate::app::{App, Screen};
use crate::words::fl;

/// How high it is: a compact control, and a gap above and below.
const HEIGHT: f32 = 44.0;
/// The least and the greatest width of an account beside others. Where there is less, they fold into a menu.
const WIDTH: (f32, f32) = (280.0, 440.0);
/// What the button after the accounts takes, with the gaps around it.
const BUTTONS: f32 = 88.0;
/// The same of the words that give up an account, in the longest language.
const LEAVE: f32 = 300.0;

/// The band.
pub fn view(accounts: &Accounts) -> Element<'_, Message> {
    let mut all = column![].width(Length::Fill);
    if accounts.open.len() > 1 {
        let line = responsive(move |size| line(accounts, size.width))
            .width(Length::Fill)
            .height(HEIGHT);
        let name = fl!(accounts.front().words(), "accounts");
        let ground = container(line).width(Length::Fill).style(theme::sunken);
        all = all.push(kit::region("accounts", name, ground));
        all = all.push(kit::account_stripe(accounts.front.0));
    }
    all.into()
}

/// The way to give up an account that nobody has signed in to, where that is what is in front.
pub fn leaves(app: &App) -> Option<bool> {
    match app.screen() {
        Screen::SignIn(state) if app.beside().open > 1 => Some(!state.is_pending()),
        _ => None,
    }
}

fn line(accounts: &Accounts, width: f32) -> Element<'_, Message> {
    let words = accounts.front().words();
    let leave = leaves(accounts.front()).map(|free| {
        kit::button("accounts:leave", fl!(words, "account-leave"))
            .quiet()
            .compact()
            .on_press_maybe(free.then_some(Message::Leave))
    });
    let buttons = if leave.is_some() { BUTTONS + LEAVE } else { BUTTONS };
    let count = u16::try_from(accounts.open.len()).unwrap_or(u16::MAX);
    let each = (width - buttons) / f32::from(count);
    let mut line = row![].spacing(space::S).align_y(Alignment::Center);
    if each < WIDTH.0 {
        return folded(accounts);
    }
    let width = each.min(WIDTH.1);
    let tabs = accounts
        .open
        .iter()
        .map(|app| container(tab(accounts, app)).width(width).into());
    line = line.push(kit::toolbar("accounts:list", fl!(words, "accounts"), tabs));
    line = line
        .push(Space::new().width(Length::Fill))
        .push(leave.map(Element::from));
    if offers(accounts) {
        let add = kit::icon_button("accounts:add", Icon::Add, fl!(words, "account-add")).on_press(Message::Add);
        line = line.push(Element::from(add));
    }
    framed(line)
}

/// The account in front by itself, and the others in a menu.
fn folded(accounts: &Accounts) -> Element<'_, Message> {
    let (front, words) = (accounts.front(), accounts.front().words());
    let others = accounts.open.iter().filter(|app| app.beside().number != accounts.front);
    let unread: u32 = others
        .map(|app| shown_unread(accounts, app))
        .fold(0, u32::saturating_add);
    let label = match unread {
        0 => fl!(words, "accounts"),
        _ => fl!(words, "accounts-unread", count = unread),
    };
    let menu = kit::menu_button("accounts:menu", Icon::ChevronDown, label, move || {
        let mut items: Vec<_> = accounts.open.iter().map(|app| entry(accounts, app)).collect();
        if offers(accounts) {
            let add = fl!(accounts.front().words(), "account-add");
            items.push(item(add, Some(Message::Add)).icon(Icon::Add));
        }
        items
    });
    let mut line = row![
        kit::account_plate(accounts.front.0),
        Element::from(text::line(name(front)).strong().width(Length::Fill)),
    ];
    line = line.push(leaves(front).map(|free| {
        let leave = kit::icon_button("accounts:leave", Icon::Close, fl!(words, "account-leave"));
        Element::from(leave.on_press_maybe(free.then_some(Message::Leave)))
    }));
    if unread > 0 {
        line = line.push(kit::badge(u64::from(unread), false));
    }
    framed(line.push(menu).spacing(space::S).align_y(Alignment::Center))
}

/// Whether another account is offered: whoever finds the window locked can't begin one.
fn offers(accounts: &Accounts) -> bool {
    accounts.front().may_add().is_allowed() && !accounts.front().is_locked()
}

fn framed<'a>(line: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    container(line)
        .padding([space::XS, space::M])
        .center_y(Length::Fill)
        .width(Length::Fill)
        .into()
}

fn tab<'a>(accounts: &'a Accounts, app: &'a App) -> Element<'a, Message> {
    let number = app.beside().number;
    let unread = shown_unread(accounts, app);
    kit::account_button(
        format!("account:{}", number.0),
        label(accounts, app),
        (number.0, name(app)),
        u64::from(unread),
        number == accounts.front,
        Message::Show(number),
    )
}

fn entry(accounts: &Accounts, app: &App) -> kit::menu::Item<Message> {
    let number = app.beside().number;
    let words = accounts.front().words();
    let shown = number == accounts.front;
    let mut more: Vec<String> = department(app).into_iter().collect();
    if shown {
        more.push(fl!(words, "account-shown"));
    }
    if let count @ 1.. = shown_unread(accounts, app) {
        more.push(fl!(words, "unread-count", count = count));
    }
    item(
        fl!(words, "account-numbered", number = number.0, name = name(app)),
        Some(Message::Show(number)),
    )
    .describe(more.join(", "))
}

/// The whole button in words.
fn label(accounts: &Accounts, app: &App) -> String {
    let words = accounts.front().words();
    let mut parts = vec![fl!(
        words,
        "account-numbered",
        number = app.beside().number.0,
        name = name(app)
    )];
    parts.extend(department(app));
    if let count @ 1.. = shown_unread(accounts, app) {
        parts.push(fl!(words, "unread-count", count = count));
    }
    parts.join(", ")
}

/// The address of an account; what it is, where nobody is signed in to it.
fn name(app: &App) -> String {
    let words = app.words();
    match (app.address(), app.screen()) {
        (Some(address), _) => address.to_string(),
        (None, Screen::SignIn(_)) => fl!(words, "account-new"),
        (None, Screen::Starting) => fl!(words, "account-opening"),
        (None, _) => fl!(words, "account-closed"),
    }
}

fn department(app: &App) -> Option<String> {
    match app.screen() {
        Screen::Desk(desk) => desk.me().department.as_ref().map(ToString::to_string),
        _ => None,
    }
}

/// Whoever locks the window doesn't want it known how much is unread behind it.
pub(super) fn shown_unread(accounts: &Accounts, app: &App) -> u32 {
    if accounts.front().is_locked() || app.is_locked() {
        return 0;
    }
    app.unread()
}

/// What is said over every page, until it was read.
pub fn notice<'a>(accounts: &'a Accounts, notice: &'a Notice) -> Element<'a, Message> {
    let words = accounts.front().words();
    let close = kit::button("accounts:close", fl!(words, "close")).on_press(Message::CloseNotice);
    let mut ways = vec![Element::from(close)];
    let (title, said) = match notice {
        Notice::Refused(reason) => {
            let title = match reason {
                model::Reason::BetweenAccounts => fl!(words, "account-not-pasted"),
                _ => fl!(words, "account-not-added"),
            };
            let refusal = words.refusal(title, &Why::Policy(reason.clone()), &accounts.organisation);
            ways.extend(refusal.rule.map(|key| {
                let rule = kit::button("rule:accounts", fl!(words, "rule-which")).icon(Icon::Help);
                Element::from(rule.quiet().on_press(Message::Rule(key)))
            }));
            (refusal.title.clone(), refusal.rest())
        }
        Notice::Failed => (fl!(words, "account-not-added"), fl!(words, "account-failed")),
    };
    kit::dialog("accounts:notice", title, text::body(said), ways, Message::CloseNotice)
}
