//! The question what rooms say of their messages' time.
//!
//! To ruma `m.room.retention` is another name of `org.matrix.msc1763.retention`, and it asks for the latter whatever it is told. So
//! the name is put in last, into what goes out.

use matrix_sdk::ruma::api::client::sync::sync_events::v5 as sync;
use matrix_sdk::ruma::api::error::IntoHttpError;
use matrix_sdk::ruma::api::path_builder::PathBuilder;
use matrix_sdk::ruma::api::{BytesBody, Metadata, OutgoingBody, OutgoingRequest};
use matrix_sdk::ruma::events::StateEventType;
use matrix_sdk::ruma::exports::http;
use matrix_sdk::ruma::{UInt, assign};

use super::{STABLE, UNSTABLE};

/// The name of the question, of sixteen characters at most.
const NAME: &str = "lifetimes";
/// Stands for the stable type until it goes out.
const PLACEHOLDER: &str = "org.despatch.retention";

/// Of all rooms, as far as something changed since the answer that ended at this place.
#[derive(Clone, Debug)]
pub(super) struct Question(pub(super) Option<String>);

impl Metadata for Question {
    const METHOD: http::Method = sync::Request::METHOD;
    const RATE_LIMITED: bool = sync::Request::RATE_LIMITED;
    type Authentication = <sync::Request as Metadata>::Authentication;
    type PathBuilder = <sync::Request as Metadata>::PathBuilder;
    const PATH_BUILDER: Self::PathBuilder = sync::Request::PATH_BUILDER;
}

impl OutgoingRequest for Question {
    type Body = BytesBody;
    type EndpointError = <sync::Request as OutgoingRequest>::EndpointError;
    type IncomingResponse = sync::Response;

    fn try_into_http_request_inner(
        self,
        base_url: &str,
        input: <Self::PathBuilder as PathBuilder>::Input<'_>,
    ) -> Result<http::Request<BytesBody>, IntoHttpError> {
        let request = request(self.0).try_into_http_request_inner(base_url, input)?;
        let (head, body) = request.into_parts();
        let body: Vec<u8> = body.try_into_buf()?;
        let body = String::from_utf8_lossy(&body).replace(PLACEHOLDER, STABLE);
        Ok(http::Request::from_parts(head, BytesBody(body.into_bytes())))
    }
}

fn request(place: Option<String>) -> sync::Request {
    let types = [PLACEHOLDER, UNSTABLE];
    let details = assign!(sync::request::RoomDetails::default(), {
        required_state: types.map(|kind| (StateEventType::from(kind), String::new())).into(),
        timeline_limit: UInt::MIN,
    });
    let list = assign!(sync::request::List::default(), {
        ranges: vec![(UInt::MIN, UInt::from(u32::MAX))],
        room_details: details,
    });
    assign!(sync::Request::new(), {
        pos: place,
        conn_id: Some(NAME.to_owned()),
        timeout: Some(std::time::Duration::ZERO),
        lists: [(NAME.to_owned(), list)].into(),
    })
}
