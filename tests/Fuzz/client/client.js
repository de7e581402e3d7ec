// Reads drafts (one JSON object a line: field number to value) and has the library iso_8583 write them: to standard output in
// hexadecimal, or with two bytes of length to a feed.
//   node client.js < drafts.ndjson > messages.hex        node client.js HOST PORT < drafts.ndjson
const net = require('net');
const readline = require('readline');
const Iso8583 = require('iso_8583');

const [host, port] = process.argv.slice(2);
const socket = host ? net.connect(Number(port), host) : null;
if (socket) socket.resume();

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (!line) continue;
    const framed = new Iso8583(JSON.parse(line)).getBufferMessage();
    if (!Buffer.isBuffer(framed)) throw new Error(JSON.stringify(framed));
    if (!socket) process.stdout.write(framed.subarray(2).toString('hex') + '\n');
    else if (!socket.write(framed)) await new Promise((resolve) => socket.once('drain', resolve));
  }
  if (socket) socket.end();
})();
