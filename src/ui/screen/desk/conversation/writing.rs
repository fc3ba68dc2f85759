//! Answering, and changing what one wrote.

use model::{Body, RowKey, RowKind};

use super::composer::Mode;
use super::{State, body};

impl State {
    pub(super) fn reply(&mut self, row: &RowKey) {
        let Some((said, event)) = self.said(row).and_then(|said| Some((said, said.event.clone()?))) else {
            return;
        };
        if said.allows.reply.is_allowed() {
            let (whose, excerpt) = (said.sender.name.to_string(), excerpt(&said.body));
            self.composer.reply(event, whose, excerpt);
        }
    }

    pub(super) fn edit(&mut self, row: &RowKey) {
        let Some(said) = self.said(row) else { return };
        if let (true, Body::Text { plain, .. }) = (said.allows.edit.is_allowed(), &said.body) {
            let (plain, event, called) = (plain.clone(), said.event.clone(), body::called(&said.body));
            self.composer.edit(row.clone(), event, &plain, called);
        }
    }

    pub(super) fn edit_last(&mut self) {
        if !self.composer.is_blank() || *self.composer.mode() != Mode::New {
            return;
        }
        let last = self.rows.iter().rev().find(|row| {
            matches!(&row.kind, RowKind::Message(said)
                if said.own && said.allows.edit.is_allowed() && matches!(said.body, Body::Text { .. }))
        });
        if let Some(key) = last.map(|row| row.key.clone()) {
            self.edit(&key);
        }
    }
}

/// The first line of a message, for the bar above the composer.
pub(super) fn excerpt(body: &Body) -> String {
    match body {
        Body::Text { plain, .. } => plain.lines().next().unwrap_or_default().to_owned(),
        Body::File(file) => file.name.to_string(),
        Body::Poll(poll) => poll.question.to_string(),
        Body::Redacted | Body::Undecryptable(_) | Body::Closed(..) | Body::Unsupported => String::new(),
    }
}
