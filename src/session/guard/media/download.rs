//! Files, fetched piece by piece and no further than they may be large. The SDK reads an answer whole, however long it is.

use std::io::{Cursor, Read};

use matrix_sdk::media::{MediaFormat, MediaRequestParameters};
use matrix_sdk::reqwest::{self, Response};
use matrix_sdk::ruma::api::Metadata;
use matrix_sdk::ruma::api::client::authenticated_media::get_content;
use matrix_sdk::ruma::events::room::{EncryptedFile, MediaSource};
use matrix_sdk::ruma::{MxcUri, OwnedMxcUri};
use matrix_sdk_base::crypto::AttachmentDecryptor;
use matrix_sdk_base::media::store::IgnoreMediaRetentionPolicy;
use model::{Failure, Why};

use crate::convert::failure;
use crate::guard::account::Account;

/// The server that files are on which are still to be sent: they are on this computer alone.
const HERE: &str = "send-queue.localhost";

impl Account {
    /// A file of at most so many bytes, from this computer where it is here. Checked against the hash its sender vouched for.
    pub(in crate::guard) async fn download(
        &self,
        source: MediaSource,
        most: u64,
        larger: Failure,
    ) -> Result<Vec<u8>, Why> {
        let request = MediaRequestParameters {
            source,
            format: MediaFormat::File,
        };
        let bytes = match self.here(&request).await {
            Some(bytes) => bytes,
            None => self.fetch_at_most(&request, most, larger).await.map_err(Why::Failed)?,
        };
        match bytes.len() as u64 <= most {
            true => Ok(bytes),
            false => Err(Why::Failed(larger)),
        }
    }

    async fn here(&self, request: &MediaRequestParameters) -> Option<Vec<u8>> {
        let store = self.client.media_store().lock().await.ok()?;
        store.get_media_content(request).await.ok().flatten()
    }

    async fn fetch_at_most(
        &self,
        request: &MediaRequestParameters,
        most: u64,
        larger: Failure,
    ) -> Result<Vec<u8>, Failure> {
        let (uri, file): (OwnedMxcUri, Option<EncryptedFile>) = match &request.source {
            MediaSource::Plain(uri) => (uri.clone(), None),
            MediaSource::Encrypted(file) => (file.url.clone(), Some((**file).clone())),
        };
        let mut response = self.ask_for(&uri).await?;
        let mut bytes = Vec::new();
        if response.content_length().is_some_and(|length| length > most) {
            return Err(larger);
        }
        while let Some(piece) = response
            .chunk()
            .await
            .map_err(|error| failure::connection_failure(&error))?
        {
            bytes.extend_from_slice(&piece);
            if bytes.len() as u64 > most {
                return Err(larger);
            }
        }
        if let Some(file) = file {
            let opening = tokio::task::spawn_blocking(move || opened(bytes, file));
            bytes = opening.await.map_err(|_| Failure::Internal)??;
        }
        if let Ok(store) = self.client.media_store().lock().await {
            let kept = store.add_media_content(request, bytes.clone(), IgnoreMediaRetentionPolicy::No);
            if kept.await.is_err() {
                tracing::warn!("a file was not kept, and will be fetched again");
            }
        }
        Ok(bytes)
    }

    /// Asks the homeserver for a file, whichever server it is on, as itself where that is how it gives files out.
    async fn ask_for(&self, uri: &MxcUri) -> Result<Response, Failure> {
        let (server, file) = uri.parts().map_err(|_| Failure::Malformed)?;
        if server == HERE {
            return Err(Failure::NotFound);
        }
        let versions = self.client.supported_versions().await;
        let versions = versions.map_err(|error| failure::http_failure(&error))?;
        let signed = get_content::v1::Request::PATH_BUILDER.is_supported(&versions);
        let way = match signed {
            true => ["_matrix", "client", "v1", "media", "download"].as_slice(),
            false => ["_matrix", "media", "v3", "download"].as_slice(),
        };
        let mut url = self.client.homeserver();
        url.path_segments_mut()
            .map_err(|()| Failure::Internal)?
            .pop_if_empty()
            .extend(way)
            .extend([server.as_str(), file]);
        let mut asking = self.client.http_client().get(url);
        if signed {
            asking = asking.bearer_auth(self.client.access_token().ok_or(Failure::SignedOut)?);
        }
        let response = asking
            .send()
            .await
            .map_err(|error| failure::connection_failure(&error))?;
        match response.status() {
            status if status == reqwest::StatusCode::OK => Ok(response),
            status => Err(failure::answer(status.as_u16(), None)),
        }
    }
}

fn opened(bytes: Vec<u8>, file: EncryptedFile) -> Result<Vec<u8>, Failure> {
    let mut opened = Vec::with_capacity(bytes.len());
    let mut sealed = Cursor::new(bytes);
    let mut reader = AttachmentDecryptor::new(&mut sealed, file.into()).map_err(|_| Failure::Tampered)?;
    reader.read_to_end(&mut opened).map_err(|_| Failure::Tampered)?;
    Ok(opened)
}
