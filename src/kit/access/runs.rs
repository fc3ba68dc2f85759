//! Text as AccessKit wants it: runs of letters, so that a screen reader can follow the caret letter by letter.

use accesskit::{Node, NodeId, Role, TextDirection, TextPosition, TextSelection};
use unicode_segmentation::UnicodeSegmentation;

use super::TextState;
use super::harvest::hash;

/// Indices of words are bytes in AccessKit, so a run may not be longer than that.
const LONGEST: usize = 200;

/// One run: part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub id: NodeId,
    /// Where it begins in the text, in bytes.
    start: usize,
    /// Lengths of its letters, in bytes.
    lengths: Vec<u8>,
    words: Vec<u8>,
    /// The line goes on in the next run.
    continues: bool,
    text: String,
}

/// Splits a text into runs. There is always one, and one after a last line break: the caret may stand there.
pub(crate) fn split(owner: NodeId, text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let letters: Vec<&str> = line.graphemes(true).collect();
        let parts: Vec<&[&str]> = letters.chunks(LONGEST).collect();
        for (part, letters) in parts.iter().enumerate() {
            let text: String = letters.concat();
            runs.push(Run {
                id: run_id(owner, runs.len()),
                start,
                // A letter longer than 255 bytes is a pile of marks; AccessKit can't say so.
                lengths: letters
                    .iter()
                    .map(|letter| u8::try_from(letter.len()).unwrap_or(u8::MAX))
                    .collect(),
                words: words(&text),
                continues: part + 1 < parts.len(),
                text,
            });
            start += letters.iter().map(|letter| letter.len()).sum::<usize>();
        }
    }
    if text.is_empty() || text.ends_with('\n') {
        runs.push(Run {
            id: run_id(owner, runs.len()),
            start,
            lengths: Vec::new(),
            words: Vec::new(),
            continues: false,
            text: String::new(),
        });
    }
    runs
}

/// The id of a text's run with this number.
pub(crate) fn run_id(owner: NodeId, number: usize) -> NodeId {
    hash(&(owner.0, "run", number))
}

/// The selection of a text in its runs.
pub(crate) fn selection(runs: &[Run], state: &TextState) -> Option<TextSelection> {
    Some(TextSelection {
        anchor: position(runs, state.anchor)?,
        focus: position(runs, state.caret)?,
    })
}

/// The byte offset of a position that assistive technology named.
pub(crate) fn offset(runs: &[Run], position: TextPosition) -> Option<usize> {
    let run = runs.iter().find(|run| run.id == position.node)?;
    Some(
        run.start
            + run
                .lengths
                .iter()
                .take(position.character_index)
                .map(|length| usize::from(*length))
                .sum::<usize>(),
    )
}

fn position(runs: &[Run], offset: usize) -> Option<TextPosition> {
    let run = runs.iter().rfind(|run| run.start <= offset)?;
    let mut end = run.start;
    let before = run.lengths.iter().take_while(|length| {
        end += usize::from(**length);
        end <= offset
    });
    Some(TextPosition {
        node: run.id,
        character_index: before.count(),
    })
}

/// The nodes of the runs.
pub(crate) fn nodes(runs: &[Run], bounds: accesskit::Rect) -> impl Iterator<Item = (NodeId, Node)> + '_ {
    runs.iter().enumerate().map(move |(index, run)| {
        let mut node = Node::new(Role::TextRun);
        node.set_value(run.text.as_str());
        node.set_character_lengths(run.lengths.clone());
        node.set_word_starts(run.words.clone());
        node.set_text_direction(TextDirection::LeftToRight);
        node.set_bounds(bounds);
        if run.continues
            && let Some(next) = runs.get(index + 1)
        {
            node.set_next_on_line(next.id);
        }
        if let Some(before) = index
            .checked_sub(1)
            .and_then(|before| runs.get(before))
            .filter(|run| run.continues)
        {
            node.set_previous_on_line(before.id);
        }
        (run.id, node)
    })
}

fn words(text: &str) -> Vec<u8> {
    let mut starts = Vec::new();
    let mut letter = 0_usize;
    for word in text.split_word_bounds() {
        if word.chars().any(char::is_alphanumeric)
            && let Ok(start) = u8::try_from(letter)
        {
            starts.push(start);
        }
        letter += word.graphemes(true).count();
    }
    starts
}
