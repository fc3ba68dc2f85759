//! Where the harness keeps what it needs, and how it gets it.

use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

/// The release of Synapse that everything here is tested against.
const SYNAPSE: &str = "matrix-synapse==1.163.2";

/// What speaks S3 and WebDAV, for the record to be delivered to.
const SINKS: &[&str] = &["moto[server]==5.2.5", "wsgidav==4.4.0", "cheroot==11.1.2"];

/// The library for age that another program reads the record with.
const PYRAGE: &str = "pyrage==1.4.0";

/// An OpenID provider that takes anybody for whom they say they are.
const PROVIDER: &[&str] = &["oidc-provider-mock==0.3.4", AUTHLIB];

/// What Synapse speaks to such a provider with.
const AUTHLIB: &str = "authlib==1.6.12";

/// Cargo's target directory: the environment's, or where the running program was built, or the workspace's.
pub fn target_dir() -> PathBuf {
    if let Some(dir) = env::var_os("CARGO_TARGET_DIR") {
        let dir = PathBuf::from(dir);
        return if dir.is_absolute() { dir } else { workspace().join(dir) };
    }
    let built = env::current_exe().ok().and_then(|exe| {
        let tagged = exe.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file())?;
        Some(tagged.to_path_buf())
    });
    built.unwrap_or_else(|| workspace().join("target"))
}

/// The folder in the target directory that holds what was installed for tests.
pub fn tools_dir() -> PathBuf {
    target_dir().join("despatch-tools")
}

/// Makes a virtual environment with Synapse in it, once for a target directory, and gives its Python.
pub fn synapse_venv() -> Result<PathBuf> {
    venv("synapse", &[SYNAPSE])
}

/// Makes a virtual environment with pyrage in it, once for a target directory, and gives its Python.
pub fn pyrage_venv() -> Result<PathBuf> {
    venv("pyrage", &[PYRAGE])
}

/// Makes a virtual environment with servers that speak S3 and WebDAV in it, once for a target directory, and gives its
/// Python.
pub(crate) fn sinks_venv() -> Result<PathBuf> {
    venv("sinks", SINKS)
}

/// Makes a virtual environment with an OpenID provider in it, once for a target directory, and gives its Python.
pub(crate) fn provider_venv() -> Result<PathBuf> {
    venv("provider", PROVIDER)
}

/// Gets the library that Synapse lacks to let people in by a provider, and gives its folder. It is beside Synapse's own, so
/// that nothing is installed anew under servers that run.
pub(crate) fn authlib() -> Result<PathBuf> {
    let python = synapse_venv()?;
    let folder = tools_dir().join("authlib");
    let done = folder.join(format!("{AUTHLIB}.installed"));
    let _lock = lock("authlib")?;
    if done.is_file() {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    run(Command::new(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--target",
        ])
        .arg(&folder)
        .arg(AUTHLIB))?;
    fs::write(done, "")?;
    Ok(folder)
}

/// Makes a virtual environment with packages from PyPI in it, once for a target directory, and gives its Python.
pub(crate) fn venv(name: &str, packages: &[&str]) -> Result<PathBuf> {
    let folder = tools_dir().join(name);
    let python = folder.join("bin/python3");
    let done = folder.join(format!("{}.installed", packages.join(" ")));
    let _lock = lock(name)?;
    if done.is_file() && python.exists() {
        return Ok(python);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    make_venv(&folder)?;
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(packages))?;
    fs::write(done, "")?;
    Ok(python)
}

/// Test processes start side by side; one installs, the others wait for it.
pub(crate) fn lock(name: &str) -> Result<File> {
    fs::create_dir_all(tools_dir())?;
    let lock = File::create(tools_dir().join(format!("{name}.lock")))?;
    lock.lock()?;
    Ok(lock)
}

/// A virtual environment with pip, also where Debian's python3-venv is missing: then pip of the system fills it.
fn make_venv(folder: &Path) -> Result<()> {
    if run(Command::new("python3").args(["-m", "venv"]).arg(folder)).is_ok() {
        return Ok(());
    }
    run(Command::new("python3")
        .args(["-m", "venv", "--without-pip", "--clear"])
        .arg(folder))?;
    let python = folder.join("bin/python3");
    let query = Command::new(&python)
        .args(["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
        .output()?;
    let libraries = String::from_utf8(query.stdout)?.trim().to_owned();
    run(Command::new("python3").args(["-m", "pip", "install", "--quiet", "--target", &libraries, "pip"]))
        .context("neither python3-venv nor pip is installed: apt-get install python3-venv")
}

pub(crate) fn run(command: &mut Command) -> Result<()> {
    let output = command.output().with_context(|| format!("cannot run {command:?}"))?;
    if !output.status.success() {
        bail!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}

fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}
