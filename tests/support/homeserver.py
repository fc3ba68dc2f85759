"""Runs one Synapse homeserver on loopback under its natural name.

    python3 homeserver.py SETTINGS.json

SETTINGS.json holds: "config" (Synapse's own configuration files, a later one before an earlier one), "signing_key" (made when missing), "address" (the
loopback address this server speaks from), "table" (server name -> [address, federation port]), "connections" (a file
that gets one JSON line for each connection accepted), "parent" (stop when this process is gone; null to live on),
"idle_minutes" (stop when nobody connected for so long; 0 never).

Synapse itself is not changed. Five things around it are:
 * names: the world has no DNS, so federation looks names up in the table instead of SRV and .well-known. TLS still
   judges the certificate by the name.
 * outgoing federation connections leave from this server's own address, so a test can tell who connected.
 * each accepted connection is written down before a byte of it is read.
 * what waits for another server is tried again every two seconds, not every minute.
 * SQLite does not wait for the disk: a killed process loses nothing, and nobody pulls the plug of a test.
"""

import functools
import json
import os
import sys
import time

with open(sys.argv[1], encoding="utf-8") as file:
    SETTINGS = json.load(file)

if not os.path.exists(SETTINGS["signing_key"]):
    from signedjson.key import generate_signing_key, write_signing_keys

    with open(SETTINGS["signing_key"], "w", encoding="utf-8") as file:
        write_signing_keys(file, [generate_signing_key("a_1")])

import synapse.app.homeserver
import synapse.http.federation.matrix_federation_agent as agent
import synapse.federation.sender as sender
from synapse.http.federation.srv_resolver import Server, SrvResolver
from synapse.http.federation.well_known_resolver import WellKnownLookupResult, WellKnownResolver
from synapse.http.site import SynapseSite
from synapse.storage.engines.sqlite import Sqlite3Engine
from synapse.util.duration import Duration
from twisted.internet import reactor, task

last_connection = time.monotonic()


async def resolve_service(self, service_name):
    """The table in place of DNS. A name that is not in it does not exist."""
    name = service_name.decode("ascii").split("._tcp.", 1)[-1]
    if name not in SETTINGS["table"]:
        return []
    address, port = SETTINGS["table"][name]
    return [Server(host=address.encode("ascii"), port=port)]


async def get_well_known(self, server_name):
    """No server of the world delegates."""
    return WellKnownLookupResult(delegated_server=None)


SrvResolver.resolve_service = resolve_service
WellKnownResolver.get_well_known = get_well_known
agent.HostnameEndpoint = functools.partial(agent.HostnameEndpoint, bindAddress=(SETTINGS["address"], 0))

build_protocol = SynapseSite.buildProtocol
connections = open(SETTINGS["connections"], "a", buffering=1, encoding="utf-8")


def recording_build_protocol(self, addr):
    global last_connection
    last_connection = time.monotonic()
    line = {"site": self.site_tag, "from": addr.host, "port": addr.port}
    connections.write(json.dumps(line) + "\n")
    return build_protocol(self, addr)


SynapseSite.buildProtocol = recording_build_protocol

sender.WAKEUP_RETRY_PERIOD = Duration(seconds=2)
sender.WAKEUP_INTERVAL_BETWEEN_DESTINATIONS = Duration(seconds=0)

on_new_connection = Sqlite3Engine.on_new_connection


def unhurried_connection(self, db_conn):
    on_new_connection(self, db_conn)
    db_conn.execute("PRAGMA synchronous = OFF")


Sqlite3Engine.on_new_connection = unhurried_connection


def look_around():
    parent, idle = SETTINGS["parent"], SETTINGS["idle_minutes"]
    orphaned = parent is not None and not os.path.exists(f"/proc/{parent}")
    forgotten = idle and time.monotonic() - last_connection > idle * 60
    if orphaned or forgotten:
        reactor.stop()


task.LoopingCall(look_around).start(2, now=False)
sys.argv = ["synapse.app.homeserver"]
for config in SETTINGS["config"]:
    sys.argv += ["--config-path", config]
synapse.app.homeserver.main()
