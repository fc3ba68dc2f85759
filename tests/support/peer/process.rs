//! The peer's process, and the lines that go in and out of it.

use std::{
    collections::VecDeque,
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Child, ChildStdin, Stdio},
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::program;
use crate::{children, gate::lock};

/// How many lines an error repeats.
const LAST_WORDS: usize = 30;

/// A running peer. It ends when this is dropped, and when this process ends in any way.
pub(super) struct Process {
    child: Child,
    input: ChildStdin,
    answers: Receiver<Value>,
    said: Arc<Mutex<VecDeque<String>>>,
    asked: u64,
    changed: bool,
    answered: String,
}

impl Process {
    pub(super) fn start(ca_file: &Path) -> Result<Process> {
        let mut child = program::command()?
            .env("NODE_EXTRA_CA_CERTS", ca_file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("cannot start Node")?;
        let said = Arc::default();
        let (sender, answers) = channel();
        let out = child.stdout.take().context("no output")?;
        let err = child.stderr.take().context("no error output")?;
        let input = child.stdin.take().context("no input")?;
        listen(out, Arc::clone(&said), Some(sender));
        listen(err, Arc::clone(&said), None);
        Ok(Process {
            child,
            input,
            answers,
            said,
            asked: 0,
            changed: false,
            answered: String::new(),
        })
    }

    /// One command, and its answer.
    pub(super) fn ask(&mut self, name: &str, parameters: &Value, deadline: Instant) -> Result<Value> {
        self.asked += 1;
        let command = json!({ "id": self.asked, "do": name, "with": parameters });
        if writeln!(self.input, "{command}").is_err() {
            bail!("the peer has ended; {}", self.last_words());
        }
        loop {
            let line = self.line(name, deadline)?;
            if line["id"] != self.asked {
                continue;
            }
            return match line.get("error") {
                Some(error) => bail!("the peer can't {name}: {error}; {}", self.last_words()),
                None => {
                    self.answered = format!("{name}: {}", line["answer"]);
                    Ok(line["answer"].clone())
                }
            };
        }
    }

    /// Forgets what changed so far.
    pub(super) fn settle(&mut self) {
        self.changed = false;
    }

    /// Waits until something has changed since [`Process::settle`].
    pub(super) fn wait(&mut self, what: &str, deadline: Instant) -> Result<()> {
        while !self.changed {
            self.line(what, deadline)?;
        }
        Ok(())
    }

    fn line(&mut self, what: &str, deadline: Instant) -> Result<Value> {
        match self
            .answers
            .recv_timeout(deadline.saturating_duration_since(Instant::now()))
        {
            Ok(line) => {
                self.changed |= line["changed"] == true;
                Ok(line)
            }
            Err(RecvTimeoutError::Timeout) => bail!("the peer waited in vain for: {what}; {}", self.last_words()),
            Err(RecvTimeoutError::Disconnected) => bail!("the peer ended before: {what}; {}", self.last_words()),
        }
    }

    fn last_words(&self) -> String {
        let said: Vec<String> = lock(&self.said).iter().cloned().collect();
        format!(
            "it answered last {}\nand said last:\n{}",
            self.answered,
            said.join("\n")
        )
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        children::end(&mut self.child, Duration::from_secs(2));
    }
}

/// Keeps the last lines of a stream, and hands on those that are JSON.
fn listen(stream: impl Read + Send + 'static, said: Arc<Mutex<VecDeque<String>>>, hear: Option<Sender<Value>>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let value: Value = serde_json::from_str(&line).unwrap_or(Value::Null);
            // An answer goes to whoever asked, and that something changed tells nobody anything.
            if value["changed"] != true && value.get("answer").is_none() {
                let mut said = lock(&said);
                said.push_back(line);
                if said.len() > LAST_WORDS {
                    said.pop_front();
                }
            }
            // Nobody hears: the process is being ended.
            if let Some(hear) = &hear {
                let _ = hear.send(value);
            }
        }
    });
}
