// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// Drainboard's lab routes with Node's http, shut down by http-terminator as its documentation shows, with its
// defaults: connections that are still busy after gracefulTerminationTimeout (1 s) are destroyed. Its arguments are
// ADDRESS and PORT, or it listens on any port of 127.0.0.1.
'use strict';

const http = require('http');
const { createHttpTerminator } = require('http-terminator');

function answer(response, status, value) {
  const body = JSON.stringify(value);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

const server = http.createServer((request, response) => {
  const delay = /^\/delay\/(\d+)$/.exec(request.url);
  if (request.url === '/') {
    answer(response, 200, { ping: true });
  } else if (delay) {
    setTimeout(() => answer(response, 200, { delayed: Number(delay[1]) }), Number(delay[1]));
  } else if (request.url === '/upload' && request.method === 'POST') {
    let received = 0;
    request.on('data', (bytes) => { received += bytes.length; });
    request.on('end', () => answer(response, 200, { received }));
  } else {
    answer(response, 404, {});
  }
});

const terminator = createHttpTerminator({ server });
process.once('SIGTERM', () => terminator.terminate());

const [address = '127.0.0.1', port = '0'] = process.argv.slice(2);
server.listen(Number(port), address, () => console.log(`Running… http://${address}:${server.address().port}`));
