//! Saying elsewhere what somebody said here: where policy lets it be copied, and in no one's name but that of whoever does it.

use matrix_sdk::ruma::events::AnyMessageLikeEventContent;
use matrix_sdk::ruma::events::Mentions;
use matrix_sdk::ruma::events::room::message::{RoomMessageEventContentWithoutRelation, TextMessageEventContent};
use model::{Body, Failure, RowKey, RowKind, Why};

use super::conversation::{Conversation, failed};
use super::outgoing::Outgoing;
use crate::convert;

/// What was said, to be said again.
pub(crate) struct Forwarded {
    /// Who said it and when, in words.
    pub(super) origin: String,
    /// What they said; of a file, what they said of it.
    pub(super) said: String,
    /// Its name and its bytes, checked against what its sender vouched for.
    file: Option<(String, Vec<u8>)>,
}

impl Conversation {
    /// Takes a message of this room to be forwarded. Nothing is taken that is not shown, or that may not be copied.
    pub(crate) async fn take(&self, row: &RowKey, origin: String) -> Result<Outgoing, Why> {
        self.account.policy.judge_copying().map_err(Why::Policy)?;
        let none = Why::Failed(Failure::NotFound);
        let item = self
            .items()
            .iter()
            .rev()
            .find(|item| item.unique_id().0 == row.as_str())
            .cloned();
        let item = item.ok_or(none.clone())?;
        let terms = self.terms().await;
        let shown = self.with_lens(&terms, true, |lens| convert::row(&item, lens));
        let RowKind::Message(message) = &shown.kind else {
            return Err(none);
        };
        if message.event.is_none() {
            return Err(Why::Failed(Failure::NotReady));
        }
        let forwarded = match &message.body {
            Body::Text { plain, .. } => Forwarded {
                origin,
                said: plain.to_string(),
                file: None,
            },
            Body::File(facts) => {
                self.account.policy.judge_saving().map_err(Why::Policy)?;
                let content = item.as_event().ok_or(none.clone())?.content();
                let (source, name) = convert::attachment(content).ok_or(none)?;
                Forwarded {
                    origin,
                    said: facts
                        .caption
                        .as_ref()
                        .map_or_else(String::new, |caption| caption.plain.to_string()),
                    file: Some((name, self.fetch(source).await?)),
                }
            }
            _ => return Err(none),
        };
        Ok(Outgoing::Forwarded(Box::new(forwarded)))
    }

    /// Says it here.
    pub(super) async fn send_forwarded(&self, forwarded: Forwarded) -> Result<(), Why> {
        let Forwarded { origin, said, file } = forwarded;
        let Some((name, bytes)) = file else {
            let body = format!("{origin}\n{}", quoted(&said));
            let html = format!(
                "<p><em>{}</em></p><blockquote>{}</blockquote>",
                escaped(&origin),
                lines(&said)
            );
            // It calls nobody: those who are named in it were called there.
            let content = RoomMessageEventContentWithoutRelation::text_html(body, html).add_mentions(Mentions::new());
            let content = AnyMessageLikeEventContent::RoomMessage(content.with_relation(None));
            return self.timeline.send(content).await.map(drop).map_err(failed);
        };
        let (plain, html) = match said.is_empty() {
            true => (origin.clone(), format!("<em>{}</em>", escaped(&origin))),
            false => (
                format!("{origin}\n{}", quoted(&said)),
                format!(
                    "<p><em>{}</em></p><blockquote>{}</blockquote>",
                    escaped(&origin),
                    lines(&said)
                ),
            ),
        };
        let caption = TextMessageEventContent::html(plain, html);
        self.send_bytes(name, bytes, Some(caption)).await
    }
}

/// As people quoted before there was any other way; it is what search and other programs read.
fn quoted(said: &str) -> String {
    let lines: Vec<String> = said.lines().map(|line| format!("> {line}")).collect();
    lines.join("\n")
}

fn lines(said: &str) -> String {
    let lines: Vec<String> = said.lines().map(escaped).collect();
    lines.join("<br>")
}

/// As text: what somebody wrote is no markup of ours.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;")
}
