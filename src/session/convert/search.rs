//! Words as a search compares them: without case, accents and punctuation.

use std::ops::Range;

use matrix_sdk::deserialized_responses::{TimelineEvent, TimelineEventKind};
use matrix_sdk::ruma::events::poll::unstable_start::UnstablePollStartEventContent;
use matrix_sdk::ruma::events::room::message::{MessageType, Relation};
use matrix_sdk::ruma::events::{AnySyncMessageLikeEvent, AnySyncTimelineEvent, SyncMessageLikeEvent};
use matrix_sdk::ruma::{OwnedEventId, OwnedUserId};
use model::{Body, Sort};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{body, poll};

/// How much of a text is shown before what was looked for, and how much altogether, in characters.
const BEFORE: usize = 40;
const LONGEST: usize = 200;

/// What a message gives a search.
pub struct Entry {
    /// Who wrote it.
    pub sender: OwnedUserId,
    /// Milliseconds since the Unix epoch.
    pub at: i64,
    /// Its words, [folded].
    pub words: Box<str>,
    /// What it is, to somebody who looks for it.
    pub sorts: Vec<Sort>,
    /// Came in clear.
    pub clear: bool,
    /// Which message it changes.
    pub changes: Option<OwnedEventId>,
}

/// What an event gives a search; none where it is no message.
pub fn entry(event: &TimelineEvent) -> Option<Entry> {
    let Ok(AnySyncTimelineEvent::MessageLike(message)) = event.raw().deserialize() else {
        return None;
    };
    let ((words, sorts), changes) = match message {
        AnySyncMessageLikeEvent::RoomMessage(SyncMessageLikeEvent::Original(said)) => match said.content.relates_to {
            Some(Relation::Replacement(change)) => (words_of(&change.new_content.msgtype), Some(change.event_id)),
            _ => (words_of(&said.content.msgtype), None),
        },
        AnySyncMessageLikeEvent::UnstablePollStart(SyncMessageLikeEvent::Original(asked)) => {
            let body = poll::asked(asked.content.poll_start(), None);
            let words = body.plain().map(|plain| plain.to_string()).unwrap_or_default();
            let changes = match asked.content {
                UnstablePollStartEventContent::Replacement(change) => Some(change.relates_to.event_id),
                _ => None,
            };
            ((words, Vec::new()), changes)
        }
        _ => return None,
    };
    Some(Entry {
        sender: event.sender()?,
        at: i64::from(event.timestamp()?.0),
        words: folded(&words).into(),
        sorts,
        clear: matches!(event.kind, TimelineEventKind::PlainText { .. }),
        changes,
    })
}

fn words_of(content: &MessageType) -> (String, Vec<Sort>) {
    let body = body::body(content);
    let plain = body.plain().map(|plain| &**plain).unwrap_or_default();
    let has_link = plain.contains("https://") || plain.contains("http://");
    let mut sorts: Vec<Sort> = has_link.then_some(Sort::Link).into_iter().collect();
    let words = match &body {
        Body::File(file) => {
            sorts.push(match content {
                MessageType::Image(_) => Sort::Picture,
                _ => Sort::File,
            });
            format!("{} {plain}", file.name)
        }
        _ => plain.to_owned(),
    };
    (words, sorts)
}

/// What is looked for in [folded] words.
pub struct Needles(Vec<String>);

impl Needles {
    /// Of what somebody typed: beginnings of words, and whole words in their order in quotation marks.
    pub fn of(typed: &str) -> Self {
        let mut needles = Vec::new();
        // Inside quotation marks is every second part; one that is not closed yet is being typed.
        let parts: Vec<&str> = typed.split(['"', '“', '”']).collect();
        for (index, part) in parts.iter().enumerate() {
            let closed = index % 2 == 1 && index + 1 < parts.len();
            if closed {
                needles.push(folded(part));
            } else {
                let begun = part.split_whitespace().map(folded);
                needles.extend(begun.map(|word| word.trim_end().to_owned()));
            }
        }
        needles.retain(|needle| !needle.trim().is_empty());
        Self(needles)
    }

    /// There is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all of it is in these words.
    pub fn are_in(&self, words: &str) -> bool {
        self.0.iter().all(|needle| words.contains(needle.as_str()))
    }

    /// Where in a text what is looked for stands.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let words: Vec<(Range<usize>, String)> = words(text).map(|range| (range.clone(), fold(&text[range]))).collect();
        let mut marks: Vec<Range<usize>> = Vec::new();
        for needle in &self.0 {
            let wanted: Vec<&str> = needle.split_whitespace().collect();
            let whole = needle.ends_with(' ');
            for found in words.windows(wanted.len()) {
                let fits = found
                    .iter()
                    .zip(&wanted)
                    .enumerate()
                    .all(|(index, ((_, word), wanted))| {
                        let last = index + 1 == found.len();
                        word == wanted || (last && !whole && word.starts_with(wanted))
                    });
                if let (true, Some((first, _)), Some((last, _))) = (fits, found.first(), found.last()) {
                    marks.push(first.start..last.end);
                }
            }
        }
        marks.sort_by_key(|mark| mark.start);
        marks.dedup_by(|next, mark| {
            let within = next.start < mark.end;
            if within {
                mark.end = mark.end.max(next.end);
            }
            within
        });
        marks
    }
}

/// Each word of a text with one blank before and after it, without case and accents: what begins a word is found by the
/// blank before it.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 2);
    folded.push(' ');
    for range in words(text) {
        let word = fold(&text[range]);
        if !word.is_empty() {
            folded.push_str(&word);
            folded.push(' ');
        }
    }
    folded
}

fn fold(word: &str) -> String {
    let plain = word.nfkd().filter(|character| !is_combining_mark(*character));
    plain
        .flat_map(char::to_lowercase)
        .filter(|character| character.is_alphanumeric())
        .collect()
}

/// Where the words of a text stand. Scripts without blanks between words have as many as characters.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = characters.find(|(_, character)| character.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while let Some((at, next)) = characters.peek().copied() {
            let goes_on = next.is_alphanumeric() && !stands_alone(first) && !stands_alone(next);
            if !goes_on && !is_combining_mark(next) {
                break;
            }
            end = at + next.len_utf8();
            characters.next();
        }
        Some(start..end)
    })
}

/// Kana and the ideographs.
fn stands_alone(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{312f}' | '\u{3190}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The part of a text that shows what was looked for, in one line, and where in it that stands.
pub fn excerpt(text: &str, needles: &Needles) -> (String, Vec<Range<usize>>) {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = needles.marks(&line).first().map_or(0, |mark| mark.start);
    let mut start = 0;
    if line[..first].chars().count() > BEFORE {
        // From the beginning of a word.
        let near = line[..first].char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
        start = line[near..first].find(' ').map_or(first, |blank| near + blank + 1);
    }
    let end = line[start..]
        .char_indices()
        .nth(LONGEST)
        .map_or(line.len(), |(at, _)| start + at);
    let mut shown = String::new();
    if start > 0 {
        shown.push('…');
    }
    shown.push_str(&line[start..end]);
    if end < line.len() {
        shown.push('…');
    }
    let marks = needles.marks(&shown);
    (shown, marks)
}
