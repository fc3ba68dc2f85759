//! Polls: questions put to a room, votes, and which of these count.
//!
//! The SDK counts whatever came, in clear too, and lets anybody end a poll. So votes are counted here, out of what its event cache
//! has: each is judged as a message is, and a poll ends when whoever asked says so, or somebody who may delete it (MSC3381).

use std::sync::{Arc, PoisonError};

use matrix_sdk::deserialized_responses::{TimelineEvent, TimelineEventKind};
use matrix_sdk::ruma::events::poll::start::PollKind;
use matrix_sdk::ruma::events::poll::unstable_end::UnstablePollEndEventContent;
use matrix_sdk::ruma::events::poll::unstable_response::UnstablePollResponseEventContent;
use matrix_sdk::ruma::events::poll::unstable_start::{
    NewUnstablePollStartEventContent, UnstablePollAnswer, UnstablePollAnswers, UnstablePollStartContentBlock,
    UnstablePollStartEventContent,
};
use matrix_sdk::ruma::events::relation::RelationType;
use matrix_sdk::ruma::events::room::power_levels::RoomPowerLevels;
use matrix_sdk::ruma::events::{AnyMessageLikeEventContent, AnySyncTimelineEvent};
use matrix_sdk::ruma::{EventId, MilliSecondsSinceUnixEpoch, OwnedEventId, OwnedUserId, TransactionId, UInt, UserId};
use matrix_sdk::send_queue::LocalEchoContent;
use matrix_sdk_ui::timeline::TimelineItem;
use model::{Body, Capability, Failure, NewPoll, Poll, RowKey, RowKind, Shield, Why};

use super::conversation::{Conversation, failed};
use super::rows::Terms;
use crate::convert::poll::{Vote, Votes};
use crate::convert::trust::{self, Came};
use crate::convert::{self, poll};

impl Conversation {
    /// Puts a question to the room.
    pub(super) async fn start_poll(&self, asked: NewPoll) -> Result<(), Why> {
        let content = start(asked).ok_or(Why::Failed(Failure::Malformed))?;
        let content = AnyMessageLikeEventContent::UnstablePollStart(UnstablePollStartEventContent::New(content));
        self.timeline.send(content).await.map(drop).map_err(failed)
    }

    /// Votes, in place of how the person voted before.
    pub(super) async fn vote(&self, row: &RowKey, answers: Vec<Arc<str>>) -> Result<(), Why> {
        let (event, poll) = self.running(row, |allows| &allows.vote).await?;
        let known = |id: &Arc<str>| poll.answers.iter().any(|answer| answer.id == *id);
        if answers.len() > poll.most as usize || !answers.iter().all(known) {
            return Err(Why::Failed(Failure::Malformed));
        }
        let answers = answers.iter().map(ToString::to_string).collect();
        let content = UnstablePollResponseEventContent::new(answers, event);
        let content = AnyMessageLikeEventContent::UnstablePollResponse(content);
        self.timeline.send(content).await.map(drop).map_err(failed)
    }

    /// Ends a poll of the person's own.
    pub(super) async fn end_poll(&self, row: &RowKey, words: String) -> Result<(), Why> {
        let (event, _) = self.running(row, |allows| &allows.end).await?;
        let content = UnstablePollEndEventContent::new(words, event);
        let content = AnyMessageLikeEventContent::UnstablePollEnd(content);
        self.timeline.send(content).await.map(drop).map_err(failed)
    }

    /// The poll in a row as it is shown, where this may be done with it.
    async fn running(
        &self,
        row: &RowKey,
        wanted: impl Fn(&model::MessageAllows) -> &Capability,
    ) -> Result<(OwnedEventId, Poll), Why> {
        let item = {
            let items = self.items();
            items
                .iter()
                .rev()
                .find(|item| item.unique_id().0 == row.as_str())
                .cloned()
        };
        let item = item.ok_or(Why::Failed(Failure::NotFound))?;
        let terms = self.terms().await;
        self.count(polls([&item]), &terms).await;
        let row = self.with_lens(&terms, true, |lens| convert::row(&item, lens));
        match (&row.kind, item.as_event().and_then(|event| event.event_id())) {
            (RowKind::Message(said), Some(event)) if wanted(&said.allows).is_allowed() => match &said.body {
                Body::Poll(poll) => Ok((event.to_owned(), poll.clone())),
                _ => Err(Why::Failed(Failure::NotFound)),
            },
            _ => Err(Why::Failed(Failure::Forbidden)),
        }
    }

    /// Counts anew in these polls.
    pub(super) async fn count(&self, polls: Vec<Asked>, terms: &Terms) {
        for asked in polls {
            let votes = Arc::new(self.votes(&asked, &terms.levels).await);
            let mut polls = self.polls.lock().unwrap_or_else(PoisonError::into_inner);
            polls.insert(asked.poll, votes);
        }
    }

    /// The polls that the SDK holds for ended by somebody who may not end them. It says nothing when they really end.
    pub(super) fn disputed(&self) -> Vec<Asked> {
        let items = self.items().clone();
        let ended = |item: &&Arc<TimelineItem>| {
            let poll = item.as_event().and_then(|event| event.content().as_poll());
            poll.is_some_and(|poll| poll.results().end_time.is_some())
        };
        let mut disputed = polls(items.iter().filter(ended));
        disputed.retain(|asked| self.votes_in(&asked.poll).is_none_or(|votes| votes.ended.is_none()));
        disputed
    }

    /// The votes counted last.
    pub(super) fn votes_in(&self, poll: &EventId) -> Option<Arc<Votes>> {
        let polls = self.polls.lock().unwrap_or_else(PoisonError::into_inner);
        polls.get(poll).cloned()
    }

    async fn votes(&self, asked: &Asked, levels: &RoomPowerLevels) -> Votes {
        let poll = &*asked.poll;
        let mut votes = Votes::default();
        let Ok((cache, _handles)) = self.room.event_cache().await else {
            return votes;
        };
        let may_end = |sender: &UserId| *sender == *asked.by || levels.user_can_redact_event_of_other(sender);
        let related = cache.find_event_relations(poll, Some(vec![RelationType::Reference]));
        for event in related.await.unwrap_or_default() {
            let (Some(sender), Some(at), true) = (event.sender(), event.timestamp(), self.counts(&event)) else {
                continue;
            };
            let Ok(AnySyncTimelineEvent::MessageLike(said)) = event.raw().deserialize() else {
                continue;
            };
            match said.original_content() {
                Some(AnyMessageLikeEventContent::UnstablePollResponse(said)) if said.relates_to.event_id == *poll => {
                    votes.cast.push(Vote {
                        voter: sender,
                        at,
                        answers: said.poll_response.answers,
                    });
                }
                Some(AnyMessageLikeEventContent::UnstablePollEnd(said))
                    if said.relates_to.event_id == *poll && may_end(&sender) =>
                {
                    votes.ended = Some(votes.ended.map_or(at, |ended| ended.min(at)));
                }
                _ => {}
            }
        }
        self.add_waiting(poll, &mut votes).await;
        votes
    }

    /// Whether a vote or an end counts: where a message would be shown at once, and not what came in clear.
    fn counts(&self, event: &TimelineEvent) -> bool {
        let own = self.room.own_user_id();
        let came = Came {
            info: event.encryption_info().map(|info| &**info),
            clear: self.room.encryption_state().is_encrypted()
                && matches!(event.kind, TimelineEventKind::PlainText { .. }),
            own: event.sender().is_some_and(|sender| sender == own),
            written: event.timestamp().map_or(i64::MAX, |at| i64::from(at.0)),
            repeated: event.event_id().is_some_and(|id| self.account.copies.holds(id)),
        };
        let shield = trust::shield(&came, self.since, &Body::Unsupported);
        shield.closed().is_none() && shield != Shield::NotEncrypted
    }

    /// What the person did that is not on the server yet.
    async fn add_waiting(&self, poll: &EventId, votes: &mut Votes) {
        let Ok((echoes, _)) = self.room.send_queue().subscribe().await else {
            return;
        };
        for echo in echoes {
            let LocalEchoContent::Event { serialized_event, .. } = echo.content else {
                continue;
            };
            match serialized_event.deserialize() {
                Ok(AnyMessageLikeEventContent::UnstablePollResponse(said)) if said.relates_to.event_id == *poll => {
                    votes.cast.push(Vote {
                        voter: self.room.own_user_id().to_owned(),
                        at: MilliSecondsSinceUnixEpoch(UInt::MAX),
                        answers: said.poll_response.answers,
                    });
                }
                Ok(AnyMessageLikeEventContent::UnstablePollEnd(said)) if said.relates_to.event_id == *poll => {
                    votes.ended = votes.ended.or(Some(MilliSecondsSinceUnixEpoch(UInt::MAX)));
                }
                _ => {}
            }
        }
    }
}

/// A poll on the server, and whose it is.
pub(super) struct Asked {
    poll: OwnedEventId,
    by: OwnedUserId,
}

/// The polls among these items.
pub(super) fn polls<'a>(items: impl IntoIterator<Item = &'a Arc<TimelineItem>>) -> Vec<Asked> {
    let events = items.into_iter().filter_map(|item| item.as_event());
    let polls = events.filter(|event| event.content().is_poll());
    polls
        .filter_map(|event| {
            Some(Asked {
                poll: event.event_id()?.to_owned(),
                by: event.sender().to_owned(),
            })
        })
        .collect()
}

/// What is sent for a question; none where it asks nothing, or has too few answers or too many.
fn start(asked: NewPoll) -> Option<NewUnstablePollStartEventContent> {
    let texts = asked.answers.iter().map(|text| text.trim());
    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    if !NewPoll::ANSWERS.contains(&texts.len()) {
        return None;
    }
    // No two polls have answers of one id: a server can't have a vote count in another.
    let answers: Vec<UnstablePollAnswer> = texts
        .iter()
        .map(|text| UnstablePollAnswer::new(TransactionId::new().to_string(), *text))
        .collect();
    let mut block =
        UnstablePollStartContentBlock::new(asked.question.trim(), UnstablePollAnswers::try_from(answers).ok()?);
    block.kind = match asked.open {
        true => PollKind::Disclosed,
        false => PollKind::Undisclosed,
    };
    if asked.several {
        block.max_selections = UInt::try_from(texts.len()).ok()?;
    }
    let Body::Poll(shown) = poll::asked(&block, None) else {
        return None;
    };
    Some(NewUnstablePollStartEventContent::plain_text(&*shown.plain, block))
}
