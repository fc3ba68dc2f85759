//! The columns, and how they fold.

use iced::widget::{Space, column, container, responsive, row};
use iced::{Alignment, Length};
use kit::theme::{self, space as gap};
use kit::{Element, Icon, Tint, text};
use model::{Connection, RecordState};

use super::conversation::{self, Fold, Wish};
use super::{Message, Notice, State, details, dialog as question, rooms, search, space, threads, viewer};
use crate::screen::{Scene, page, rule, validity};
use crate::words::fl;

/// From this width the room list stands beside the conversation.
const TWO: f32 = 760.0;
/// From this width the details stand beside both.
const THREE: f32 = 1140.0;
/// Below this width the composer has no room for words beside it.
const NARROW: f32 = 520.0;
const ROOMS: f32 = 340.0;
const DETAILS: f32 = 320.0;
/// Of a thread, where one writes too.
const THREAD: f32 = 400.0;

/// The screen.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let columns = responsive(move |size| columns(state, scene, size.width))
        .width(Length::Fill)
        .height(Length::Fill);
    column![bars(state, scene), columns].into()
}

/// The question over the page.
pub fn dialog<'a>(state: &'a State, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    if let Some(dialog) = &state.dialog {
        return Some(question::view(dialog, state.rooms(), &state.recent, scene).map(Message::Dialog));
    }
    let viewer = state.viewer.as_ref()?;
    let open = state.holder(viewer.row())?;
    let view = viewer::view(viewer, open, state.notice.as_ref(), scene)?;
    Some(view.map(Message::Viewer))
}

fn columns<'a>(state: &'a State, scene: Scene<'a>, width: f32) -> Element<'a, Message> {
    let folded = width < TWO;
    let open = state.open.is_some() || state.space.is_some();
    let search = state.search.as_ref().filter(|search| !search.away);
    let threads = state.thread.is_some() || state.threads.is_some();
    let with_details = state.open.is_some() && (state.details.is_some() || threads);
    let aside = with_details || search.is_some();
    let show_rooms = !folded || (!open && !aside);
    let show_conversation = if folded {
        open && !aside
    } else {
        !aside || width >= THREE
    };

    let mut line = row![].height(Length::Fill);
    if show_rooms {
        let width = if folded { Length::Fill } else { Length::Fixed(ROOMS) };
        line = line
            .push(container(rooms_column(state, scene)).width(width))
            .push(edge(folded));
    }
    if show_conversation {
        let beside = state.thread.is_some() && search.is_none();
        let fold = Fold {
            alone: folded,
            narrow: (folded && width < NARROW) || (beside && width - ROOMS - THREAD < NARROW),
        };
        line = line.push(container(middle(state, scene, fold)).width(Length::Fill));
    }
    let width = if show_conversation && search.is_none() && state.thread.is_some() {
        Length::Fixed(THREAD)
    } else if show_conversation {
        Length::Fixed(DETAILS)
    } else {
        Length::Fill
    };
    if let Some(search) = search {
        let here = search.here().and_then(|room| state.rooms.room(room));
        let here = here.map(|room| &*room.name);
        let view = search::view(search, here, show_conversation, scene).map(Message::Search);
        line = line.push(edge(!show_conversation)).push(container(view).width(width));
    } else if let Some(thread) = &state.thread {
        let view = conversation::thread_view(thread, !show_conversation, scene).map(Message::Thread);
        line = line.push(edge(!show_conversation)).push(container(view).width(width));
    } else if let Some(list) = &state.threads {
        let view = threads::view(list, None, !show_conversation, scene).map(Message::Threads);
        line = line.push(edge(!show_conversation)).push(container(view).width(width));
    } else if let (Some(details), Some(open)) = (&state.details, &state.open) {
        let summary = state.rooms.room(open.room()).map(|summary| &**summary);
        let view = details::view(details, open, summary, state.me(), scene).map(Message::Details);
        line = line.push(edge(!show_conversation)).push(container(view).width(width));
    }
    line.into()
}

fn rooms_column<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let open = state.open.as_ref().map(conversation::State::room);
    rooms::view(&state.rooms, &state.list, open, state.me(), scene)
}

fn middle<'a>(state: &'a State, scene: Scene<'a>, fold: Fold) -> Element<'a, Message> {
    if let Some(space) = &state.space {
        return space::view(space, &state.rooms, fold.alone, scene).map(Message::Space);
    }
    match &state.open {
        Some(open) => {
            let summary = state.rooms.room(open.room()).map(|summary| &**summary);
            conversation::view(open, summary, fold, scene).map(Message::Conversation)
        }
        None => nothing_open(state, scene),
    }
}

/// What the middle is for, and the first step.
fn nothing_open<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let start = kit::button("empty:new-message", fl!(words, "new-message"))
        .primary()
        .icon(Icon::NewMessage)
        .on_press(Message::Rooms(rooms::Message::NewMessage));
    let content = column![
        Icon::MessageCircle.sized(48.0).style(theme::muted),
        kit::heading(2, fl!(words, "nothing-open-title", name = first_name(&state.me().name))),
        text::body(fl!(words, "nothing-open-text")).align_x(Alignment::Center),
        Element::from(start),
        text::small(fl!(words, "nothing-open-hint")),
    ]
    .spacing(gap::L)
    .align_x(Alignment::Center)
    .max_width(420);
    let ground = container(page::middle(content)).style(theme::canvas);
    kit::region("conversation", fl!(words, "region-conversation"), ground)
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// A thin line between columns.
fn edge<'a>(folded: bool) -> Element<'a, Message> {
    if folded {
        return Space::new().into();
    }
    container(Space::new())
        .width(1)
        .height(Length::Fill)
        .style(|theme: &kit::Theme| container::Style::default().background(theme.tokens().border))
        .into()
}

/// What concerns all columns: the line to the server, and what became of a wish.
fn bars<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let mut bars = column![];
    if let Some(notice) = validity::notice(scene) {
        bars = bars.push(notice);
    }
    // Over a picture it stands there.
    if let Some(told) = state.notice.as_ref().filter(|_| state.viewer.is_none()) {
        let line = notice(told, Message::CloseNotice, Message::Rule, scene);
        bars = bars.push(container(line).padding(gap::S));
    }
    let words = match state.connection {
        Connection::Offline => fl!(scene.words, "offline"),
        Connection::Connecting | Connection::Online => String::new(),
    };
    let shown = !words.is_empty();
    let line = page::status("connection", words);
    bars = bars.push(if shown {
        let again = kit::button("connection:retry", fl!(scene.words, "try-again")).on_press(Message::Reconnect);
        page::bar(Icon::Offline, line, again)
    } else {
        line
    });
    let words = match scene.record {
        RecordState::Full => fl!(scene.words, "record-bar-full"),
        RecordState::Broken => fl!(scene.words, "record-bar-broken"),
        RecordState::Stuck => fl!(scene.words, "record-bar-stuck"),
        RecordState::None | RecordState::Kept | RecordState::Waiting => String::new(),
    };
    let shown = !words.is_empty();
    let line = page::status("record", words);
    bars = bars.push(if shown {
        let rule = Message::Rule("records.sink");
        let why = kit::button("record:rule", fl!(scene.words, "rule-which")).on_press(rule);
        page::bar(Icon::Archive, line, why)
    } else {
        line
    });
    bars.into()
}

/// What became of a wish.
pub fn notice<'a, M: Clone + 'a>(
    notice: &'a Notice,
    close: M,
    rule: fn(&'static str) -> M,
    scene: Scene<'a>,
) -> Element<'a, M> {
    let close = kit::button("notice:close", fl!(scene.words, "close"))
        .compact()
        .on_press(close);
    let (tint, title, words, key) = match notice {
        Notice::Saved(file) => (Tint::Success, fl!(scene.words, "file-saved"), file.clone(), None),
        Notice::Opened(file) => (Tint::Success, fl!(scene.words, "film-opened"), file.clone(), None),
        Notice::Unopened => {
            let (title, words) = (fl!(scene.words, "refused-open-film"), fl!(scene.words, "film-unopened"));
            (Tint::Danger, title, words, None)
        }
        Notice::Decided => {
            let (title, words) = (
                fl!(scene.words, "decision-marked"),
                fl!(scene.words, "decision-marked-text"),
            );
            (Tint::Success, title, words, None)
        }
        Notice::Reported => {
            let (title, words) = (fl!(scene.words, "reported"), fl!(scene.words, "reported-text"));
            (Tint::Success, title, words, None)
        }
        Notice::LinkCopied => {
            let (title, words) = (fl!(scene.words, "link-copied"), fl!(scene.words, "link-copied-text"));
            (Tint::Success, title, words, None)
        }
        Notice::Refused(wish, why) => {
            let refusal = scene.words.refusal(title(*wish, scene), why, scene.organisation);
            (Tint::Danger, refusal.title.clone(), refusal.rest(), refusal.rule)
        }
    };
    let rule = key.map(|key| rule::button("notice", rule(key), scene));
    let ways = [Element::from(close)].into_iter().chain(rule);
    kit::alert("notice", tint, title, words, ways)
}

fn title(wish: Wish, scene: Scene<'_>) -> String {
    let words = scene.words;
    match wish {
        Wish::React => fl!(words, "refused-react"),
        Wish::Delete => fl!(words, "refused-delete"),
        Wish::Save => fl!(words, "refused-save"),
        Wish::Speak => fl!(words, "refused-speak"),
        Wish::Play => fl!(words, "refused-play"),
        Wish::OpenFilm => fl!(words, "refused-open-film"),
        Wish::Paste => fl!(words, "refused-paste"),
        Wish::SendFile => fl!(words, "refused-send-file"),
        Wish::CancelSend => fl!(words, "refused-cancel-send"),
        Wish::LookAgain => fl!(words, "refused-look-again"),
        Wish::Accept => fl!(words, "refused-accept"),
        Wish::Pin => fl!(words, "refused-pin"),
        Wish::Show => fl!(words, "refused-show"),
        Wish::CopyLink => fl!(words, "refused-link"),
        Wish::Vote => fl!(words, "refused-vote"),
        Wish::EndPoll => fl!(words, "refused-end-poll"),
        Wish::Leave => fl!(words, "refused-leave"),
        Wish::MarkThreadsRead => fl!(words, "refused-mark-threads-read"),
        Wish::MarkUnread => fl!(words, "refused-mark-unread"),
        Wish::SetAttention => fl!(words, "refused-attention"),
        Wish::SetImportance => fl!(words, "refused-importance"),
        Wish::Join => fl!(words, "browse-refused"),
        Wish::Arrange => fl!(words, "refused-arrange"),
        Wish::Ignore => fl!(words, "refused-ignore"),
        Wish::Change => fl!(words, "refused-change"),
        Wish::AcceptIdentity => fl!(words, "refused-accept-identity"),
        Wish::Verify => fl!(words, "refused-verify"),
        Wish::Withdraw => fl!(words, "refused-withdraw"),
        Wish::SendElsewhere => fl!(words, "refused-send-elsewhere"),
    }
}
