// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// Node's http, shut down by http-terminator as its documentation shows. Its argument is the port.
'use strict';

const http = require('http');
const { createHttpTerminator } = require('http-terminator');

const server = http.createServer((request, response) => {
  request.resume();
  request.on('end', () => response.end('{"ping":true}'));
});
const terminator = createHttpTerminator({ server });
server.listen(Number(process.argv[2]), '127.0.0.1');

process.once('SIGTERM', () => terminator.terminate());
