//! Identifiers, as opaque text: cheap to clone, impossible to mix up.

use std::fmt;
use std::sync::Arc;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<T: Into<Arc<str>>> From<T> for $name {
            fn from(text: T) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// A Matrix room id, `!opaque:server` (Matrix specification, appendix "Room IDs").
    RoomId
);
id!(
    /// A Matrix event id, `$hash`.
    EventId
);
id!(
    /// A Matrix user id, `@name:server`.
    UserId
);
id!(
    /// A Matrix server name: host and optional port.
    ServerName
);
id!(
    /// Names one row of a timeline for as long as the room is open: the same before and after a local
    /// message reaches the server.
    RowKey
);
id!(
    /// A Matrix device id: opaque text.
    DeviceId
);
id!(
    /// Names one confirmation for as long as it lasts.
    FlowId
);

impl UserId {
    /// The server that vouches for this person: what follows the first colon.
    pub fn server(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, server)| server)
    }
}
