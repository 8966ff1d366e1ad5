// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// The question: what server.close() alone makes of a shutdown, with a last resort after ten seconds. Its argument is
// the port.
'use strict';

const http = require('http');

const server = http.createServer((request, response) => {
  request.resume();
  request.on('end', () => response.end('{"ping":true}'));
});
server.listen(Number(process.argv[2]), '127.0.0.1');

process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  setTimeout(() => process.exit(1), 10000);
});
