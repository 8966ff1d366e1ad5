// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// The question, as Node was when it was asked: no keep-alive time-out, and a close() that leaves idle connections alone.
// (question.js is what the same program does today.) Its arguments are the port, and the last resort in milliseconds.
'use strict';

const http = require('http');
const net = require('net');

const server = http.createServer((request, response) => response.end('{"ping":true}'));
server.keepAliveTimeout = 0; // 5 s since Node 8
server.listen(Number(process.argv[2]), '127.0.0.1');

setInterval(() => server.getConnections((error, count) => console.log(`${count} connections currently open`)), 1000);

process.on('SIGTERM', () => {
  // Since Node 19 that of http.Server closes idle connections first.
  net.Server.prototype.close.call(server, () => process.exit(0));
  setTimeout(() => process.exit(1), Number(process.argv[3]));
});
