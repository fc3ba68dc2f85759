//! What a text that begins with a stroke asks for, where it asks for anything.

/// A command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slash {
    /// Say what one does.
    Me,
    /// Send as it is typed, without Markdown.
    Plain,
    /// Say what the room is about.
    Topic,
    /// Ask somebody in.
    Invite,
    /// Show what was written on a day.
    Date,
    /// Leave the room.
    Leave,
}

impl Slash {
    /// Each, in the order of the list.
    pub const ALL: [Self; 6] = [
        Self::Me,
        Self::Plain,
        Self::Date,
        Self::Invite,
        Self::Topic,
        Self::Leave,
    ];

    /// As it is typed, in each language: commands are the same in all programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Me => "/me",
            Self::Plain => "/plain",
            Self::Topic => "/topic",
            Self::Invite => "/invite",
            Self::Date => "/date",
            Self::Leave => "/leave",
        }
    }
}

/// What a text asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked<'a> {
    /// To be sent, as it is.
    Message,
    /// To be sent without the stroke that keeps it from being a command.
    Escaped(&'a str),
    /// This command, with what follows it.
    Command(Slash, &'a str),
    /// A command that is none.
    Unknown(&'a str),
}

/// Reads a text. A path is none, nor is a stroke by itself.
pub fn read(text: &str) -> Asked<'_> {
    let text = text.trim();
    if text.starts_with("//") && !text.starts_with("///") {
        return Asked::Escaped(&text[1..]);
    }
    let Some(rest) = text.strip_prefix('/') else {
        return Asked::Message;
    };
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    if word.is_empty() || !word.chars().all(|letter| letter.is_ascii_alphabetic()) {
        return Asked::Message;
    }
    let known = Slash::ALL
        .into_iter()
        .find(|slash| slash.name()[1..].eq_ignore_ascii_case(word));
    match known {
        Some(slash) => Asked::Command(slash, after.trim()),
        None => Asked::Unknown(&text[..=end]),
    }
}
