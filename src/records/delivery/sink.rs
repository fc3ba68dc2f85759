//! The sink: a folder, S3, Azure, Google or WebDAV, by one interface.

use std::io;
use std::path::Path as File;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey};
use object_store::http::HttpBuilder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt, ObjectStoreScheme, PutMode, PutPayload, RetryConfig};
use thiserror::Error;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;
use url::Url;

use crate::delivery::{Network, read};

/// Where the record is delivered to. It has a runtime of its own and blocks: no future leaves it.
pub struct Sink {
    store: Arc<dyn ObjectStore>,
    below: Path,
    runtime: Runtime,
    stopped: Option<watch::Receiver<bool>>,
}

impl Sink {
    /// The sink at a URL of the policy. `options` are those of the object_store crate, credentials above all; without
    /// credentials nothing is asked of anybody for some, and nothing is signed.
    pub fn open(url: &str, options: &[(&str, &str)], network: Network) -> Result<Self, SinkError> {
        let url = Url::parse(url).map_err(|_| SinkError::Url)?;
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(SinkError::Here)?;
        let (scheme, below) = ObjectStoreScheme::parse(&url).map_err(|_| SinkError::Url)?;
        let retry = RetryConfig {
            max_retries: 1,
            retry_timeout: Duration::from_secs(30),
            ..RetryConfig::default()
        };
        let store: Arc<dyn ObjectStore> = match scheme {
            ObjectStoreScheme::Local => return Self::folder(&url, runtime),
            ObjectStoreScheme::AmazonS3 => {
                let mut builder = AmazonS3Builder::new()
                    .with_url(url)
                    .with_retry(retry)
                    .with_http_connector(network);
                for (key, value) in options {
                    builder = builder.with_config(key.parse().map_err(SinkError::of)?, *value);
                }
                let keys = [AmazonS3ConfigKey::AccessKeyId, AmazonS3ConfigKey::SecretAccessKey];
                let signs = keys.iter().all(|key| builder.get_config_value(key).is_some());
                Arc::new(builder.with_skip_signature(!signs).build().map_err(SinkError::of)?)
            }
            ObjectStoreScheme::MicrosoftAzure => {
                let mut builder = MicrosoftAzureBuilder::new()
                    .with_url(url)
                    .with_retry(retry)
                    .with_http_connector(network);
                for (key, value) in options {
                    builder = builder.with_config(key.parse().map_err(SinkError::of)?, *value);
                }
                let keys = [AzureConfigKey::AccessKey, AzureConfigKey::SasKey];
                let signs = keys.iter().any(|key| builder.get_config_value(key).is_some());
                Arc::new(builder.with_skip_signature(!signs).build().map_err(SinkError::of)?)
            }
            ObjectStoreScheme::GoogleCloudStorage => {
                let builder = GoogleCloudStorageBuilder::new().with_url(url).with_retry(retry);
                let mut builder = builder.with_http_connector(network);
                for (key, value) in options {
                    builder = builder.with_config(key.parse().map_err(SinkError::of)?, *value);
                }
                let signs = builder.get_config_value(&GoogleConfigKey::ServiceAccountKey).is_some();
                Arc::new(builder.with_skip_signature(!signs).build().map_err(SinkError::of)?)
            }
            ObjectStoreScheme::Http => {
                let root = &url[..url::Position::BeforePath];
                let builder = HttpBuilder::new().with_url(root).with_retry(retry);
                Arc::new(builder.with_http_connector(network).build().map_err(SinkError::of)?)
            }
            _ => return Err(SinkError::Url),
        };
        Ok(Self {
            store,
            below: Path::parse(below).map_err(|_| SinkError::Url)?,
            runtime,
            stopped: None,
        })
    }

    /// The same, that gives up in the middle of anything when this becomes true.
    pub(super) fn until(mut self, stopped: watch::Receiver<bool>) -> Self {
        self.stopped = Some(stopped);
        self
    }

    /// A folder, which has to be there: one made where a network drive is not mounted would swallow the record.
    fn folder(url: &Url, runtime: Runtime) -> Result<Self, SinkError> {
        let folder = url.to_file_path().map_err(|()| SinkError::Url)?;
        if !folder.is_dir() {
            return Err(SinkError::Absent);
        }
        let store = LocalFileSystem::new_with_prefix(folder).map_err(SinkError::of)?;
        Ok(Self {
            store: Arc::new(store.with_fsync(true)),
            below: Path::default(),
            runtime,
            stopped: None,
        })
    }

    /// Has a file at the sink under this name; when it is there already, it has to be the same.
    pub(super) fn put(&self, name: &str, file: &File) -> Result<(), SinkError> {
        let (path, bytes) = (self.path(name), PutPayload::from(read(file)?));
        self.wait(async {
            match self.store.put_opts(&path, bytes.clone(), PutMode::Create.into()).await {
                Ok(_) => Ok(()),
                Err(Error::AlreadyExists { .. }) => self.compare(name, &path, &bytes).await,
                // WebDAV has no such way; whoever writes there is one device, in order.
                Err(Error::NotImplemented { .. }) => match self.store.head(&path).await {
                    Ok(_) => self.compare(name, &path, &bytes).await,
                    Err(Error::NotFound { .. }) => {
                        self.store.put(&path, bytes).await.map(|_| ()).map_err(SinkError::of)
                    }
                    Err(error) => Err(SinkError::of(error)),
                },
                Err(error) => Err(SinkError::of(error)),
            }
        })
    }

    /// Whether something is there under this name.
    pub(super) fn has(&self, name: &str) -> Result<bool, SinkError> {
        self.wait(async {
            match self.store.head(&self.path(name)).await {
                Ok(_) => Ok(true),
                Err(Error::NotFound { .. }) => Ok(false),
                Err(error) => Err(SinkError::of(error)),
            }
        })
    }

    fn wait<T>(&self, work: impl Future<Output = Result<T, SinkError>>) -> Result<T, SinkError> {
        let stopped = self.stopped.clone();
        let stopped = async {
            if let Some(mut stopped) = stopped
                && stopped.wait_for(|stopped| *stopped).await.is_ok()
            {
                return;
            }
            std::future::pending().await
        };
        self.runtime.block_on(async {
            tokio::select! {
                done = work => done,
                () = stopped => Err(SinkError::Stopped),
            }
        })
    }

    async fn compare(&self, name: &str, path: &Path, wanted: &PutPayload) -> Result<(), SinkError> {
        let found = self.store.get(path).await.map_err(SinkError::of)?;
        let found = found.bytes().await.map_err(SinkError::of)?;
        let same = found.len() == wanted.content_length() && {
            let mut rest = &found[..];
            wanted.iter().all(|part| match rest.split_at_checked(part.len()) {
                Some((begin, behind)) => {
                    rest = behind;
                    begin == part
                }
                None => false,
            })
        };
        same.then_some(()).ok_or_else(|| SinkError::Conflict(name.to_owned()))
    }

    fn path(&self, name: &str) -> Path {
        Path::from_iter(self.below.parts().chain(Path::from(name).parts()))
    }
}

/// Why a sink did not take something.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SinkError {
    /// This is no address of a sink.
    #[error("this is not an address that the record can be delivered to")]
    Url,
    /// The folder is not there, or what it is on is not mounted.
    #[error("the folder for the record is not there")]
    Absent,
    /// Something else is there under the same name.
    #[error("{0} is at the sink with other bytes")]
    Conflict(String),
    /// Sign-in failed, or the rights are missing.
    #[error("the sink refuses this device")]
    Refused,
    /// It can't be reached, or failed.
    #[error("the sink can't be reached")]
    Down(#[source] Error),
    /// Whoever delivers was told to stop.
    #[error("delivery was stopped")]
    Stopped,
    /// Something on this device failed.
    #[error(transparent)]
    Here(io::Error),
}

impl SinkError {
    fn of(error: Error) -> Self {
        match error {
            Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => Self::Refused,
            other => Self::Down(other),
        }
    }

    /// Whether to try again is of any use before somebody looks into it.
    pub fn passes(&self) -> bool {
        !matches!(self, Self::Url | Self::Conflict(_))
    }
}
