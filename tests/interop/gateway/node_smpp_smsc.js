'use strict';
// An operator's SMSC made with node-smpp, an implementation that shares no line with ours. Starts the gateway, lets it
// bind, and acts as the network: sessions on the USSD side, short messages and receipts, broken PDUs in between.
//   node node_smpp_smsc.js GATEWAY CONFIG FOLDER
// FOLDER gets the store, gateway.log and pdus.txt (every PDU, for text2pcap). Exit code 0: all held.
const assert = require('assert');
const fs = require('fs');
const net = require('net');
const path = require('path');
const { spawn } = require('child_process');
const smpp = require('smpp');

const [gatewayBinary, config, folder] = process.argv.slice(2);
const password = 'demo-pw'; // of 8 octets at most, SMPP 3.4 5.2.2
const apiKey = 'demo-interop-0123456789';
const patience = 10000; // milliseconds for any one thing that is waited for

const delay = (ms) => new Promise((done) => setTimeout(done, ms));

/// Things that come, and those who wait for them.
class Inbox {
  constructor(what) {
    this.what = what;
    this.items = [];
    this.waiting = [];
  }
  put(item) {
    const i = this.waiting.findIndex((w) => w.wanted(item));
    if (i < 0) {
      this.items.push(item);
    } else {
      this.waiting.splice(i, 1)[0].give(item);
    }
  }
  take(wanted = () => true, name = this.what) {
    const i = this.items.findIndex(wanted);
    if (i >= 0) {
      return Promise.resolve(this.items.splice(i, 1)[0]);
    }
    return new Promise((give, fail) => {
      const timer = setTimeout(() => fail(new Error(`waited too long for: ${name}`)), patience);
      this.waiting.push({ wanted, give: (item) => (clearTimeout(timer), give(item)) });
    });
  }
}

/// Splits a stream into PDUs and writes each as text2pcap reads it: I is from the gateway, O to it.
function recorder(file) {
  const out = fs.openSync(file, 'w');
  return (direction) => {
    let rest = Buffer.alloc(0);
    return (octets) => {
      rest = Buffer.concat([rest, octets]);
      while (rest.length >= 4 && rest.length >= rest.readUInt32BE(0)) {
        const pdu = rest.slice(0, rest.readUInt32BE(0));
        rest = rest.slice(pdu.length);
        let lines = direction + '\n';
        for (let at = 0; at < pdu.length; at += 16) {
          const row = pdu.slice(at, at + 16).toString('hex').replace(/../g, '$& ');
          lines += at.toString(16).padStart(6, '0') + ' ' + row.trimEnd() + '\n';
        }
        fs.writeSync(out, lines + '\n');
      }
    };
  };
}

/// Between the gateway and node-smpp: records both ways; what goes to the gateway goes in pieces of seven octets.
function relay(smscPort, record) {
  return net.createServer((ours) => {
    const theirs = net.connect({ host: '127.0.0.1', port: smscPort, noDelay: true });
    const fromGateway = record('I');
    const toGateway = record('O');
    ours.setNoDelay(true);
    ours.on('data', (octets) => (fromGateway(octets), theirs.write(octets)));
    theirs.on('data', (octets) => {
      toGateway(octets);
      for (let at = 0; at < octets.length; at += 7) {
        ours.write(octets.slice(at, at + 7));
      }
    });
    ours.on('close', () => theirs.destroy());
    theirs.on('close', () => ours.end());
    ours.on('error', () => theirs.destroy());
    theirs.on('error', () => ours.destroy());
  });
}

const listen = (server) =>
  new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));

class Gateway {
  constructor(port) {
    this.log = new Inbox('a log line');
    this.process = spawn('setpriv', ['--pdeathsig', 'KILL', gatewayBinary, 'serve', '--config', config], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        YEELEN_DB: path.join(folder, 'yeelen.db'),
        YEELEN_API_KEY: apiKey,
        INTEROP_SMPP_PORT: String(port),
        INTEROP_SMPP_PASSWORD: password,
      },
    });
    const file = fs.createWriteStream(path.join(folder, 'gateway.log'));
    let rest = '';
    this.process.stderr.on('data', (data) => {
      file.write(data);
      const lines = (rest + data).split('\n');
      rest = lines.pop();
      for (const line of lines.filter((l) => l.startsWith('{'))) {
        this.log.put(JSON.parse(line));
      }
    });
    this.exit = new Promise((done) => this.process.on('exit', (code, signal) => done(code ?? signal)));
  }
  event(name) {
    return this.log.take((line) => line.event === name, `log line ${name}`);
  }
  async call(method, where, body) {
    const answer = await fetch(`http://127.0.0.1:${this.port}${where}`, {
      method,
      headers: { 'X-Api-Key': apiKey, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  }
  /// Posts a message; its id.
  async send(to, text) {
    const answer = await this.call('POST', '/v1/messages', { to, text });
    assert.strictEqual(answer.status, 202, JSON.stringify(answer.body));
    return answer.body.id;
  }
  /// Until the message has this status.
  async becomes(id, status) {
    let last;
    for (const end = Date.now() + patience; Date.now() < end; await delay(20)) {
      last = (await this.call('GET', `/v1/messages/${id}`)).body;
      if (last.status === status) {
        return last;
      }
    }
    assert.fail(`message did not become ${status}: ${JSON.stringify(last)}`);
  }
}

/// The bound session of the moment, and what the gateway sent on it.
class Network {
  constructor(session) {
    this.session = session;
    this.pdus = new Inbox('a PDU');
    this.enquiries = 0;
    session.on('error', () => {});
    session.socket.setNoDelay(true);
    session.on('pdu', (pdu) => {
      if (pdu.command === 'enquire_link') {
        ++this.enquiries;
        session.send(pdu.response());
      } else {
        this.pdus.put(pdu);
      }
    });
  }
  /// A request of ours; its answer.
  ask(command, fields) {
    return new Promise((give, fail) => {
      const timer = setTimeout(() => fail(new Error(`no answer to ${command}`)), patience);
      this.session[command](fields, (answer) => (clearTimeout(timer), give(answer)));
    });
  }
  /// A request with these octets as its body; its answer.
  raw(id, sequence, hex) {
    const body = Buffer.from(hex.replace(/ /g, ''), 'hex');
    const head = Buffer.alloc(16);
    [16 + body.length, id, 0, sequence].forEach((value, i) => head.writeUInt32BE(value, 4 * i));
    this.session.socket.write(Buffer.concat([head, body]));
    return this.pdus.take((p) => p.sequence_number === sequence && p.isResponse(), `answer to ${sequence}`);
  }
  submitted() {
    return this.pdus.take((p) => p.command === 'submit_sm', 'submit_sm');
  }
  /// A key press or a dial on the standard dialect; the screen that answers it.
  async press(phone, op, text) {
    phone.sequence += 1;
    const acknowledged = await this.ask('deliver_sm', {
      service_type: 'USSD',
      source_addr_ton: 1,
      source_addr_npi: 1,
      source_addr: phone.msisdn,
      dest_addr_npi: 1,
      destination_addr: '123',
      short_message: text,
      ussd_service_op: op,
      its_session_info: Buffer.from([phone.dialogue, phone.sequence << 1]),
    });
    assert.strictEqual(acknowledged.command_status, smpp.ESME_ROK);
    const screen = await this.submitted();
    this.session.send(screen.response());
    phone.sequence += 1;
    const last = screen.ussd_service_op === 17;
    assert.strictEqual(screen.service_type, 'USSD');
    assert.ok(last || screen.ussd_service_op === 2, `operation ${screen.ussd_service_op}`);
    assert.deepStrictEqual([...screen.its_session_info], [phone.dialogue, (phone.sequence << 1) | (last ? 1 : 0)]);
    assert.deepStrictEqual(
      [screen.source_addr_ton, screen.source_addr_npi, screen.source_addr], [0, 1, '123']);
    assert.deepStrictEqual(
      [screen.dest_addr_ton, screen.dest_addr_npi, screen.destination_addr], [1, 1, phone.msisdn]);
    assert.strictEqual(screen.esm_class, 0);
    assert.strictEqual(screen.registered_delivery, 0);
    return { text: screen.short_message.message, coding: screen.data_coding, last };
  }
  dial(phone, code) {
    return this.press(phone, 1, code);
  }
  answer(phone, key) {
    return this.press(phone, 18, key);
  }
  async receipt(fields) {
    const answer = await this.ask('deliver_sm', {
      esm_class: 4, source_addr: '2250700000009', destination_addr: '123', short_message: '', ...fields });
    assert.strictEqual(answer.command_status, smpp.ESME_ROK);
  }
}

const steps = {
  async 'a session in GSM-7, with every kind of its letters'({ network }) {
    const phone = { msisdn: '2250700000001', dialogue: 7, sequence: 0 };
    assert.deepStrictEqual(await network.dial(phone, '*123#'), {
      text: 'Ça va, garcon ? Où etes-vous, chère soeur ? {5 €} [a|b] ~^\\ @£$ àéèùìò Ñ§¿\n1 Relevé\n2 Bamanankan',
      coding: 0,
      last: false,
    });
    const asked = await network.answer(phone, '1');
    assert.ok(asked.text.startsWith('Quel est le relevé du compteur, en kWh ?'), asked.text);
    const again = await network.answer(phone, 'x');
    assert.ok(again.text.startsWith('Il faut de 2 à 6 chiffres.'), again.text);
    assert.deepStrictEqual(await network.answer(phone, '4521'), {
      text: 'Noté : 4521 kWh. Merci, à bientôt !'.replace('ô', 'o'), coding: 0, last: true });
  },

  async 'a session that goes on in UCS-2'({ network }) {
    const phone = { msisdn: '2250700000002', dialogue: 255, sequence: 0 };
    await network.dial(phone, '*123#');
    const title = await network.answer(phone, '2');
    assert.deepStrictEqual(title, {
      text: 'I ni sɔgɔma! Yeelen bɛ yan\n1 Jate\n2 Bamanankan', coding: 8, last: false });
    await network.answer(phone, '1');
    assert.deepStrictEqual(await network.answer(phone, '77'), {
      text: '77 kWh. I ni ce, an bɛ ɲɔgɔn ye!', coding: 8, last: true });
  },

  async 'broken and unknown PDUs between two keys'({ network }) {
    const phone = { msisdn: '2250700000003', dialogue: 1, sequence: 0 };
    await network.dial(phone, '*123#');
    const unknown = await network.raw(0xbeef, 0x5001, '');
    assert.deepStrictEqual([unknown.command, unknown.command_status], ['generic_nack', smpp.ESME_RINVCMDID]);
    for (const [sequence, body] of [
      [0x5002, '00 01 01 31'], // ends within its source address
      [0x5003, '00 000031 00 000032 00 00 00 00 00 00 00 00 00 00 0501 0009 01'], // within a TLV
      [0x5004, '00 000031 00 000032 00 00 00 00 00 00 00 00 00 00 ff 41'], // within its short_message
    ]) {
      const refusal = await network.raw(0x5, sequence, body);
      assert.strictEqual(refusal.command, 'deliver_sm_resp');
      assert.notStrictEqual(refusal.command_status, smpp.ESME_ROK, body);
    }
    // Operations that are not the network's to ask for.
    const wrong = await network.ask('submit_sm', { destination_addr: '123', short_message: 'x' });
    assert.deepStrictEqual([wrong.command, wrong.command_status], ['submit_sm_resp', smpp.ESME_RINVBNDSTS]);
    // Answers to nothing: no word about them.
    network.session.send(new smpp.PDU('submit_sm_resp', { sequence_number: 0x7000, message_id: '1' }));
    network.session.send(new smpp.PDU('generic_nack', { sequence_number: 0 }));
    const alive = await network.ask('enquire_link', {});
    assert.strictEqual(alive.command, 'enquire_link_resp');
    assert.strictEqual((await network.answer(phone, '2')).coding, 8);
  },

  async 'an ordinary short message, and a receipt that nobody waits for'({ network }) {
    const answer = await network.ask('deliver_sm', {
      source_addr: '2250700000004', destination_addr: '123', short_message: 'id:1 stat:DELIVRD' });
    assert.strictEqual(answer.command_status, smpp.ESME_ROK);
    await network.receipt({ short_message: 'id:nobody stat:DELIVRD' });
  },

  async 'short messages: answers out of order, receipts in several forms'({ network, gateway }) {
    const texts = ['un', 'deux', 'trois', 'quatre', 'cinq'];
    const ids = {};
    const sent = {};
    for (const text of texts) {
      ids[text] = await gateway.send('+225 07 00 00 00 09', text);
      sent[text] = await network.submitted();
      assert.strictEqual(sent[text].short_message.message, text);
      assert.strictEqual(sent[text].destination_addr, '2250700000009');
      assert.strictEqual(sent[text].registered_delivery & 3, 1);
      assert.strictEqual(sent[text].service_type, '');
    }
    const given = { un: '00a1B2', deux: '2', trois: '3f-7', quatre: '0004', cinq: 'five' };
    // A receipt before its submit_sm_resp.
    await network.receipt({ receipted_message_id: 'five', message_state: 2 });
    for (const text of [...texts].reverse()) {
      network.session.send(sent[text].response({ message_id: given[text] }));
    }
    const date = 'submit date:2611202300 done date:261120230059';
    await network.receipt({ short_message: `id:A1B2 sub:001 dlvrd:001 ${date} stat:DELIVRD err:000 text:un` });
    await network.receipt({ esm_class: 0x20, receipted_message_id: '2', message_state: 1 });
    await network.receipt({ receipted_message_id: '3f-7', message_state: 5, short_message: 'stat:DELIVRD' });
    await network.receipt({ short_message: 'ID: 4 Stat: EXPIRED Err: 1A' });
    await gateway.becomes(ids.un, 'delivered');
    await gateway.becomes(ids.deux, 'submitted');
    await gateway.becomes(ids.trois, 'failed');
    const expired = await gateway.becomes(ids.quatre, 'failed');
    assert.deepStrictEqual([expired.parts[0].status, expired.parts[0].error], ['expired', '1A']);
    await gateway.becomes(ids.cinq, 'delivered');
    await network.receipt({ receipted_message_id: '2', message_state: 2 });
    await gateway.becomes(ids.deux, 'delivered');
  },

  async 'a long message in UCS-2, throttled once, delivered part by part'({ network, gateway }) {
    const text = 'ɲɔgɔn 😀 '.repeat(16);
    const id = await gateway.send('2250700000009', text);
    let throttled = false;
    const parts = [];
    while (parts.filter(Boolean).length < 3) {
      const sm = await network.submitted();
      if (!throttled) {
        throttled = true;
        network.session.send(sm.response({ command_status: smpp.ESME_RTHROTTLED }));
        continue;
      }
      assert.strictEqual(sm.data_coding, 8);
      assert.strictEqual(sm.esm_class, 0x40);
      const [header] = sm.short_message.udh;
      assert.deepStrictEqual([header[0], header[1], header[3]], [0, 3, 3]);
      parts[header[4] - 1] = sm.short_message.message;
      network.session.send(sm.response({ message_id: `part-${header[4]}` }));
    }
    assert.strictEqual(parts.join(''), text);
    await network.receipt({ receipted_message_id: 'part-2', message_state: 2 });
    await network.receipt({ receipted_message_id: 'part-3', message_state: 2 });
    await gateway.becomes(id, 'submitted');
    await network.receipt({ receipted_message_id: 'part-1', message_state: 2 });
    const done = await gateway.becomes(id, 'delivered');
    assert.deepStrictEqual(done.parts.map((p) => p.possibly_doubled), [0, 0, 0]);
  },

  async 'a link cut in mid-session: bound again, the next key goes on'(all) {
    const phone = { msisdn: '2250700000005', dialogue: 9, sequence: 0 };
    await all.network.dial(phone, '*123#');
    all.network.session.destroy();
    all.network = await all.bound();
    const asked = await all.network.answer(phone, '1');
    assert.ok(asked.text.startsWith('Quel est le relevé'), asked.text);
  },

  async 'silence: the gateway asks whether the link lives'({ network }) {
    const before = network.enquiries;
    for (const end = Date.now() + patience; network.enquiries === before; await delay(20)) {
      assert.ok(Date.now() < end, 'no enquire_link');
    }
  },
};

async function main() {
  const sessions = new Inbox('a connection');
  const smsc = smpp.createServer((session) => sessions.put(session));
  const record = recorder(path.join(folder, 'pdus.txt'));
  const gateway = new Gateway(await listen(relay(await listen(smsc), record)));
  process.on('exit', () => gateway.process.kill('SIGKILL'));
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => process.exit(1));
  }
  const bindOf = async () => {
    const network = new Network(await sessions.take());
    return { network, bind: await network.pdus.take((p) => p.command === 'bind_transceiver', 'bind') };
  };
  const bound = async () => {
    const { network, bind } = await bindOf();
    // Without sc_interface_version, as many do: TLVs must come all the same.
    network.session.send(bind.response({ system_id: 'node-smpp' }));
    return network;
  };

  const refused = await bindOf();
  assert.deepStrictEqual(
    [refused.bind.system_id, refused.bind.password, refused.bind.interface_version], ['yeelen', password, 0x34]);
  refused.network.session.send(refused.bind.response({ command_status: smpp.ESME_RBINDFAIL }));
  const all = { gateway, bound, network: await bound() };
  gateway.port = (await gateway.event('gateway.started')).api_port;
  assert.match((await gateway.event('link.lost')).reason, /bind_refused/);
  console.log('ok: bound after a bind that was refused');
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step(all);
    } catch (error) {
      error.message = `${name}: ${error.message}`;
      throw error;
    }
    console.log(`ok: ${name}`);
  }

  gateway.process.kill('SIGTERM');
  const unbind = await all.network.pdus.take((p) => p.command === 'unbind', 'unbind');
  all.network.session.send(unbind.response());
  assert.strictEqual(await gateway.exit, 0);
  console.log('ok: SIGTERM unbinds and ends');
  process.exit(0);
}

main().catch((error) => {
  console.error(`FAILED ${error.stack}`);
  process.exit(1);
});
