// node-smpp's time for the PDUs of codec_bench, given as hex lines on standard input. NODE_PATH names its packages.
'use strict';
const smpp = require('smpp');
const lines = require('fs').readFileSync(0, 'utf8').trim().split('\n');
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

function time(run) {
  for (let i = 0; i < 20000; i++) run(); // until it is compiled
  const rounds = [];
  for (let r = 0; r < 9; r++) {
    const count = 20000;
    const from = process.hrtime.bigint();
    for (let i = 0; i < count; i++) run();
    rounds.push(Number(process.hrtime.bigint() - from) / count);
  }
  return median(rounds);
}

for (const line of lines) {
  const wire = Buffer.from(line, 'hex');
  const pdu = smpp.PDU.fromBuffer(wire);
  const decode = time(() => smpp.PDU.fromBuffer(wire));
  const encode = time(() => pdu.toBuffer());
  console.log(`node-smpp ${pdu.command}: decode ${decode.toFixed(0)} ns, encode ${encode.toFixed(0)} ns`);
}
