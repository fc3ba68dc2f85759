//! Every control of the room in one view.

use iced::widget::{column, row, scrollable};
use iced::{Length, window};
use kit::mark::Lock;
use kit::theme::{Tint, space};
use kit::{Element, Icon, composer, menu, rich, text};

use crate::play::Play;

#[derive(Default)]
pub struct Gallery {
    pub pressed: Vec<String>,
    pub name: String,
    pub secret: String,
    pub shown: bool,
    pub ticked: bool,
    pub chosen: usize,
    pub picked: usize,
    pub room: usize,
    pub rooms: Vec<String>,
    pub dialog: bool,
    pub disabled: bool,
    pub error: bool,
    pub draft: composer::State,
    pub sent: Vec<String>,
    pub zoom: f32,
}

#[derive(Debug, Clone)]
pub enum Message {
    Press(&'static str),
    Name(String),
    Secret(String),
    Shown,
    Tick,
    Choose(usize),
    Pick(usize),
    Room(usize),
    Dialog(bool),
    Compose(composer::Event),
    Link(String),
}

impl Gallery {
    pub fn new() -> Self {
        let rooms = ["Ministry of Works", "Alice Okafor", "Planning team", "Dafydd ap Gwilym"];
        Self {
            rooms: rooms.map(str::to_owned).to_vec(),
            zoom: 1.0,
            ..Self::default()
        }
    }
}

impl Gallery {
    pub fn update_undo(&mut self) {
        self.update(Message::Compose(composer::Event::Undo));
    }
}

impl Play for Gallery {
    type Message = Message;

    fn view(&self, window: window::Id) -> Element<'_, Message> {
        let page = row![
            kit::region("rooms-region", "Rooms", self.rooms()),
            kit::region("page-region", "Gallery", scrollable(self.page()).height(Length::Fill)),
        ];
        kit::root(window, "Gallery", page)
            .dialog(self.dialog.then(|| self.question()))
            .zoom(self.zoom)
            .into()
    }

    fn update(&mut self, message: Message) {
        match message {
            Message::Press(what) => self.pressed.push(what.to_owned()),
            Message::Name(name) => self.name = name,
            Message::Secret(secret) => self.secret = secret,
            Message::Shown => self.shown = !self.shown,
            Message::Tick => self.ticked = !self.ticked,
            Message::Choose(index) => self.chosen = index,
            Message::Pick(index) => self.picked = index,
            Message::Room(index) => self.room = index,
            Message::Dialog(open) => self.dialog = open,
            Message::Link(link) => self.pressed.push(link),
            Message::Compose(event) => match self.draft.update(event) {
                composer::Outcome::Send => {
                    self.sent.push(self.draft.text());
                    self.draft.set_text("");
                }
                composer::Outcome::EditLast => self.pressed.push("edit last".to_owned()),
                composer::Outcome::Escape => self.pressed.push("escape".to_owned()),
                composer::Outcome::Paste => self.pressed.push("paste".to_owned()),
                composer::Outcome::Edited { .. } | composer::Outcome::Choose(_) => {}
            },
        }
    }
}

impl Gallery {
    fn rooms(&self) -> Element<'_, Message> {
        let total = self.rooms.len();
        let rows = self.rooms.iter().enumerate().map(|(index, name)| {
            let unread = (index == 1).then(|| kit::badge(3, false));
            let words = column![
                text::strong(name.clone()),
                text::line("See you at ten then, in the small room behind the library").small()
            ]
            .width(Length::Fill);
            let content = row![kit::avatar(name, name, 44.0), words]
                .push(unread)
                .spacing(space::M)
                .align_y(iced::Alignment::Center);
            kit::list_row(format!("room:{name}"), format!("{name}. See you at ten then"), content)
                .selected(index == self.room)
                .position(index + 1, total)
                .on_press(Message::Room(index))
                .menu(format!("Actions for {name}"), move || {
                    vec![menu::item("Mute", Some(Message::Press("mute")))]
                })
                .into()
        });
        let search = kit::entry("search", "Search people and rooms", "")
            .placeholder("Search people and rooms")
            .icon(Icon::Search)
            .label_hidden()
            .on_input(Message::Name);
        let column = column![Element::from(search), kit::list("rooms", "Rooms", rows)].spacing(space::M);
        iced::widget::container(column)
            .padding(space::M)
            .width(300)
            .height(Length::Fill)
            .style(kit::theme::sunken)
            .into()
    }

    fn page(&self) -> Element<'_, Message> {
        let column = column![
            kit::heading(1, "Gallery"),
            text::body("Every control, in reading order. Pob rheolydd, yn nhrefn darllen: ŵ ŷ."),
            self.buttons(),
            self.fields(),
            self.marks(),
            self.messages(),
        ];
        column.spacing(space::XL).padding(space::XL).width(Length::Fill).into()
    }

    fn buttons(&self) -> Element<'_, Message> {
        let press = |what| (!self.disabled).then_some(Message::Press(what));
        let buttons = row![
            Element::from(
                kit::button("primary", "Sign in")
                    .primary()
                    .on_press_maybe(press("primary"))
            ),
            Element::from(
                kit::button("secondary", "Try again")
                    .icon(Icon::Retry)
                    .on_press_maybe(press("secondary"))
            ),
            Element::from(kit::button("quiet", "Not now").quiet().on_press_maybe(press("quiet"))),
            Element::from(
                kit::button("danger", "Leave room")
                    .danger()
                    .on_press(Message::Dialog(true))
            ),
            Element::from(kit::button::<Message>("off", "Unavailable").describe("You are offline")),
        ];
        let tools = [
            Element::from(
                kit::icon_button("tool-search", Icon::Search, "Search here").on_press(Message::Press("search")),
            ),
            Element::from(kit::icon_button("tool-people", Icon::People, "People").on_press(Message::Press("people"))),
            kit::menu_button("tool-more", Icon::More, "More actions", || {
                vec![
                    menu::item("Mute", Some(Message::Press("mute"))).icon(Icon::BellOff),
                    menu::item("Export", None)
                        .icon(Icon::Download)
                        .describe("Your organisation doesn't allow this"),
                    menu::item("Leave", Some(Message::Dialog(true)))
                        .icon(Icon::Leave)
                        .danger(),
                ]
            }),
        ];
        column![
            buttons.spacing(space::M).wrap(),
            row![
                kit::toolbar("tools", "Conversation", tools),
                kit::link(
                    "link",
                    "Read the policy",
                    "https://example.org/policy",
                    Message::Press("link")
                ),
            ]
            .spacing(space::L)
            .align_y(iced::Alignment::Center),
        ]
        .spacing(space::L)
        .into()
    }

    fn fields(&self) -> Element<'_, Message> {
        let error = self
            .error
            .then(|| "Enter an email address like name@works.gov.example".to_owned());
        let name = kit::entry("name", "Work email", self.name.clone())
            .hint("The address that your department gave you")
            .placeholder("name@works.gov.example")
            .error(error)
            .on_input(Message::Name)
            .on_submit(Message::Press("submit"));
        let toggle = if self.shown { "Hide password" } else { "Show password" };
        let secret = kit::password(
            "secret",
            "Password",
            self.secret.clone(),
            self.shown,
            Some((toggle.into(), Message::Shown)),
        )
        .on_input(Message::Secret);
        let departments = ["Ministry of Works", "Office of A. Member", "Department for Rain"].map(str::to_owned);
        let themes = ["Light", "Dark", "High contrast"].map(str::to_owned);
        column![
            Element::from(name),
            Element::from(secret),
            kit::checkbox("tick", "Keep me signed in", self.ticked, Some(Message::Tick)),
            kit::choices("theme", "Appearance", themes, Some(self.chosen), Message::Choose),
            kit::select(
                "department",
                "Department",
                departments,
                Some(self.picked),
                Message::Pick
            ),
        ]
        .spacing(space::L)
        .max_width(480)
        .into()
    }

    fn marks(&self) -> Element<'_, Message> {
        let wait = Element::from(
            kit::button("retry", "Try again")
                .compact()
                .on_press(Message::Press("retry")),
        );
        column![
            kit::status("status", "3 messages wait for the connection"),
            kit::statement("statement", "Nobody answered for ten minutes. Try again."),
            kit::announce("live", "New message from Alice"),
            kit::alert("alert", Tint::Danger, "You can't send messages here", "This room includes people from outside your approved departments (example.org). Your organisation doesn't allow messages here.", [wait]),
            kit::alert("info", Tint::Info, "", "You are offline. Messages are sent when you are back.", []),
            kit::progress("upload", "Uploading minutes.pdf", Some(0.42), "42 %"),
            row![
                kit::lock("lock", Lock::Closed, "End-to-end encrypted", true),
                kit::department_chip("Ministry of Works"),
                kit::mark::emoji("emoji", "🐶", "Dog", "1 of 7: Dog"),
                kit::mark::figure("figure", "1234", "1 of 3: 1234"),
                kit::mark::chip("Draft", Tint::Warning),
                kit::badge(120, true),
            ]
            .spacing(space::L)
            .align_y(iced::Alignment::Center),
            kit::divider(),
            kit::skeleton(Length::Fill, 40.0),
        ]
        .spacing(space::L)
        .into()
    }

    fn messages(&self) -> Element<'_, Message> {
        let bubble = |mine: bool, words: &'static str| {
            let spans = vec![
                rich::span(words),
                rich::span("https://works.gov.example")
                    .link("https://works.gov.example".to_owned())
                    .underline(true),
            ];
            let words = column![kit::selectable(spans, Message::Link), text::caption("14:02")].spacing(2);
            let style = if mine { kit::theme::mine } else { kit::theme::theirs };
            iced::widget::container(words)
                .padding([space::S, space::M])
                .style(style)
        };
        let actions = || vec![menu::item("Reply", Some(Message::Press("reply"))).icon(Icon::Reply)];
        let rows = [
            kit::message(
                "event:1",
                "Alice, 14:01, Are the minutes ready?",
                bubble(false, "Are the minutes ready? "),
            )
            .position(1, 2)
            .menu("Actions for Alice's message", actions)
            .into(),
            kit::message("event:2", "You, 14:02, Nearly.", bubble(true, "Nearly 👩🏽‍💻. "))
                .position(2, 2)
                .menu("Actions for your message", actions)
                .into(),
        ];
        column![
            kit::heading(2, "Messages"),
            kit::separator("day:1", "Today", Tint::Neutral),
            kit::separator("unread", "New messages", Tint::Danger),
            kit::list("messages", "Messages", rows),
            row![
                Element::from(kit::button("react:up", "👍 2").compact().on_press(Message::Press("up"))),
                Element::from(
                    kit::button("react:heart", "❤️ 😂")
                        .compact()
                        .on_press(Message::Press("heart"))
                ),
                text::line("Diolch 😀 ☎️ welwn ni chi 🏴󠁧󠁢󠁷󠁬󠁳󠁿"),
            ]
            .spacing(space::S)
            .align_y(iced::Alignment::Center),
            kit::composer(
                "composer",
                "Message to Alice",
                "Write a message",
                &self.draft,
                160.0,
                false,
                Message::Compose
            ),
        ]
        .spacing(space::M)
        .into()
    }

    fn question(&self) -> Element<'_, Message> {
        let actions = [
            Element::from(kit::button("leave-no", "Stay").on_press(Message::Dialog(false))),
            Element::from(
                kit::button("leave-yes", "Leave room")
                    .danger()
                    .on_press(Message::Press("left")),
            ),
        ];
        kit::dialog(
            "leave",
            "Leave this room?",
            text::body("You can join it again later."),
            actions,
            Message::Dialog(false),
        )
    }
}
