// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// For tests: a server that somebody else wrote.

#include <QFile>
#include <QStringList>
#include <QTcpServer>
#include <QTemporaryDir>

namespace Drainboard {

/// A server in Python, which answers each GET and POST at once, and a port for it. How it ends:
///   usual     as signals end a program that does not know of them
///   prompt    with exit code 7, on SIGTERM
///   stubborn  SIGTERM does nothing
///   brief     by itself, with exit code 3, soon after a request
///   late      as usual, but it takes a second to listen
class PythonServer
{
public:
    PythonServer()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort(); // it is free again soon
        QFile file(m_folder.filePath(QStringLiteral("server.py")));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    }

    quint16 port() const { return m_port; }
    QStringList command(const char *how) const
    {
        return { QStringLiteral("python3"), m_folder.filePath(QStringLiteral("server.py")), QString::number(m_port),
                 QString::fromLatin1(how) };
    }

private:
    static constexpr char text[] = R"(
import http.server, os, signal, sys, threading, time

how = sys.argv[2]

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")
        if how == "brief":
            threading.Timer(0.3, os._exit, [3]).start()
    do_POST = do_GET
    def log_message(self, *arguments):
        pass

if how == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
elif how == "prompt":
    signal.signal(signal.SIGTERM, lambda *arguments: os._exit(7))
elif how == "late":
    time.sleep(1)
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
server.daemon_threads = True
print("here I am", flush=True)
server.serve_forever()
)";

    const QTemporaryDir m_folder;
    quint16 m_port = 0;
};

} // namespace Drainboard
