//! W3: inside session, only guard/ holds the SDK's handles. In the SDK `Room::client()` and `Timeline::room()` are public,
//! so whoever holds one of them holds the raw client, past every check.

use despatch_house::{Source, Token, files, tokens};

use crate::{assert_none, place, reads};

/// The SDK's handles: with each, anything can be done to an account.
const HANDLES: &[&str] = &[
    "BaseClient",
    "Client",
    "ClientBuilder",
    "Encryption",
    "EventCache",
    "Media",
    "NotificationClient",
    "OlmMachine",
    "Recovery",
    "Room",
    "RoomEventCache",
    "RoomList",
    "RoomListItem",
    "RoomListService",
    "RoomSendQueue",
    "SendQueue",
    "SyncService",
    "SyncServiceBuilder",
    "Timeline",
    "TimelineBuilder",
];

/// Words before `::` that make a handle's name another thing: `RoomKind::Room` is a kind, `Error::EventCache` a fault.
const ENUMS: &[&str] = &["Error", "PaginationError", "RoomKind"];

fn handles(source: &Source) -> Vec<String> {
    let code = tokens(&source.text);
    let is_handle = |at: usize| {
        let variant = at >= 2 && code[at - 1].text == "::" && ENUMS.contains(&code[at - 2].text.as_str());
        HANDLES.contains(&code[at].text.as_str()) && !variant
    };
    let is_sdk = |at: usize| {
        let text = code[at].text.as_str();
        text.starts_with("matrix_sdk") || text == "ruma" || text.starts_with("ruma_")
    };
    let converts = source.path.starts_with("src/session/convert");
    (0..code.len())
        .filter(|at| is_handle(*at) || (is_sdk(*at) && !converts))
        .map(|at| format!("{}: only guard/ may name it", place(source, &code[at])))
        .collect()
}

/// Signatures and fields in guard/ that others can see, and that name a handle.
fn leaks(source: &Source) -> Vec<String> {
    let code = tokens(&source.text);
    let mut offences = Vec::new();
    for at in 0..code.len() {
        let Some(start) = visible_outside(&code, at) else {
            continue;
        };
        let ends: &[&str] = match code[start..]
            .iter()
            .find(|token| ["fn", "struct", "enum", "use", "mod"].contains(&token.text.as_str()))
        {
            Some(token) if token.text == "use" || token.text == "mod" => &[";"],
            Some(token) if token.text == "fn" => &["{", ";"],
            _ => &["{", ";", ","],
        };
        let signature = code[start..]
            .iter()
            .take_while(|token| !ends.contains(&token.text.as_str()));
        for token in signature.filter(|token| HANDLES.contains(&token.text.as_str())) {
            offences.push(format!("{}: a handle leaves guard/", place(source, token)));
        }
    }
    offences
}

/// Where the item behind a `pub` or `pub(crate)` begins.
fn visible_outside(code: &[Token], at: usize) -> Option<usize> {
    match () {
        () if reads(code, at, &["pub", "(", "crate", ")"]) => Some(at + 4),
        () if reads(code, at, &["pub", "("]) => None,
        () if reads(code, at, &["pub"]) => Some(at + 1),
        // Deref would hand it out unseen.
        () if reads(code, at, &["type", "Target"]) => Some(at),
        () => None,
    }
}

fn in_guard(source: &Source) -> bool {
    source.path.starts_with("src/session/guard")
}

#[test]
fn only_guard_names_the_sdks_handles() {
    let (guard, others): (Vec<_>, Vec<_>) = files("src/session", &[".rs"]).into_iter().partition(in_guard);
    assert!(guard.len() > 3 && others.len() > 3, "the sources were read");
    assert_none(&others.iter().flat_map(handles).collect::<Vec<_>>());
}

#[test]
fn no_handle_leaves_guard() {
    let guard: Vec<_> = files("src/session", &[".rs"]).into_iter().filter(in_guard).collect();
    assert_none(&guard.iter().flat_map(leaks).collect::<Vec<_>>());
}

#[test]
fn a_handle_outside_is_seen() {
    let seen = |path, text| handles(&Source::made_up(path, text)).len();
    assert_eq!(seen("src/session/worker.rs", "fn f(room: &Room) {}"), 1);
    assert_eq!(
        seen("src/session/worker.rs", "use matrix_sdk_ui::timeline::TimelineItem;"),
        1
    );
    assert_eq!(
        seen(
            "src/session/convert/row.rs",
            "use matrix_sdk_ui::timeline::TimelineItem;"
        ),
        0
    );
    assert_eq!(seen("src/session/convert/row.rs", "use matrix_sdk_ui::Timeline;"), 1);
    assert_eq!(
        seen(
            "src/session/worker.rs",
            "// Room\nlet kind = RoomKind::Room; RoomId::from(\"Client\");"
        ),
        0
    );
}

#[test]
fn a_leaking_handle_is_seen() {
    let seen = |text| !leaks(&Source::made_up("src/session/guard/x.rs", text)).is_empty();
    assert!(seen("pub fn client(&self) -> &Client { &self.client }"));
    assert!(seen("pub(crate) async fn room(&self) -> Option<Room> {}"));
    assert!(seen(
        "pub(crate) struct Handle { pub(crate) room: Room, other: Client }"
    ));
    assert!(seen("pub struct Handle(pub Client);"));
    assert!(seen("pub use matrix_sdk::{Error, Client};"));
    assert!(seen("impl Deref for Handle { type Target = Client; }"));
    assert!(!seen("pub(super) fn room(&self) -> Room {}"));
    assert!(!seen("pub(crate) fn name(&self) -> String { Client::name() }"));
}
