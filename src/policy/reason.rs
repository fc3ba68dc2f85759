//! Why not: one stable code for each refusal, and one entry for each code in every language.

/// Why policy refuses. Equal input gives the equal reason, always.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The homeserver is not one of the approved ones.
    ServerNotApproved {
        /// The server's name, as judged (ASCII).
        server: String,
    },
    /// What was typed is not a server name, address or user id at all.
    NotAnAddress {
        /// What was typed, shortened.
        typed: String,
    },
    /// No approved department uses this email domain.
    EmailDomainUnknown {
        /// The part after the @.
        domain: String,
    },
    /// The account belongs to another server than the one signed in to.
    AccountElsewhere {
        /// The account's server.
        server: String,
    },
    /// The homeserver sent the program to another address.
    Redirected {
        /// Where to.
        host: String,
    },
    /// This way of signing in is not allowed.
    SignInMethod {
        /// `password`, `sso` or `oauth`.
        method: String,
    },
    /// The invitation comes from a server outside.
    InvitedFromOutside {
        /// The inviter's server.
        server: String,
    },
    /// People in the room are from servers outside.
    PeopleFromOutside {
        /// Their servers, sorted.
        servers: Vec<String>,
    },
    /// The room itself was made on a server outside.
    RoomFromOutside {
        /// The room's server.
        server: String,
    },
    /// The person to write to or ask in is from outside.
    PersonFromOutside {
        /// Their server.
        server: String,
    },
    /// Policy wants encryption, and the room has none, or the server does not say.
    NotEncrypted,
    /// Policy forbids deleting messages here.
    RedactionForbidden,
    /// Messages here are kept for a time that is not over.
    RedactionTooEarly {
        /// Days that it takes.
        days: u64,
    },
    /// Policy forbids changing a message this long after sending.
    EditTooLate {
        /// Minutes it may take.
        minutes: u32,
    },
    /// The room is under a hold and may not be left.
    LeaveOnHold {
        /// The hold's reference.
        reference: String,
    },
    /// The room's members are not known yet, so nobody can say who would read.
    MembersUnknown,
    /// The policy's last day and the days of grace are over: only reading is left.
    PolicyExpired {
        /// The last day, as YYYY-MM-DD.
        day: String,
    },
    /// The link leads to a place that is not on the list.
    LinkElsewhere {
        /// The host it leads to.
        host: String,
    },
    /// The words of messages may not be copied.
    CopyingForbidden,
    /// Files from messages may not be kept on this computer.
    SavingForbidden,
    /// The file is larger than any that may be sent; where that is nothing, no file may.
    FileTooLarge {
        /// MiB that a file may have.
        megabytes: u32,
    },
    /// Files of this kind may not be sent.
    FileKind {
        /// The media type.
        kind: String,
    },
    /// Keys may not be written into a file.
    KeyExportForbidden,
    /// Keys may not be taken out of a file.
    KeyImportForbidden,
    /// The passphrase of a file of keys is too short.
    KeyPassphraseShort {
        /// The fewest characters that it may have.
        characters: u32,
    },
    /// A new digital identity may not be begun.
    IdentityResetForbidden,
    /// Whoever comes into a room later may not read what was written before.
    HistoryNotShared,
    /// A person may not have more accounts open than there are.
    AccountsFull {
        /// How many they may have.
        most: u32,
    },
    /// What comes from one account of a person may not go into another.
    BetweenAccounts,
}

impl Reason {
    /// Every code, for the test that each has words in each language.
    pub const CODES: &[&str] = &[
        "server-not-approved",
        "not-an-address",
        "email-domain-unknown",
        "account-elsewhere",
        "redirected",
        "sign-in-method",
        "invited-from-outside",
        "people-from-outside",
        "room-from-outside",
        "person-from-outside",
        "not-encrypted",
        "redaction-forbidden",
        "redaction-too-early",
        "edit-too-late",
        "leave-on-hold",
        "members-unknown",
        "policy-expired",
        "link-elsewhere",
        "copying-forbidden",
        "saving-forbidden",
        "file-too-large",
        "file-kind",
        "key-export-forbidden",
        "key-import-forbidden",
        "key-passphrase-short",
        "identity-reset-forbidden",
        "history-not-shared",
        "accounts-full",
        "between-accounts",
    ];

    /// The stable code: `reason-<code>` is the entry in every language, and what logs may say.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ServerNotApproved { .. } => "server-not-approved",
            Self::NotAnAddress { .. } => "not-an-address",
            Self::EmailDomainUnknown { .. } => "email-domain-unknown",
            Self::AccountElsewhere { .. } => "account-elsewhere",
            Self::Redirected { .. } => "redirected",
            Self::SignInMethod { .. } => "sign-in-method",
            Self::InvitedFromOutside { .. } => "invited-from-outside",
            Self::PeopleFromOutside { .. } => "people-from-outside",
            Self::RoomFromOutside { .. } => "room-from-outside",
            Self::PersonFromOutside { .. } => "person-from-outside",
            Self::NotEncrypted => "not-encrypted",
            Self::RedactionForbidden => "redaction-forbidden",
            Self::RedactionTooEarly { .. } => "redaction-too-early",
            Self::EditTooLate { .. } => "edit-too-late",
            Self::LeaveOnHold { .. } => "leave-on-hold",
            Self::MembersUnknown => "members-unknown",
            Self::PolicyExpired { .. } => "policy-expired",
            Self::LinkElsewhere { .. } => "link-elsewhere",
            Self::CopyingForbidden => "copying-forbidden",
            Self::SavingForbidden => "saving-forbidden",
            Self::FileTooLarge { .. } => "file-too-large",
            Self::FileKind { .. } => "file-kind",
            Self::KeyExportForbidden => "key-export-forbidden",
            Self::KeyImportForbidden => "key-import-forbidden",
            Self::KeyPassphraseShort { .. } => "key-passphrase-short",
            Self::IdentityResetForbidden => "identity-reset-forbidden",
            Self::HistoryNotShared => "history-not-shared",
            Self::AccountsFull { .. } => "accounts-full",
            Self::BetweenAccounts => "between-accounts",
        }
    }

    /// The policy key that decided, as `group.key`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::ServerNotApproved { .. }
            | Self::NotAnAddress { .. }
            | Self::AccountElsewhere { .. }
            | Self::Redirected { .. } => "homeservers",
            Self::EmailDomainUnknown { .. } => "homeservers.email_domains",
            Self::SignInMethod { .. } => "sign_in.methods",
            Self::InvitedFromOutside { .. } | Self::PeopleFromOutside { .. } | Self::MembersUnknown => {
                "federation.on_foreign"
            }
            Self::RoomFromOutside { .. } | Self::PersonFromOutside { .. } => "federation.allowed_servers",
            Self::NotEncrypted => "encryption.require_encrypted_rooms",
            Self::RedactionForbidden => "retention.forbid_redaction",
            Self::RedactionTooEarly { .. } => "retention.default",
            Self::EditTooLate { .. } => "retention.forbid_edit_after_minutes",
            Self::LeaveOnHold { .. } => "retention.forbid_leave_on_hold",
            Self::PolicyExpired { .. } => "valid_until",
            Self::LinkElsewhere { .. } => "content.open_links",
            Self::CopyingForbidden => "device.copy",
            Self::SavingForbidden => "device.save_files",
            Self::FileTooLarge { .. } => "content.max_upload_mb",
            Self::FileKind { .. } => "content.deny_types",
            Self::KeyExportForbidden => "encryption.export_keys",
            Self::KeyImportForbidden => "encryption.import_keys",
            Self::KeyPassphraseShort { .. } => "encryption.key_passphrase_length",
            Self::IdentityResetForbidden => "encryption.allow_identity_reset",
            Self::HistoryNotShared => "federation.history_sharing_on_invite",
            Self::AccountsFull { .. } => "sign_in.max_accounts",
            Self::BetweenAccounts => "device.exchange_between_accounts",
        }
    }

    /// The values its words mention, by the name of their Fluent variable.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::ServerNotApproved { server }
            | Self::AccountElsewhere { server }
            | Self::InvitedFromOutside { server }
            | Self::RoomFromOutside { server }
            | Self::PersonFromOutside { server } => vec![("server", server.clone())],
            Self::NotAnAddress { typed } => vec![("typed", typed.clone())],
            Self::EmailDomainUnknown { domain } => vec![("domain", domain.clone())],
            Self::Redirected { host } | Self::LinkElsewhere { host } => vec![("host", host.clone())],
            Self::SignInMethod { method } => vec![("method", method.clone())],
            Self::PeopleFromOutside { servers } => vec![("servers", servers.join(", "))],
            Self::RedactionTooEarly { days } => vec![("days", days.to_string())],
            Self::EditTooLate { minutes } => vec![("minutes", minutes.to_string())],
            Self::LeaveOnHold { reference } => vec![("reference", reference.clone())],
            Self::PolicyExpired { day } => vec![("day", day.clone())],
            Self::FileTooLarge { megabytes } => vec![("megabytes", megabytes.to_string())],
            Self::FileKind { kind } => vec![("kind", kind.clone())],
            Self::KeyPassphraseShort { characters } => vec![("characters", characters.to_string())],
            Self::AccountsFull { most } => vec![("most", most.to_string())],
            Self::NotEncrypted
            | Self::RedactionForbidden
            | Self::MembersUnknown
            | Self::CopyingForbidden
            | Self::SavingForbidden
            | Self::KeyExportForbidden
            | Self::KeyImportForbidden
            | Self::IdentityResetForbidden
            | Self::HistoryNotShared
            | Self::BetweenAccounts => Vec::new(),
        }
    }
}
