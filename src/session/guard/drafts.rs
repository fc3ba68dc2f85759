//! Texts that were begun and not sent, encrypted in the stores.

use matrix_sdk::ruma::EventId;
use matrix_sdk_base::{ComposerDraft, ComposerDraftType, RoomInfoNotableUpdateReasons};
use model::{Failure, Mention, Mentioned, RoomId};

use super::account::Account;
use super::conversation::Conversation;

/// The words of a call, and the id of whom they call; none for everybody.
type Call = (String, Option<String>);

impl Account {
    /// Keeps a text that was begun in a room or in a thread of it, and whom it calls; an empty one is removed.
    pub(crate) async fn save_draft(
        &self,
        id: &RoomId,
        root: Option<&model::EventId>,
        text: String,
        mentions: &[Mention],
    ) -> Result<(), Failure> {
        let room = self.room(id.as_str())?;
        let root = root.map(|root| EventId::parse(root.as_str()));
        let root = root.transpose().map_err(|_| Failure::Malformed)?;
        let kept = if text.is_empty() {
            room.clear_composer_draft(root.as_deref()).await
        } else {
            let calls: Vec<Call> = mentions.iter().map(call).collect();
            let draft = ComposerDraft {
                plain_text: text,
                // The only place the SDK has beside the text. Nobody else reads it.
                html_text: (!calls.is_empty())
                    .then(|| serde_json::to_string(&calls).ok())
                    .flatten(),
                draft_type: ComposerDraftType::NewMessage,
                attachments: Vec::new(),
            };
            room.save_composer_draft(draft, root.as_deref()).await
        };
        // The list shows a mark at the room: it is told to look again.
        room.update_room_info(|info| (info, RoomInfoNotableUpdateReasons::NONE))
            .await;
        kept.map_err(|_| Failure::Disk)
    }

    fn mention(&self, (words, user): Call) -> Mention {
        let whom = match user {
            Some(user) => Mentioned::Person(self.person(&user, words.strip_prefix('@'), false)),
            None => Mentioned::Everybody,
        };
        Mention { words, whom }
    }
}

impl Conversation {
    /// The text begun here earlier, and whom it calls.
    pub(crate) async fn draft(&self) -> (String, Vec<Mention>) {
        let root = self.thread.as_ref().map(|thread| &*thread.root);
        let Ok(Some(draft)) = self.room.load_composer_draft(root).await else {
            return Default::default();
        };
        let calls = draft.html_text.and_then(|calls| serde_json::from_str(&calls).ok());
        let calls: Vec<Call> = calls.unwrap_or_default();
        let mentions = calls.into_iter().map(|call| self.account.mention(call));
        (draft.plain_text, mentions.collect())
    }
}

fn call(mention: &Mention) -> Call {
    let user = match &mention.whom {
        Mentioned::Person(person) => Some(person.id.to_string()),
        Mentioned::Everybody => None,
    };
    (mention.words.clone(), user)
}
