//! From the files on this computer to a policy in force, or to what is wrong with them. There is nothing in between.

use std::collections::BTreeMap;

use model::{Fault, Helpdesk, Organisation, Rules};
use platform::{HomeError, InstanceError, PolicyFault, PolicyFiles};
use policy::{Day, Input, Memory, Policy, Problem, Severity, Source};
use session::Roots;
use ui::Opening;

/// Why the program opens closed, and whom to ask where that is known.
#[derive(Debug, Default)]
pub struct Blocked {
    /// The organisation, as far as its policy could be read.
    pub organisation: Option<Organisation>,
    /// What is wrong; never empty.
    pub faults: Vec<Fault>,
}

impl From<Blocked> for Opening {
    fn from(Blocked { organisation, faults }: Blocked) -> Self {
        Self::Blocked {
            organisation,
            faults,
            rules: Rules::default(),
        }
    }
}

/// The policy of this computer and the roots it trusts. Any refused file, and any key of the closed class that makes no
/// sense, closes the program; so does a policy older than the one remembered.
pub fn policy(found: PolicyFiles, memory: Option<&Memory>, today: Day) -> Result<(Policy, Roots), Blocked> {
    let refused: Vec<Fault> = found.faults.iter().map(of_file).collect();
    let sources = cli::sources(found.files);
    let closed = |faults| Blocked {
        organisation: named(&sources),
        faults,
    };
    if !refused.is_empty() {
        return Err(closed(refused));
    }
    let input = Input {
        sources: &sources,
        // Looks are the window's: it sets what a person chose beside what is recommended.
        choices: None,
        memory,
        today,
    };
    let policy = Policy::resolve(&input).map_err(|problems| closed(of_problems(&problems)))?;
    for problem in policy.problems() {
        tracing::warn!("policy: {problem}");
    }
    let roots = roots(&policy).map_err(closed)?;
    Ok((policy, roots))
}

/// Today, where this computer is.
pub fn today() -> Day {
    jiff::Zoned::now().date()
}

/// The organisation as the window shows it.
pub fn organisation(known: &policy::Organisation) -> Organisation {
    Organisation {
        name: known.name.as_str().into(),
        helpdesk: Helpdesk {
            email: known.helpdesk.email.as_str().into(),
            phone: known.helpdesk.phone.as_str().into(),
            url: known.helpdesk.url.as_str().into(),
        },
        banner: known.banner.as_str().into(),
    }
}

/// A home that cannot be used.
pub fn of_home(error: &HomeError) -> Blocked {
    let (code, place, detail) = match error {
        HomeError::Nowhere => ("home-nowhere", String::new(), String::new()),
        HomeError::Foreign(path) => ("home-foreign", path.display().to_string(), String::new()),
        HomeError::Unusable { path, source } => ("home-unusable", path.display().to_string(), source.to_string()),
        _ => ("home-unusable", String::new(), error.to_string()),
    };
    Blocked {
        organisation: None,
        faults: vec![Fault {
            place,
            code,
            arguments: vec![("detail", detail)],
        }],
    }
}

/// A home that another program holds, or that cannot be locked.
pub fn of_instance(error: &InstanceError) -> Blocked {
    let code = if matches!(error, InstanceError::Silent) {
        "instance-silent"
    } else {
        "instance-unknown"
    };
    let fault = Fault {
        place: String::new(),
        code,
        arguments: vec![("detail", error.to_string())],
    };
    Blocked {
        organisation: None,
        faults: vec![fault],
    }
}

/// The certificate authorities that policy trusts, or which of their files can't be.
pub fn roots(policy: &Policy) -> Result<Roots, Vec<Fault>> {
    let mut by_file = BTreeMap::new();
    let mut faults = Vec::new();
    let own = policy.homeservers().iter().filter_map(|known| known.ca_file.as_ref());
    for file in own.chain(&policy.network().ca_file) {
        match platform::read_trusted(file) {
            Ok(pem) => drop(by_file.insert(file.clone(), pem)),
            Err(fault) => faults.push(of_file(&fault)),
        }
    }
    if faults.is_empty() {
        Ok(Roots {
            system: platform::system_roots(),
            by_file,
        })
    } else {
        Err(faults)
    }
}

/// Whom to call though the policy is broken, as far as any file says it.
fn named(sources: &[Source]) -> Option<Organisation> {
    let known = Policy::organisation_in(sources);
    (known != policy::Organisation::default()).then(|| organisation(&known))
}

fn of_file(fault: &PolicyFault) -> Fault {
    Fault {
        place: fault.path.clone(),
        code: fault.kind.code(),
        arguments: fault.arguments(),
    }
}

fn of_problems(problems: &[Problem]) -> Vec<Fault> {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors
        .map(|problem| Fault {
            place: match (problem.place(), problem.line) {
                (place, 0) => place,
                (place, line) => format!("{place}:{line}:{}", problem.column),
            },
            code: problem.code(),
            arguments: problem.arguments(),
        })
        .collect()
}
