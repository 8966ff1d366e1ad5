// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// Express, as its documentation shows it.
'use strict';

const express = require('express');

const app = express();
app.get('/', (request, response) => response.json({ ping: true }));

const server = app.listen(0, '127.0.0.1', () => console.log(`Running… http://127.0.0.1:${server.address().port}`));
