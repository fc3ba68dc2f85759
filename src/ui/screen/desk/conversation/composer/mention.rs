//! Whom somebody means who writes `@` and the first letters of a name. Nothing is looked for while no name is written.

use std::sync::Arc;

use imbl::Vector;
use model::{Capability, Member, Membership, Mention, Mentioned, RoomHeader, Row, RowKind, UserId};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lines of the list.
pub const LINES: usize = 6;
/// The longest beginning of a name that is looked for.
const LONGEST: usize = 48;
/// How many of the newest rows tell who wrote last.
const RECENT: usize = 200;

/// A name that is being written, and whom it may mean.
#[derive(Default)]
pub struct State {
    members: Arc<[Member]>,
    begun: Option<Begun>,
    found: Vec<Mentioned>,
    chosen: usize,
    /// The person went to that line: it stays the same one while the name grows.
    went: bool,
    /// Where the list was closed: it stays so while that name is written.
    left: Option<usize>,
}

/// The beginning of a name.
struct Begun {
    /// Where in its line the `@` stands.
    at: usize,
    /// What follows it.
    letters: String,
}

impl State {
    /// Looks at what stands before the caret; true where another name begins. Names that were chosen are at their end.
    pub fn look(&mut self, before: Option<String>, chosen: &[Mention]) -> bool {
        let begun = before.and_then(|before| begun(&before, chosen));
        let [was, is] = [&self.begun, &begun].map(|begun| begun.as_ref().map(|begun| begun.at));
        if is != self.left {
            self.left = None;
        }
        if is.is_none() {
            self.found.clear();
        }
        self.begun = begun;
        is.is_some() && was != is
    }

    /// Takes over who is in the room, the person signed in left out.
    pub fn set_members(&mut self, members: Arc<[Member]>) {
        self.members = members;
    }

    /// Looks for those whom the beginning may mean: those who wrote last come first.
    pub fn offer(&mut self, rows: &Vector<Arc<Row>>, header: Option<&RoomHeader>) {
        let Some(begun) = self.begun.as_ref().filter(|begun| self.left != Some(begun.at)) else {
            self.found.clear();
            return;
        };
        let before = self.found.get(self.chosen).filter(|_| self.went).cloned();
        let letters = fold(&begun.letters);
        let recent = recent(rows);
        let mut people: Vec<(usize, &Member)> = self
            .members
            .iter()
            .filter(|member| member.membership != Membership::Knocking)
            .filter(|member| means(&letters, &member.person.name, member.person.id.as_str()))
            .map(|member| {
                let wrote = recent.iter().position(|id| **id == member.person.id);
                (wrote.unwrap_or(usize::MAX), member)
            })
            .collect();
        people.sort_by_key(|(wrote, _)| *wrote);
        // Before it is known who is here, everybody would be the first line.
        let known = !self.members.is_empty();
        let all = known && header.is_some_and(|header| header.allows.call_all == Capability::Allowed);
        let everybody = all && Mentioned::EVERYBODY[1..].starts_with(&letters);
        let people = people
            .into_iter()
            .map(|(_, member)| Mentioned::Person(member.person.clone()));
        self.found = people
            .take(LINES - usize::from(everybody))
            .chain(everybody.then_some(Mentioned::Everybody))
            .collect();
        let stays = before.and_then(|before| self.found.iter().position(|found| *found == before));
        self.went = stays.is_some();
        self.chosen = stays.unwrap_or(0);
    }

    /// Whom the beginning may mean.
    pub fn found(&self) -> &[Mentioned] {
        &self.found
    }

    /// The line chosen.
    pub fn chosen(&self) -> usize {
        self.chosen
    }

    /// Chooses the next line, or the one before; after the last comes the first.
    pub fn step(&mut self, forward: bool) {
        let lines = self.found.len().max(1);
        self.went = true;
        self.chosen = (self.chosen + if forward { 1 } else { lines - 1 }) % lines;
    }

    /// Closes the list for as long as this name is written.
    pub fn leave(&mut self) {
        self.left = self.begun.as_ref().map(|begun| begun.at);
        self.found.clear();
    }

    /// No name is being written any more.
    pub fn end(&mut self) {
        self.begun = None;
        self.found.clear();
    }

    /// Whom a line names, and how many bytes of the text it stands for.
    pub fn take(&mut self, index: usize) -> Option<(usize, Mention)> {
        let whom = self.found.get(index)?.clone();
        let begun = self.begun.take()?;
        self.end();
        let words = whom.words();
        Some((1 + begun.letters.len(), Mention { words, whom }))
    }
}

/// The name that is being written at the end of this text. An `@` after a letter is an address.
fn begun(before: &str, chosen: &[Mention]) -> Option<Begun> {
    let at = before.rfind('@')?;
    let (text, name) = before.split_at(at);
    let letters = &name[1..];
    let begins = !text.ends_with(char::is_alphanumeric) && !letters.starts_with(' ') && letters.len() <= LONGEST;
    let ended = chosen.iter().any(|call| name.starts_with(&call.words));
    (begins && !ended).then(|| Begun {
        at,
        letters: letters.to_owned(),
    })
}

/// Who wrote, the last first.
fn recent(rows: &Vector<Arc<Row>>) -> Vec<&UserId> {
    let mut recent = Vec::new();
    for row in rows.iter().rev().take(RECENT) {
        if let RowKind::Message(said) = &row.kind
            && !recent.contains(&&said.sender.id)
        {
            recent.push(&said.sender.id);
        }
    }
    recent
}

/// Whether a name, one of its words, or an id begins so.
fn means(letters: &str, name: &str, id: &str) -> bool {
    let name = fold(name);
    let words = name.match_indices(' ').filter_map(|(space, _)| name.get(space + 1..));
    let id = id.strip_prefix('@').unwrap_or(id);
    std::iter::once(&*name)
        .chain(words)
        .any(|part| part.starts_with(letters))
        || id.starts_with(letters)
}

/// Small letters without accents: nobody types those to find somebody.
fn fold(text: &str) -> String {
    let bare: String = text.nfd().filter(|letter| !is_combining_mark(*letter)).collect();
    bare.to_lowercase()
}
