'use strict';
// Kannel between an application (this program: HTTP) and an SMSC (the library's, peer.cpp): bound as a transceiver and
// as transmitter and receiver; messages out, their delivery reports back, messages in.
//   node kannel.js PEER FOLDER
// FOLDER gets Kannel's configuration and logs.
const assert = require('assert');
const fs = require('fs');
const http = require('http');
const net = require('net');
const path = require('path');
const { spawn } = require('child_process');
const { Inbox, Peer, run, patience } = require('../peer');

const [program, folder] = process.argv.slice(2);
const delay = (ms) => new Promise((done) => setTimeout(done, ms));

/// Kannel cannot be told to take any port: one that nobody has, below those that connections get by themselves.
async function freePort() {
  for (;;) {
    const port = 20000 + Math.floor(Math.random() * 12000);
    const server = net.createServer();
    const free = await new Promise((done) => {
      server.once('error', () => done(false));
      server.listen(port, '127.0.0.1', () => done(true));
    });
    if (free) {
      await new Promise((done) => server.close(done));
      return port;
    }
  }
}

/// The connection; null where nothing listens.
const connected = (port) => new Promise((done) => {
  const socket = net.connect(port, '127.0.0.1', () => done(socket));
  socket.on('error', () => done(null));
});

/// Asks until it holds, and returns what it said: Kannel tells nobody by itself.
async function until(what, holds) {
  for (const end = Date.now() + patience; ; await delay(10)) {
    const said = await holds();
    if (said) {
      return said;
    }
    assert.ok(Date.now() < end, `not in time: ${what}`);
  }
}

/// The application: what Kannel calls.
class Application {
  constructor() {
    this.reports = new Inbox('a delivery report');
    this.messages = new Inbox('a message in');
    this.server = http.createServer((request, response) => {
      const url = new URL(request.url, 'http://127.0.0.1');
      const fields = Object.fromEntries(url.searchParams);
      (url.pathname === '/report' ? this.reports : this.messages).put(fields);
      response.end();
    });
  }
  async listen() {
    await new Promise((done) => this.server.listen(0, '127.0.0.1', done));
    this.url = `http://127.0.0.1:${this.server.address().port}`;
  }
}

class Kannel {
  constructor(mode, smscPort, application) {
    Object.assign(this, { mode, smscPort, application });
  }
  async start() {
    const [admin, smsbox, sendsms] = [await freePort(), await freePort(), await freePort()];
    Object.assign(this, { admin, sendsms });
    const config = path.join(folder, `${this.mode}.conf`);
    // Two binds are two groups of one name.
    const binds = this.mode === 'transceiver'
      ? [`port = ${this.smscPort}\ntransceiver-mode = true`]
      : [`port = ${this.smscPort}`, `receive-port = ${this.smscPort}`];
    fs.writeFileSync(config, `
group = core
admin-port = ${admin}
admin-interface = "127.0.0.1"
admin-password = interop
smsbox-port = ${smsbox}
smsbox-interface = "127.0.0.1"
box-allow-ip = "127.0.0.1"
dlr-storage = internal
log-file = "${folder}/${this.mode}-bearerbox.log"
log-level = 0

${binds.map((bind) => `group = smsc
smsc = smpp
smsc-id = library
host = 127.0.0.1
${bind}
smsc-username = kannel
smsc-password = secret
system-type = "KANNEL"
address-range = ""
reconnect-delay = 1
`).join('\n')}

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = ${smsbox}
sendsms-port = ${sendsms}
sendsms-interface = "127.0.0.1"
log-file = "${folder}/${this.mode}-smsbox.log"
log-level = 0

group = sendsms-user
username = interop
password = interop
concatenation = true
max-messages = 4

group = sms-service
keyword = default
catch-all = true
get-url = "${this.application.url}/message?from=%p&to=%P&text=%b&coding=%c&charset=%C"
max-messages = 0
`);
    const begin = (name) => {
      const child = spawn('setpriv', ['--pdeathsig', 'KILL', name, config], { stdio: 'ignore' });
      child.gone = new Promise((done) => child.on('exit', done));
      process.on('exit', () => child.kill('SIGKILL'));
      return child;
    };
    this.bearerbox = begin('bearerbox');
    // The smsbox gives up where nothing listens yet. Who asks is a box himself, and must be gone first.
    const asking = await until('the bearerbox listens', () => connected(smsbox));
    await until('the bearerbox names a box', async () => (await this.boxes()) === 1);
    asking.destroy();
    await until('the bearerbox names no box', async () => (await this.boxes()) === 0);
    this.smsbox = begin('smsbox');
  }
  /// The smsbox listens before it knows its users; it calls the bearerbox when it does.
  async ready() {
    await until('the smsbox is at the bearerbox', async () => (await this.boxes()) === 1);
  }
  /// How many boxes the bearerbox names.
  async boxes() {
    const { body } = await this.get(this.admin, '/status.txt?password=interop');
    return (body.match(/\(on-line /g) ?? []).length;
  }
  get(port, where) {
    return new Promise((done, fail) => {
      http.get({ host: '127.0.0.1', port, path: where, agent: false }, (response) => {
        let body = '';
        response.on('data', (data) => (body += data)).on('end', () => done({ status: response.statusCode, body }));
      }).on('error', fail);
    });
  }
  /// Sends as an application does; every report is asked for.
  async send(fields) {
    const report = `${this.application.url}/report?status=%d&to=%p&from=%P&id=%F&for=${encodeURIComponent(fields.to)}`;
    const query = new URLSearchParams({ username: 'interop', password: 'interop', from: '123', charset: 'UTF-8',
      'dlr-mask': 31, 'dlr-url': report, ...fields });
    const answer = await this.get(this.sendsms, `/cgi-bin/sendsms?${query}`);
    assert.strictEqual(answer.status, 202, answer.body);
  }
  async stop() {
    this.smsbox.kill('SIGTERM');
    await this.smsbox.gone;
    this.bearerbox.kill('SIGTERM');
  }
}

const application = new Application();
let smsc;
let port;
const steps = {
  async 'the library and the application listen'() {
    smsc = new Peer(program, 'smsc');
    port = (await smsc.event('listening')).port;
    await application.listen();
  },
};

for (const mode of ['transceiver', 'transmitter and receiver']) {
  const kannel = new Kannel(mode.replaceAll(' ', '-'), 0, application);
  const as = (name) => `${mode}: ${name}`;
  const kinds = mode === 'transceiver' ? ['bind_transceiver'] : ['bind_transmitter', 'bind_receiver'];
  let links;

  Object.assign(steps, {
    async [as('Kannel binds')]() {
      kannel.smscPort = port;
      await kannel.start();
      const binds = [];
      links = {};
      for (const kind of kinds) {
        const bind = await smsc.event('bind_request');
        binds.push(bind.pdu.command);
        links[bind.pdu.command] = bind.link;
        assert.deepStrictEqual([bind.pdu.system_id, bind.pdu.password, bind.pdu.system_type, bind.pdu.interface_version],
          ['kannel', 'secret', 'KANNEL', 0x34], kind);
        await smsc.event('bound');
      }
      assert.deepStrictEqual(binds.sort(), [...kinds].sort());
      await kannel.ready();
    },

    async [as('a message, accepted and delivered')]() {
      await kannel.send({ to: '2250700000001', text: 'Ça va {5 €} ?' });
      const seen = await smsc.request('submit_sm');
      assert.strictEqual(seen.text, 'Ça va {5 €} ?');
      assert.strictEqual(seen.link, links[kinds[0]]);
      assert.strictEqual(seen.pdu.destination_addr, '2250700000001');
      assert.strictEqual(seen.pdu.source_addr, '123');
      assert.strictEqual(seen.pdu.registered_delivery & 1, 1);
      const accepted = await application.reports.take();
      assert.deepStrictEqual([accepted.status, accepted.for], ['8', '2250700000001']);
      smsc.tell({ do: 'release' });
      const delivered = await application.reports.take();
      assert.deepStrictEqual([delivered.status, delivered.for], ['1', '2250700000001']);
      assert.match(delivered.id, /^y\d+$/);
      const answer = await smsc.event('response');
      assert.deepStrictEqual([answer.pdu.command, answer.pdu.status], ['deliver_sm_resp', 'ROK']);
    },

    async [as('one that is accepted and not delivered, one that is refused')]() {
      await kannel.send({ to: '98225', text: 'x' });
      await smsc.request('submit_sm');
      assert.strictEqual((await application.reports.take()).status, '8');
      smsc.tell({ do: 'release' });
      assert.strictEqual((await application.reports.take()).status, '2');
      await smsc.event('response');
      await kannel.send({ to: '9911', text: 'x' }); // RINVDSTADR
      await smsc.request('submit_sm');
      assert.strictEqual((await application.reports.take()).status, '16');
    },

    async [as('texts in UCS-2 and in several parts')]() {
      await kannel.send({ to: '2250700000002', text: 'ɲɔgɔn ê', coding: '2' });
      const ucs2 = await smsc.request('submit_sm');
      assert.deepStrictEqual([ucs2.pdu.data_coding, ucs2.text], [8, 'ɲɔgɔn ê']);
      const long = 'Relevé : {payer} '.repeat(20);
      await kannel.send({ to: '2250700000003', text: long });
      const parts = [];
      for (let part = 0, count = 1; part < count; ++part) {
        const seen = await smsc.request('submit_sm');
        assert.strictEqual(seen.pdu.esm_class & 0x40, 0x40);
        assert.ok(seen.pdu.short_message.startsWith('050003'));
        count = parseInt(seen.pdu.short_message.slice(8, 10), 16);
        parts[parseInt(seen.pdu.short_message.slice(10, 12), 16) - 1] = seen.text;
      }
      assert.ok(parts.length > 2);
      assert.strictEqual(parts.join(''), long);
    },

    async [as('messages in, from GSM-7 and UCS-2')]() {
      for (const [text, coding] of [['Ça va {5 €} ?', '0'], ['ɲɔgɔn', '2']]) {
        smsc.tell({ do: 'text', text, link: links[kinds.at(-1)],
          pdu: { command: 'deliver_sm', source_addr_ton: 1, source_addr_npi: 1, source_addr: '2250700000009',
            destination_addr: '123' } });
        const came = await application.messages.take();
        assert.deepStrictEqual([came.from, came.to, came.coding], ['+2250700000009', '123', coding]);
        assert.strictEqual(came.text, coding === '0' ? text : Buffer.from(text, 'utf16le').swap16().toString('latin1'));
        const answer = await smsc.events.take((e) => e.event === 'response' && e.link === links[kinds.at(-1)]);
        assert.strictEqual(answer.pdu.status, 'ROK');
      }
    },

    async [as('Kannel unbinds')]() {
      await kannel.stop();
      for (const kind of kinds) {
        assert.strictEqual((await smsc.event('closed')).reason, 'peer_unbound', kind);
      }
      await kannel.bearerbox.gone;
      smsc.events.items = [];
      application.reports.items = [];
    },
  });
}

steps['the library ends'] = () => smsc.end();
run(steps);
