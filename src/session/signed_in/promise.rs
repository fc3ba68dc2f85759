//! A wish that will be answered.

use model::{Event, Failure, RoomId, Ticket, Why};

use crate::outlet::Outlet;

/// Answers its wish once: at the latest when it is dropped, because the stage ended before anybody got to it. A dialog
/// that waits must not wait for ever.
pub(super) struct Promise {
    ticket: Ticket,
    outlet: Outlet,
    open: bool,
}

/// What a wish led to.
#[derive(Default)]
pub(super) struct Granted {
    room: Option<RoomId>,
    file: Option<String>,
}

impl Promise {
    pub(super) fn new(ticket: Ticket, outlet: Outlet) -> Self {
        let open = true;
        Self { ticket, outlet, open }
    }

    pub(super) fn keep<T: Into<Granted>>(mut self, result: Result<T, Why>) {
        self.answer(result.map(Into::into));
    }

    fn answer(&mut self, result: Result<Granted, Why>) {
        self.open = false;
        let ticket = self.ticket;
        self.outlet.put(match result {
            Ok(Granted { room, file }) => Event::Done { ticket, room, file },
            Err(why) => Event::Refused { ticket, why },
        });
    }
}

impl Drop for Promise {
    fn drop(&mut self) {
        if self.open {
            self.answer(Err(Why::Failed(Failure::SignedOut)));
        }
    }
}

impl From<()> for Granted {
    fn from((): ()) -> Self {
        Self::default()
    }
}

impl From<RoomId> for Granted {
    fn from(room: RoomId) -> Self {
        let (room, file) = (Some(room), None);
        Self { room, file }
    }
}

impl From<(RoomId, String)> for Granted {
    fn from((room, file): (RoomId, String)) -> Self {
        let (room, file) = (Some(room), Some(file));
        Self { room, file }
    }
}
