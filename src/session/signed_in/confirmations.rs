//! The comparisons of emoji that are going on.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use model::{ConfirmAnswer, Event, FlowId, Means, Whom, Why};
use tokio::sync::mpsc;

use super::Desk;
use crate::guard::Comparison;

/// All of them. Clones name the same.
#[derive(Clone)]
pub(super) struct Confirmations {
    open: Arc<Mutex<HashMap<FlowId, Arc<Comparison>>>>,
    begun: mpsc::UnboundedSender<Arc<Comparison>>,
}

impl Confirmations {
    /// None yet, and where those that begin here have to be followed.
    pub(super) fn new() -> (Self, mpsc::UnboundedReceiver<Arc<Comparison>>) {
        let (begun, receiver) = mpsc::unbounded_channel();
        let open = Arc::default();
        (Self { open, begun }, receiver)
    }

    /// Follows each, whoever asked for it, for ever.
    pub(super) async fn follow(self, desk: Desk, mut begun: mpsc::UnboundedReceiver<Arc<Comparison>>) {
        let mut requests = desk.account.requests();
        let mut going_on = FuturesUnordered::new();
        loop {
            let comparison = tokio::select! {
                Some(comparison) = begun.recv() => comparison,
                Some(comparison) = requests.next() => Arc::new(comparison),
                Some(()) = going_on.next() => continue,
                else => return,
            };
            self.lock().insert(comparison.flow(), comparison.clone());
            let (confirmations, outlet) = (self.clone(), desk.outlet.clone());
            going_on.push(async move {
                comparison
                    .follow(|confirmation| outlet.put(Event::Confirmation(confirmation)))
                    .await;
                confirmations.lock().remove(&comparison.flow());
            });
        }
    }

    /// Asks for one.
    pub(super) async fn begin(&self, desk: &Desk, whom: &Whom, by: Means) -> Result<(), Why> {
        let comparison = desk.account.compare(whom, by).await?;
        // Whoever follows lives as long as this stage.
        self.begun.send(Arc::new(comparison)).ok();
        Ok(())
    }

    /// Passes on what the person says to one. Of one that has ended there is nothing left to be said.
    pub(super) async fn answer(&self, flow: &FlowId, answer: ConfirmAnswer) {
        let comparison = self.lock().get(flow).cloned();
        if let Some(comparison) = comparison {
            comparison.answer(answer).await;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<FlowId, Arc<Comparison>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
