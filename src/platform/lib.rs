//! Despatch on its operating system: paths, policy files, keyring, single instance, accessibility adapter.
//!
//! The only room with `cfg(target_os)`. It knows none of our other rooms: what it hands out are bytes, paths and codes.

#[cfg(all(feature = "harness", not(debug_assertions)))]
compile_error!("the feature `harness` moves the policy folder; a build without debug assertions must not have it");

pub mod access;
mod audit;
mod autostart;
mod baseline;
mod browser;
mod chooser;
pub mod documents;
mod fault;
#[cfg(target_os = "linux")]
mod file_uri;
mod folder;
mod home;
mod instance;
mod keyring;
mod memory;
mod notifications;
mod pasteboard;
mod patience;
mod player;
mod policy_files;
mod process;
mod roots;
pub mod sound;
mod space;
mod tray;
mod trusted;
mod watch;

pub use audit::Audit;
pub use autostart::autostart;
pub use baseline::baseline;
pub use browser::{OpenError, open_url};
pub use chooser::{NoChooser, choose_files};
pub use fault::{PolicyFault, PolicyFaultKind};
pub use folder::{FolderState, folder_state};
pub use home::{Home, HomeError, downloads};
pub use instance::{Instance, InstanceError};
pub use keyring::{Keyring, KeyringError};
pub use memory::{give_back_memory, let_go_of_code, tend_memory};
pub use notifications::{Announcement, NotificationError, NotificationService, announce, notifications};
pub use pasteboard::{Pasted, pasted};
pub use player::open_film;
pub use policy_files::{Level, PolicyFile, PolicyFiles, Scope, policy_files};
pub use process::harden;
pub use roots::system_roots;
pub use space::{free_bytes, used_bytes};
pub use tray::{TrayNews, TrayOrder, TrayWords, hides_windows, tray};
pub use trusted::read_trusted;
pub use watch::{Watch, WatchError, watch_policy};
