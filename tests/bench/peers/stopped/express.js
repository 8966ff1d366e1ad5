// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// Express, with what the question began with: server.close(), and exit 1 after ten seconds. Its argument is the port.
'use strict';

const express = require('express');

const app = express();
app.all('/', (request, response) => {
  request.resume();
  request.on('end', () => response.json({ ping: true }));
});
const server = app.listen(Number(process.argv[2]), '127.0.0.1');

process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  setTimeout(() => process.exit(1), 10000);
});
