// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// Node's http, shut down by stoppable as its documentation shows. Its argument is the port.
'use strict';

const http = require('http');
const stoppable = require('stoppable');

const server = stoppable(http.createServer((request, response) => {
  request.resume();
  request.on('end', () => response.end('{"ping":true}'));
}));
server.listen(Number(process.argv[2]), '127.0.0.1');

process.once('SIGTERM', () => server.stop());
