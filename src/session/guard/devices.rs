//! The person's own devices.

use std::sync::Arc;

use futures_util::stream::BoxStream;
use futures_util::{StreamExt, future, stream};
use matrix_sdk::encryption::identities::DeviceUpdates;
use matrix_sdk::ruma::{DeviceId, OwnedDeviceId};
use model::{Device, DeviceTrust, Failure, Why};

use super::account::Account;
use super::proof::Proof;
use crate::convert::{failure, names};

impl Account {
    /// Since when this device is there, in milliseconds since the Unix epoch. Unlike the time of signing in it stays when the password is asked for again.
    pub(super) async fn here_since(&self) -> i64 {
        i64::from(self.client.encryption().device_creation_timestamp().await.0)
    }

    /// All of them: this one first, then by when they were last seen.
    pub(crate) async fn devices(&self) -> Result<Arc<[Device]>, Failure> {
        let answer = self.client.devices().await;
        let answer = answer.map_err(|error| failure::http_failure(&error))?;
        let mut devices = Vec::with_capacity(answer.devices.len());
        for device in answer.devices {
            let trust = self.trust_in(&device.device_id).await;
            devices.push(Device {
                name: names::shown_name(device.display_name.as_deref(), device.device_id.as_str(), false),
                id: device.device_id.as_str().into(),
                seen_at: device.last_seen_ts.map(|at| i64::from(at.0)),
                trust,
                this: self.client.device_id() == Some(&*device.device_id),
            });
        }
        devices.sort_by(|a, b| b.this.cmp(&a.this).then(b.seen_at.cmp(&a.seen_at)));
        Ok(devices.into())
    }

    async fn trust_in(&self, device: &DeviceId) -> DeviceTrust {
        let Some(own) = self.client.user_id() else {
            return DeviceTrust::NoEncryption;
        };
        match self.client.encryption().get_device(own, device).await {
            Ok(Some(device)) if device.is_verified_with_cross_signing() => DeviceTrust::Confirmed,
            Ok(Some(_)) => DeviceTrust::Unconfirmed,
            _ => DeviceTrust::NoEncryption,
        }
    }

    /// Each device of one's own that signs in from now on.
    pub(crate) async fn new_devices(self: &Arc<Self>) -> BoxStream<'static, Device> {
        let account = self.clone();
        self.changes_of_own()
            .await
            .flat_map(stream::iter)
            .filter_map(move |device: OwnedDeviceId| {
                let account = account.clone();
                async move {
                    let devices = account.devices().await.ok()?;
                    let new = devices.iter().find(|known| known.id.as_str() == device.as_str())?;
                    (!new.this).then(|| new.clone())
                }
            })
            .boxed()
    }

    /// An item each time that something is known of the person's devices that was not known before, or is otherwise.
    pub(crate) async fn device_changes(&self) -> BoxStream<'static, ()> {
        self.changes_of_own().await.map(drop).boxed()
    }

    /// What becomes known of the person's devices: each time those that are new.
    async fn changes_of_own(&self) -> BoxStream<'static, Vec<OwnedDeviceId>> {
        let (Some(own), Ok(changes)) = (
            self.client.user_id().map(ToOwned::to_owned),
            self.client.encryption().devices_stream().await,
        ) else {
            return stream::empty().boxed();
        };
        let of_own = move |mut changes: DeviceUpdates| {
            let (new, changed) = (changes.new.remove(&own), changes.changed.contains_key(&own));
            let concerned = new.is_some() || changed;
            let new = new.unwrap_or_default().into_keys().collect();
            future::ready(concerned.then_some(new))
        };
        changes.filter_map(of_own).boxed()
    }

    /// Names one.
    pub(crate) async fn rename_device(&self, device: &model::DeviceId, name: &str) -> Result<(), Why> {
        let renamed = self.client.rename_device(device.as_str().into(), name.trim()).await;
        renamed
            .map(drop)
            .map_err(|error| Why::Failed(failure::http_failure(&error)))
    }

    /// Ends the sessions of some. This one is signed out by its own command, which clears this computer too.
    pub(crate) async fn sign_out_devices(&self, devices: &[model::DeviceId], proof: &Proof) -> Result<(), Why> {
        let this = self.client.device_id().map(DeviceId::as_str);
        let devices: Vec<OwnedDeviceId> = devices
            .iter()
            .filter(|device| Some(device.as_str()) != this)
            .map(|device| device.as_str().into())
            .collect();
        self.delete_devices(&devices, proof).await
    }
}
