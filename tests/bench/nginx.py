# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""nginx as Debian has it, with all its files in one folder."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

from server import Command

PROGRAM = shutil.which("nginx", path="/usr/sbin:/usr/bin") or "/usr/sbin/nginx"

CONFIGURATION = """
daemon off;
user root;
pid nginx.pid;
error_log error.log {level};
events {{ worker_connections {connections}; }}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    server {{
        listen {address}:{port};
{directives}
    }}
}}
"""


def nginx(folder: Path, address: str, port: int, directives: str, level: str = "error",
          connections: int = 512) -> Command:
    """How to start it with those directives for its server. What is of that level goes to error.log in the folder."""
    file = folder / "nginx.conf"
    file.write_text(CONFIGURATION.format(address=address, port=port, directives=directives, level=level,
                                         connections=connections))
    return Command([PROGRAM, "-p", str(folder), "-e", "error.log", "-c", str(file)], stop=signal.SIGQUIT)
