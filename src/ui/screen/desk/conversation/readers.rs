//! Who has read a message.

use std::sync::Arc;

use imbl::Vector;
use model::{Reader, Row, RowKey, RowKind};

/// Those who have read up to this message or further, or wrote after it; who was there last, first.
pub fn of(rows: &Vector<Arc<Row>>, row: &RowKey) -> Vec<Reader> {
    let mut readers: Vec<Reader> = Vec::new();
    let Some(from) = rows.iter().rposition(|it| it.key == *row) else {
        return readers;
    };
    for row in rows.iter().skip(from).rev() {
        let (wrote, read_by) = match &row.kind {
            RowKind::Message(said) => {
                let (person, at) = (said.sender.clone(), Some(said.at));
                let wrote = (!said.own).then_some(Reader { person, at });
                (wrote, &said.read_by)
            }
            RowKind::Change { read_by, .. } => (None, read_by),
            _ => continue,
        };
        for reader in wrote.into_iter().chain(read_by.iter().cloned()) {
            if readers.iter().all(|known| known.person.id != reader.person.id) {
                readers.push(reader);
            }
        }
    }
    // Whoever wrote it knows it.
    if let Some(RowKind::Message(said)) = rows.get(from).map(|row| &row.kind) {
        readers.retain(|reader| reader.person.id != said.sender.id);
    }
    readers
}
