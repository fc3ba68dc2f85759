//! Streams that are read in a task of their own.
//!
//! Some of the SDK's streams make requests between two items, and hold a lock meanwhile that others wait for. Polled beside
//! other things in one task, such a stream would stand still, lock in hand, whenever that task did one of the others.

use futures_util::stream::{self, BoxStream};
use futures_util::{Stream, StreamExt};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// Stops reading when nobody wants more.
pub(super) struct Feeder(JoinHandle<()>);

impl Feeder {
    pub(super) fn new(reading: impl Future<Output = ()> + Send + 'static) -> Self {
        Self(tokio::spawn(reading))
    }
}

impl Drop for Feeder {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The same stream, read in a task of its own.
pub(super) fn apart<T: Send + 'static>(stream: impl Stream<Item = T> + Send + 'static) -> BoxStream<'static, T> {
    let (sender, receiver) = mpsc::unbounded_channel();
    let feeder = Feeder::new(async move {
        let mut stream = std::pin::pin!(stream);
        while let Some(item) = stream.next().await {
            if sender.send(item).is_err() {
                return;
            }
        }
    });
    stream::unfold((receiver, feeder), |(mut receiver, feeder)| async move {
        let item = receiver.recv().await?;
        Some((item, (receiver, feeder)))
    })
    .boxed()
}
