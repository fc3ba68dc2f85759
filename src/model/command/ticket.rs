//! Which wishes are answered.

use super::{Command, Ticket};

impl Command {
    /// What names the answer to it; none where none comes.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::SignIn { ticket, .. }
            | Self::SignInAgain { ticket, .. }
            | Self::Unlock { ticket, .. }
            | Self::Prove { ticket, .. }
            | Self::SignOut { ticket, .. }
            | Self::Send { ticket, .. }
            | Self::SendFile { ticket, .. }
            | Self::Forward { ticket, .. }
            | Self::FindDate { ticket, .. }
            | Self::StartPoll { ticket, .. }
            | Self::Vote { ticket, .. }
            | Self::EndPoll { ticket, .. }
            | Self::SaveFile { ticket, .. }
            | Self::SendSpoken { ticket, .. }
            | Self::LayOut { ticket, .. }
            | Self::MarkDecision { ticket, .. }
            | Self::LookAgain { ticket, .. }
            | Self::CancelSend { ticket, .. }
            | Self::React { ticket, .. }
            | Self::Redact { ticket, .. }
            | Self::SetPinned { ticket, .. }
            | Self::Reveal { ticket, .. }
            | Self::LinkTo { ticket, .. }
            | Self::MarkUnread { ticket, .. }
            | Self::SetImportance { ticket, .. }
            | Self::SetAttention { ticket, .. }
            | Self::SetHearing { ticket, .. }
            | Self::SetQuiet { ticket, .. }
            | Self::StartDirect { ticket, .. }
            | Self::CreateRoom { ticket, .. }
            | Self::Invite { ticket, .. }
            | Self::Accept { ticket, .. }
            | Self::Join { ticket, .. }
            | Self::Leave { ticket, .. }
            | Self::Change { ticket, .. }
            | Self::Ignore { ticket, .. }
            | Self::Report { ticket, .. }
            | Self::SetOwn { ticket, .. }
            | Self::MakeRecoveryKey { ticket, .. }
            | Self::UseRecoveryKey { ticket, .. }
            | Self::WriteKeyFile { ticket, .. }
            | Self::ReadKeyFile { ticket, .. }
            | Self::ResetIdentity { ticket, .. }
            | Self::Confirm { ticket, .. }
            | Self::RenameDevice { ticket, .. }
            | Self::SignOutDevices { ticket, .. }
            | Self::AcceptIdentity { ticket, .. }
            | Self::WithdrawVerification { ticket, .. } => Some(*ticket),
            Self::Explore(wish) => wish.ticket(),
            Self::Thread(wish) => wish.ticket(),
            Self::AskWays(_)
            | Self::LeaveBrowser(_)
            | Self::Retry
            | Self::StartAfresh
            | Self::LookAt(_)
            | Self::OpenRoom(_)
            | Self::CloseRoom
            | Self::LoadOlder(_)
            | Self::KeepPicture { .. }
            | Self::LetGoOfFile(_)
            | Self::LookAtFile { .. }
            | Self::ShowPictures { .. }
            | Self::ViewPicture { .. }
            | Self::Play(_)
            | Self::RetrySend { .. }
            | Self::ListPins(_)
            | Self::ListVersions { .. }
            | Self::Search(_)
            | Self::SearchFurther
            | Self::EndSearch
            | Self::MarkRead(_)
            | Self::Typing { .. }
            | Self::SaveDraft { .. }
            | Self::FindPeople(_)
            | Self::ListMembers(_)
            | Self::AskLoss
            | Self::AnswerConfirmation { .. }
            | Self::ListDevices
            | Self::ShowPerson(_) => None,
        }
    }
}
