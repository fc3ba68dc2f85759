//! The JSON Schema of the policy file, out of the same types that read it.

use serde_json::Value;

use crate::document::Document;

/// The JSON Schema (draft 2020-12) of a policy file.
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Document);
    schema.insert("title".to_owned(), "Despatch policy".into());
    schema.to_value()
}
