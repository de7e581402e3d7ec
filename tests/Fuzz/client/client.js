// Reads drafts (one JSON object a line: field number to value) and has the library iso_8583 write them: to standard output in
// hexadecimal, or with two bytes of length to a feed.
//   node client.js ACCEPTED < drafts.ndjson > messages.hex        node client.js HOST PORT < drafts.ndjson
// Drafts that the library does not write, because its fields have other widths, are left out; ACCEPTED gets the others.
const fs = require('fs');
const net = require('net');
const readline = require('readline');
const Iso8583 = require('iso_8583');

const [host, port] = process.argv.slice(2);
// Fields to which the library gives the same kind and width as the standard.
const alike = new Set([0, 2, 3, 4, 5, 6, 7, 11, 12, 13, 15, 18, 19, 22, 25, 32, 33, 37, 39, 41, 42, 43, 48, 49, 50, 51, 54, 90, 102, 103].map(String));
const alone = (draft) => Object.fromEntries(Object.entries(draft).filter(([field]) => alike.has(field)));
let refused = 0;
const socket = port ? net.connect(Number(port), host) : null;
if (socket) socket.resume();

function write(draft) {
  try {
    return new Iso8583(draft).getBufferMessage();
  } catch (unwritable) {
    return { error: unwritable.message };
  }
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (!line) continue;
    const draft = socket ? JSON.parse(line) : alone(JSON.parse(line));
    const framed = write(draft);
    if (!Buffer.isBuffer(framed)) {
      if (socket) throw new Error(JSON.stringify(framed));
      refused++;
      continue;
    }
    if (!socket) {
      process.stdout.write(framed.subarray(2).toString('hex') + '\n');
      fs.appendFileSync(host, JSON.stringify(draft) + '\n');
    }
    else if (!socket.write(framed)) await new Promise((resolve) => socket.once('drain', resolve));
  }
  if (socket) socket.end();
  else console.error(`${refused} drafts were refused by the library`);
})();
