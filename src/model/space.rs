//! Spaces: rooms that hold other rooms, as a department is made of sections. Nobody says anything in them.

use std::sync::Arc;

use crate::{Capability, ListedRoom, RoomId, Why};

/// A space that the person is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Space {
    /// Which.
    pub id: RoomId,
    /// Its name.
    pub name: Arc<str>,
    /// In how many other spaces it lies.
    pub depth: u8,
    /// The rooms in it and in the spaces in it, those that the person isn't in too.
    pub rooms: Arc<[RoomId]>,
    /// The person may put rooms into it and take them out.
    pub arrange: Capability,
}

/// What a space holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpacePage {
    /// Which.
    pub id: RoomId,
    /// Its name.
    pub name: Arc<str>,
    /// Its topic; empty when none.
    pub topic: Arc<str>,
    /// People in it.
    pub people: u64,
    /// The person is in it.
    pub joined: bool,
    /// The rooms and spaces directly in it, in the order that it says.
    pub rooms: Arc<[SpaceRoom]>,
    /// There are more of them.
    pub more: bool,
    /// Some are being asked for.
    pub loading: bool,
    /// Why there are no more, where that failed.
    pub failed: Option<Why>,
    /// Put rooms into it, and take them out.
    pub arrange: Capability,
    /// Ask others in.
    pub invite: Capability,
    /// Leave it.
    pub leave: Capability,
}

/// A room or space in a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpaceRoom {
    /// What there is to say of it.
    pub room: ListedRoom,
    /// Whoever runs the space proposes it.
    pub suggested: bool,
}
