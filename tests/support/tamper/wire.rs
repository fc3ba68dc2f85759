//! HTTP/1.1 as far as a test proxy needs it.

use std::io::{self, ErrorKind, Read, Write};

use crate::{http::Reply, tamper::Request};

const HEAD_LIMIT: usize = 64 * 1024;

/// Headers of one hop, or that the next hop writes itself.
pub(super) fn is_hop(name: &str) -> bool {
    matches!(
        name,
        "host" | "connection" | "content-length" | "transfer-encoding" | "accept-encoding" | "expect" | "keep-alive"
    )
}

/// The next request of a connection; none where it ended between two.
pub(super) fn read_request(stream: &mut impl Read) -> io::Result<Option<Request>> {
    let Some(head) = read_head(stream)? else {
        return Ok(None);
    };
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(path)) = (first.next(), first.next()) else {
        return Err(ErrorKind::InvalidData.into());
    };
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let header = |wanted: &str| {
        headers
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.as_str())
    };
    let body = if header("transfer-encoding").is_some_and(|value| value.contains("chunked")) {
        read_chunks(stream)?
    } else {
        let length = header("content-length")
            .and_then(|value| value.parse().ok())
            .unwrap_or(0);
        read_exactly(stream, length)?
    };
    Ok(Some(Request {
        method: method.to_owned(),
        path: path.to_owned(),
        headers,
        body,
    }))
}

pub(super) fn write_reply(stream: &mut impl Write, request: &Request, reply: &Reply) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {} Tampered\r\n", reply.status);
    for (name, value) in reply.headers.iter().filter(|(name, _)| !is_hop(name)) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", reply.body.len()));
    stream.write_all(head.as_bytes())?;
    if request.method != "HEAD" {
        stream.write_all(&reply.body)?;
    }
    stream.flush()
}

fn read_head(stream: &mut impl Read) -> io::Result<Option<String>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte)? == 0 {
            return if head.is_empty() {
                Ok(None)
            } else {
                Err(ErrorKind::UnexpectedEof.into())
            };
        }
        head.push(byte[0]);
        if head.len() > HEAD_LIMIT {
            return Err(ErrorKind::InvalidData.into());
        }
    }
    head.truncate(head.len() - 4);
    String::from_utf8(head)
        .map(Some)
        .map_err(|_| ErrorKind::InvalidData.into())
}

fn read_exactly(stream: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(body)
}

fn read_chunks(stream: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = Vec::new();
        while !line.ends_with(b"\r\n") {
            line.extend(read_exactly(stream, 1)?);
        }
        let line = String::from_utf8_lossy(&line).into_owned();
        let length = line.split(';').next().unwrap_or_default().trim();
        let length = usize::from_str_radix(length, 16).map_err(|_| ErrorKind::InvalidData)?;
        body.extend(read_exactly(stream, length)?);
        read_exactly(stream, 2)?;
        if length == 0 {
            return Ok(body);
        }
    }
}
