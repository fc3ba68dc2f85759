//! Rust source as words: comments gone, strings kept apart. Enough to find a name, not a parser.

/// A word, a sign or a string of a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The identifier, the one sign (`::` counts as one), or a string with its quotes.
    pub text: String,
    /// Counted from 1.
    pub line: usize,
}

/// The tokens of Rust source.
pub fn tokens(source: &str) -> Vec<Token> {
    Reader { rest: source, line: 1 }.collect()
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
}

impl Reader<'_> {
    fn take(&mut self, length: usize) -> String {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.matches('\n').count();
        self.rest = rest;
        taken.to_owned()
    }
}

impl Iterator for Reader<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let first = self.rest.chars().next()?;
            let line = self.line;
            if first.is_whitespace() {
                self.take(first.len_utf8());
            } else if self.rest.starts_with("//") {
                self.take(self.rest.find('\n').unwrap_or(self.rest.len()));
            } else if self.rest.starts_with("/*") {
                self.take(block(self.rest));
            } else {
                let length = match first {
                    '"' => string(self.rest),
                    'r' | 'b' | 'c' if raw(self.rest).is_some() => raw(self.rest).unwrap_or(1),
                    '\'' => character(self.rest),
                    _ if is_word(first) => self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len()),
                    _ if self.rest.starts_with("::") => 2,
                    _ => first.len_utf8(),
                };
                return Some(Token {
                    text: self.take(length),
                    line,
                });
            }
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of a block comment, with those inside it.
fn block(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a string with escapes.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a byte, C or raw string, if one begins here.
fn raw(rest: &str) -> Option<usize> {
    let marks = rest
        .find(|c| !matches!(c, 'r' | 'b' | 'c'))
        .filter(|length| *length <= 2)?;
    let body = &rest[marks..];
    let hashes = body.find(|c| c != '#')?;
    if !body[hashes..].starts_with('"') {
        return None;
    }
    if !rest[..marks].contains('r') {
        return (hashes == 0).then(|| marks + string(body));
    }
    let end = format!("\"{}", "#".repeat(hashes));
    let start = marks + hashes + 1;
    Some(rest[start..].find(&end).map_or(rest.len(), |at| start + at + end.len()))
}

/// The length of a character, or of the quote of a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => {
            chars.next();
            chars.find(|(_, c)| *c == '\'').map_or(rest.len(), |(at, _)| at + 1)
        }
        Some(_) => chars.next().filter(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 1),
        None => 1,
    }
}
