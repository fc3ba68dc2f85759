//! `despatch records holds`

use std::io::{self, Write};

use policy::HoldScope;

use crate::policy_show::Found;
use crate::{CLEAN, Computer, UNREADABLE};

pub(crate) fn holds(computer: &dyn Computer, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let found = Found::on_this_computer(computer.policy_files(), computer.today());
    let Some(policy) = found.policy else {
        writeln!(
            err,
            "There is no policy on this computer. despatch policy show says why."
        )?;
        return Ok(UNREADABLE);
    };
    let holds = &policy.retention().hold;
    for hold in holds {
        let scope = match &hold.scope {
            HoldScope::All => "every room".to_owned(),
            HoldScope::Room(room) => format!("room {room}"),
        };
        let until = match &hold.until {
            Some(day) => format!("last day {day}; it stands until it is taken out of the policy"),
            None => "it stands until it is taken out of the policy".to_owned(),
        };
        writeln!(out, "{}: {scope}: {until}", hold.reference)?;
    }
    if holds.is_empty() {
        writeln!(out, "There is no hold.")?;
    }
    Ok(CLEAN)
}
