//! When the person wants nothing announced, kept in the sealed store of this computer, for this account alone.

use jiff::tz::TimeZone;
use model::{Failure, Quiet, QuietChange, Why};
use tokio::sync::watch;

use super::account::{Account, now};
use crate::quiet::Schedule;

/// Where it is kept.
const KEY: &[u8] = b"despatch.quiet";
/// Where it is kept when the program was last seen running.
const SEEN: &[u8] = b"despatch.seen";

impl Account {
    /// What was kept, in place of nothing.
    pub(super) async fn load_quiet(&self) {
        let kept = self.client.state_store().get_custom_value(KEY).await.ok().flatten();
        if let Some(kept) = kept {
            self.quiet.send_replace(Schedule::read(&kept));
        }
    }

    /// Has nothing announced at other times than until now.
    pub(crate) async fn set_quiet(&self, change: &QuietChange) -> Result<(), Why> {
        let mut schedule = self.quiet.borrow().clone();
        if !schedule.change(change, now(), &TimeZone::system()) {
            return Err(Why::Failed(Failure::Malformed));
        }
        let store = self.client.state_store();
        let kept = store.set_custom_value_no_read(KEY, schedule.bytes()).await;
        kept.map_err(|_| Why::Failed(Failure::Disk))?;
        self.quiet.send_replace(schedule);
        Ok(())
    }

    /// How it stands at this moment.
    pub(super) fn quiet_now(&self) -> Quiet {
        self.quiet.borrow().quiet(now(), &TimeZone::system())
    }

    /// Is told of each change.
    pub(super) fn quiet_changes(&self) -> watch::Receiver<Schedule> {
        self.quiet.subscribe()
    }

    /// When the program was last seen running, before this run.
    pub(super) async fn last_seen(&self) -> Option<i64> {
        let kept = self.client.state_store().get_custom_value(SEEN).await.ok().flatten()?;
        Some(i64::from_le_bytes(kept.try_into().ok()?))
    }

    /// It runs now.
    pub(super) async fn seen_now(&self) {
        let kept = now().to_le_bytes().to_vec();
        if self
            .client
            .state_store()
            .set_custom_value_no_read(SEEN, kept)
            .await
            .is_err()
        {
            tracing::warn!("that the program ran now is not kept");
        }
    }
}
