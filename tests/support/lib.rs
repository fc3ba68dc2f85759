//! Real homeservers, canary listeners and the accessibility driver, for tests and the demo.
//!
//! [`World`] is three Synapse homeservers with natural names on loopback: two departments that policy approves and one
//! that it does not. [`Gate`] and [`Tamper`] stand in front of a homeserver and misbehave; a [`Canary`] is an address
//! that nobody should ever call. [`Desktop`] and [`Driver`] run the program in a window of its own and use it as a person
//! with a screen reader does. A [`Peer`] is a person who writes with another program than ours.

pub mod access;
mod authority;
mod caller;
mod canary;
mod children;
pub mod desktop;
mod gate;
pub mod hostile;
mod http;
pub mod peer;
mod provider;
mod relay;
mod server;
pub mod sinks;
mod tamper;
mod tools;
mod unique;
mod world;

pub use access::{Driver, Name, Node, Role, State};
pub use authority::{Authority, self_signed_listener};
pub use caller::Caller;
pub use canary::Canary;
pub use desktop::{Beats, Desktop, Program, Pulse};
pub use gate::Gate;
pub use http::{Agent, Reply};
pub use peer::Peer;
pub use provider::{Browser, Provider};
pub use relay::Relay;
pub use server::{Account, Connection, Server, holds};
pub use tamper::{Request, Tamper};
pub use tools::{pyrage_venv, synapse_venv, target_dir, tools_dir};
pub use unique::unique;
pub use world::{World, repoint};
