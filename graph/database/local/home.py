"""The folder of one local Neo4j: configuration, password, state, data and logs."""

import json
import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType

from graph.system.os_errors import told

USER = "neo4j"

CONF = """\
# Written by coopgraph at every start; what is changed here is lost.
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
# While it works on a question it says so; a client that hears nothing thrice takes it for gone.
server.bolt.connection_keep_alive=10s
server.bolt.connection_keep_alive_streaming_scheduling_interval=10s
server.bolt.connection_keep_alive_probes=3
dbms.usage_report.enabled=false
client.allow_telemetry=false
# Else Neo4j takes half of the machine's memory for its page cache.
server.memory.pagecache.size=256m
# Datasets can be loaded again: old transaction logs are not worth their space.
db.tx_log.rotation.retention_policy=keep_none
# Without it, stopping waits twice five seconds for clients that are long gone.
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
# Nothing of ours reads files through Cypher, so nobody else should.
dbms.security.allow_csv_import_from_file_urls=false
"""

GUIDE = """\
# The guide that the Browser plays when it connects, and whence it may be fetched.
browser.post_connect_cmd=play {guide_url}
browser.remote_content_hostname_whitelist=127.0.0.1,localhost
"""


@dataclass(frozen=True)
class State:
    """The last start: its process, its ports, and whether it stays when nobody uses it.

    `stopped` says that it was stopped because somebody asked for it.
    """

    pid: int
    bolt: int
    http: int
    keep: bool
    stopped: bool = False


class Home:
    """Paths and small files; the caller holds `lock` while it writes."""

    def __init__(self, path: Path) -> None:
        # One spelling, because a running server is recognised by the path of its home.
        self.path = path.resolve()
        self.conf = self.path / "conf"
        self.logs = self.path / "logs"
        self.users = self.path / "users"
        self.lock = self.path / "lock"
        self.password_file = self.path / "password"
        self.arguments_file = self.conf / "java.args"
        self._state_file = self.path / "state.json"

    def create(self) -> None:
        """Make the folders; only their owner may look inside."""
        with self.told():
            self.path.mkdir(parents=True, exist_ok=True)
            self.path.chmod(0o700)
            for folder in (self.conf, self.logs):
                folder.mkdir(exist_ok=True)

    def told(self) -> AbstractContextManager[None]:
        """Say in a sentence what is wrong with the folder; see `os_errors.told`."""
        return told(f"The local Neo4j's folder {self.path}", "COOPGRAPH_DATA_DIR")

    def password(self) -> str:
        """The password, made at the first call."""
        if not self.password_file.exists():
            # Hexadecimal: a leading dash would read as an option of AdminTool.
            self._write(self.password_file, secrets.token_hex(16))
        return self.password_file.read_text("utf-8").strip()

    def has_login(self) -> bool:
        """Whether a first password was ever set; later only the server can change it."""
        return (self.path / "data" / "dbms" / "auth.ini").exists()

    def configure(
        self,
        bolt: int,
        http: int,
        guide_url: str | None,
        conf: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Write neo4j.conf; a setting of `conf` takes the place of ours."""
        text = CONF.format(bolt=bolt, http=http)
        if guide_url:
            text += GUIDE.format(guide_url=guide_url)
        # Neo4j refuses a setting that stands there twice.
        kept = [line for line in text.splitlines() if line.partition("=")[0] not in conf]
        text = "\n".join([*kept, *(f"{key}={value}" for key, value in conf.items()), ""])
        self._write(self.conf / "neo4j.conf", text)

    def put_plugins(self, jars: Sequence[Path]) -> list[Path]:
        """Copy jar files to where Neo4j looks for plugins, and return where they lie there."""
        folder = self.path / "plugins"
        folder.mkdir(exist_ok=True)
        return [Path(shutil.copy(jar, folder)) for jar in jars]

    def save(self, state: State) -> None:
        """Remember a start."""
        self._write(self._state_file, json.dumps(asdict(state)))

    def state(self) -> State | None:
        """The last start, None where there was none or its record cannot be read."""
        if not self._state_file.exists():
            return None
        with self.told():
            text = self._state_file.read_bytes()
        try:
            return State(**json.loads(text))
        except (ValueError, TypeError):
            return None

    def _write(self, path: Path, text: str) -> None:
        """Write for the owner alone and all at once: a kill leaves the old file or the new."""
        draft = path.with_name(f"{path.name}.new")
        with self.told():
            draft.unlink(missing_ok=True)
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
            draft.replace(path)
