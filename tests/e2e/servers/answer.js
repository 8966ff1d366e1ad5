// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// The answer that everyone uses: end() for each socket, destroy() after five seconds, and exit 1 after ten. Its argument
// is the port.
'use strict';

const http = require('http');

const server = http.createServer((request, response) => {
  request.resume();
  request.on('end', () => response.end('{"ping":true}'));
});
const sockets = new Set();
server.on('connection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
});
server.listen(Number(process.argv[2]), '127.0.0.1');

process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  sockets.forEach((socket) => socket.end());
  setTimeout(() => sockets.forEach((socket) => socket.destroy()), 5000);
  setTimeout(() => process.exit(1), 10000);
});
