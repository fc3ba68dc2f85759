//! Why a file that must be the organisation's is not taken for it.

use std::fmt;

/// A file or folder that was refused. Refused means closed: nobody is signed in until it is put right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {kind}{}", self.in_brackets())]
pub struct PolicyFault {
    /// Which file or folder is at fault: not always the one asked for, but the one to put right.
    pub path: String,
    /// What is wrong with it.
    pub kind: PolicyFaultKind,
    /// What was found (an owner, a mode, the system's own word); empty where the kind says all.
    pub detail: String,
}

impl PolicyFault {
    /// The values its words mention, by the name of their Fluent variable.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        vec![("detail", self.detail.clone())]
    }

    fn in_brackets(&self) -> String {
        if self.detail.is_empty() {
            String::new()
        } else {
            format!(" ({})", self.detail)
        }
    }
}

/// What is wrong with a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PolicyFaultKind {
    /// The path is not absolute, or steps through `.` or `..`.
    NotAbsolute,
    /// There is no such file.
    Missing,
    /// It cannot be opened or read; the detail is the system's word.
    Unreadable,
    /// Not a regular file (or, on the way to it, not a folder): a link, a pipe, a device.
    NotRegular,
    /// The file belongs to somebody else than the administrator; the detail is the owner's number.
    FileOwner,
    /// Others than the administrator may write the file; the detail is its mode.
    FileWritable,
    /// A folder above the file belongs to somebody else than the administrator.
    FolderOwner,
    /// Others than the administrator may write in a folder above the file.
    FolderWritable,
    /// The file is larger than is read; the detail is the most that is.
    TooLarge,
    /// On this operating system nobody can say whose a file is: certificate authorities belong in the machine's store.
    FilesNotJudged,
}

impl PolicyFaultKind {
    /// Every kind, for the test that each has words in each language.
    pub const ALL: [Self; 10] = [
        Self::NotAbsolute,
        Self::Missing,
        Self::Unreadable,
        Self::NotRegular,
        Self::FileOwner,
        Self::FileWritable,
        Self::FolderOwner,
        Self::FolderWritable,
        Self::TooLarge,
        Self::FilesNotJudged,
    ];

    /// The stable code; `fault-<code>` is the entry in every language.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAbsolute => "not-absolute",
            Self::Missing => "file-missing",
            Self::Unreadable => "file-unreadable",
            Self::NotRegular => "not-regular",
            Self::FileOwner => "file-owner",
            Self::FileWritable => "file-writable",
            Self::FolderOwner => "folder-owner",
            Self::FolderWritable => "folder-writable",
            Self::TooLarge => "file-too-large",
            Self::FilesNotJudged => "files-not-judged",
        }
    }
}

/// Plain English, for the command line and the log; the window has its own words.
impl fmt::Display for PolicyFaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAbsolute => "not an absolute path",
            Self::Missing => "there is no such file",
            Self::Unreadable => "cannot be read",
            Self::NotRegular => "not a regular file or folder",
            Self::FileOwner => "does not belong to root",
            Self::FileWritable => "others than root may write it",
            Self::FolderOwner => "this folder does not belong to root",
            Self::FolderWritable => "others than root may write in this folder",
            Self::TooLarge => "too large",
            Self::FilesNotJudged => {
                "on this system no file is trusted; install the certificate in the machine's store and leave ca_file out"
            },
        })
    }
}
