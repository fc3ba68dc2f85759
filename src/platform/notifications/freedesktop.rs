//! Linux: the Desktop Notifications Specification, version 1.2, over the session bus.

use zbus::blocking::{Connection, Proxy};
use zbus::fdo;

use super::{NotificationError, NotificationService};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

pub(super) fn ask() -> Result<NotificationService, NotificationError> {
    let bus = Connection::session().map_err(|_| NotificationError::Absent)?;
    let service = Proxy::new(&bus, NAME, PATH, NAME).map_err(|_| NotificationError::Absent)?;
    // Its name, its maker, its version, and the version of the specification.
    let (name, ..): (String, String, String, String) = service
        .call("GetServerInformation", &())
        .map_err(|error| judged(&error))?;
    let able: Vec<String> = service.call("GetCapabilities", &()).map_err(|error| judged(&error))?;
    Ok(NotificationService {
        name: name
            .chars()
            .filter(|character| !character.is_control())
            .take(60)
            .collect(),
        actions: able.iter().any(|what| what == "actions"),
    })
}

fn judged(error: &zbus::Error) -> NotificationError {
    // The bus's own words for a name that nobody has, and that it can start nobody for.
    let absent = match error {
        zbus::Error::MethodError(name, ..) => {
            name.as_str() == "org.freedesktop.DBus.Error.ServiceUnknown"
                || name.as_str().starts_with("org.freedesktop.DBus.Error.Spawn")
        }
        zbus::Error::FDO(error) => matches!(**error, fdo::Error::ServiceUnknown(_)),
        _ => false,
    };
    if absent {
        NotificationError::Absent
    } else {
        NotificationError::Silent
    }
}
