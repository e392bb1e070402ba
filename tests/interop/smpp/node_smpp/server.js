'use strict';
// node-smpp as the SMSC of our ESME: every request that an ESME may make, as node-smpp reads it, and its answers in
// every order.
//   node server.js PEER
const assert = require('assert');
const smpp = require('smpp');
const { Inbox, Peer, run, patience } = require('../peer');

const program = process.argv[2];
const sessions = new Inbox('a connection at node-smpp');
const server = smpp.createServer((session) => sessions.put(new Smsc(session)));

/// One connection. `slowly` writes octet by octet.
class Smsc {
  constructor(session) {
    this.session = session;
    this.pdus = new Inbox('a PDU at node-smpp');
    session.socket.setNoDelay(true);
    session.on('error', (error) => this.pdus.put({ command: 'error', error }));
    session.on('pdu', (pdu) => this.pdus.put(pdu));
    this.closed = new Promise((done) => session.on('close', done));
  }
  got(command) {
    return this.pdus.take((p) => p.command === command, `${command} at node-smpp`);
  }
  answer(pdu, fields) {
    this.session.send(pdu.response({ ...fields })); // it changes what it is given
  }
  async slowly(pdu) {
    for (const octet of pdu.toBuffer()) {
      await new Promise((done) => this.session.socket.write(Buffer.from([octet]), done));
    }
  }
}

/// Our ESME, bound to node-smpp.
async function bound(kind = 'transceiver', keys = [], answer = { sc_interface_version: 0x34 }) {
  const esme = new Peer(program, 'esme', `port=${server.address().port}`, `bind=${kind}`, ...keys);
  const smsc = await sessions.take();
  const bind = await smsc.got(`bind_${kind}`);
  smsc.answer(bind, { system_id: 'node', ...answer });
  const { state, version } = await esme.event('bound');
  return { esme, smsc, bind, state, version };
}

async function stop({ esme, smsc }) {
  esme.tell({ do: 'stop' });
  smsc.answer(await smsc.got('unbind'));
  assert.strictEqual((await esme.event('closed')).reason, 'unbound');
  await smsc.closed;
  await esme.end();
}

const from = { source_addr_ton: 5, source_addr_npi: 0, source_addr: 'Energie' };
const to = { dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: '2250700000001' };
const hex = (text) => Buffer.from(text).toString('hex');
function same(came, sent) {
  for (const [name, value] of Object.entries(sent)) {
    assert.deepStrictEqual(came[name], value, name);
  }
}

const steps = {
  async 'node-smpp listens'() {
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
  },

  async 'bind_transceiver, bind_transmitter, bind_receiver; what is spoken then'() {
    for (const [kind, state] of [['transceiver', 'bound_trx'], ['transmitter', 'bound_tx'], ['receiver', 'bound_rx']]) {
      const both = await bound(kind, ['system_id=ours', 'password=pw', 'system_type=TEST']);
      assert.deepStrictEqual([both.state, both.version], [state, 0x34]);
      same(both.bind, { system_id: 'ours', password: 'pw', system_type: 'TEST', interface_version: 0x34 });
      await stop(both);
    }
    for (const [asked, answered, spoken] of [[0x50, 0x50, 0x50], [0x50, 0x34, 0x34], [0x34, undefined, 0x33],
      [0x33, undefined, 0x33]]) {
      const both = await bound('transmitter', [`version=${asked}`],
        answered === undefined ? {} : { sc_interface_version: answered });
      assert.deepStrictEqual([both.bind.interface_version, both.version], [asked, spoken]);
      await stop(both);
    }
  },

  async 'a refused bind is tried again'() {
    const esme = new Peer(program, 'esme', `port=${server.address().port}`);
    const first = await sessions.take();
    first.answer(await first.got('bind_transceiver'), { command_status: smpp.ESME_RBINDFAIL });
    const closed = await esme.event('closed');
    assert.deepStrictEqual([closed.reason, closed.status], ['bind_refused', 'RBINDFAIL']);
    const smsc = await sessions.take();
    smsc.answer(await smsc.got('bind_transceiver'), { system_id: 'node' });
    await esme.event('bound');
    await stop({ esme, smsc });
  },

  async 'every request of 3.4, each field as node-smpp reads it'() {
    const both = await bound();
    const { esme, smsc } = both;
    const message = { service_type: 'CMT', ...from, esm_class: 3, protocol_id: 0x7f, priority_flag: 2,
      registered_delivery: 0x11, replace_if_present_flag: 1, data_coding: 0, sm_default_msg_id: 9 };
    const addresses = [to, { dl_name: 'villages' }];
    const source = { message_id: 'm1', ...from };
    const requests = [
      ['submit_sm', { ...message, ...to, short_message: hex('un') }, { message_id: 'm1' }],
      ['submit_multi', { ...message, dest_address: addresses, short_message: hex('un') },
        { message_id: 'm2', unsuccess_sme: [{ ...to, error_status_code: 11 }] }],
      ['data_sm', { service_type: 'WAP', ...from, ...to, esm_class: 1, registered_delivery: 1, data_coding: 0 },
        { message_id: 'm3' }],
      ['query_sm', source, { message_id: 'm1', message_state: 5, error_code: 7, final_date: '261121090100000+' }],
      ['replace_sm', { ...source, registered_delivery: 1, sm_default_msg_id: 2, short_message: hex('un') }, {}],
      ['cancel_sm', { service_type: 'CMT', ...source, ...to }, {}],
    ];
    for (const [command, fields, answer] of requests) {
      esme.send(command, fields, { token: 7 });
      const seen = await smsc.got(command);
      const { short_message, ...rest } = fields;
      same(seen, rest);
      if (command !== 'replace_sm' && short_message !== undefined) {
        assert.strictEqual(seen.short_message.message, 'un');
      } else if (short_message !== undefined) {
        assert.strictEqual(seen.short_message.toString(), 'un');
      }
      smsc.answer(seen, answer);
      const came = await esme.event('response');
      assert.deepStrictEqual([came.token, came.pdu.command, came.pdu.status], [7, `${command}_resp`, 'ROK']);
      same(came.pdu, answer);
    }
    await stop(both);
  },

  async 'broadcast_sm and its kin on a bind of 5.0, and not below'() {
    const both = await bound('transceiver', ['version=0x50'], { sc_interface_version: 0x50 });
    const { esme, smsc } = both;
    esme.send('broadcast_sm', { ...from, priority_flag: 1, tlvs: [{ tag: '0x0606', value: '0042616d616b6f' },
      { tag: '0x0601', value: '010010' }, { tag: '0x0604', value: '0003' }, { tag: '0x0605', value: '09000a' }] });
    const broadcast = await smsc.got('broadcast_sm');
    assert.deepStrictEqual(broadcast.broadcast_area_identifier, [{ format: 0, data: 'Bamako' }]);
    assert.deepStrictEqual(broadcast.broadcast_frequency_interval, { unit: 9, interval: 10 });
    assert.deepStrictEqual(broadcast.broadcast_content_type, { network: 1, content_type: 16 });
    assert.strictEqual(broadcast.broadcast_rep_num, 3);
    smsc.answer(broadcast, { message_id: 'b1' });
    assert.strictEqual((await esme.event('response')).pdu.message_id, 'b1');
    esme.send('query_broadcast_sm', { message_id: 'b1', ...from });
    smsc.answer(await smsc.got('query_broadcast_sm'), { message_id: 'b1', message_state: 2, broadcast_area_success: 50 });
    assert.deepStrictEqual((await esme.event('response')).pdu.tlvs, [
      { tag: '0x0427', name: 'message_state', value: '02' }, { tag: '0x0608', name: 'broadcast_area_success', value: '32' }]);
    esme.send('cancel_broadcast_sm', { message_id: 'b1', ...from });
    smsc.answer(await smsc.got('cancel_broadcast_sm'), { command_status: smpp.ESME_RBCASTCANCELFAIL });
    assert.strictEqual((await esme.event('response')).pdu.status, 'RBCASTCANCELFAIL');
    await stop(both);

    const older = await bound();
    older.esme.send('broadcast_sm', from);
    assert.strictEqual((await older.esme.event('not_sent')).error, 'not_allowed');
    await stop(older);
  },

  async 'a peer that names no version gets no optional parameters; it may be told that it knows them'() {
    for (const [keys, there] of [[[], false], [['assumed_version=0x34'], true]]) {
      const both = await bound('transceiver', keys, {});
      both.esme.send('submit_sm', { ...to, tlvs: [{ tag: '0x0204', value: '0007' }] });
      const seen = await both.smsc.got('submit_sm');
      assert.strictEqual(seen.user_message_reference, there ? 7 : undefined);
      both.smsc.answer(seen, { message_id: '1' });
      await both.esme.event('response');
      await stop(both);
    }
  },

  async 'texts, and one of several parts'() {
    const both = await bound();
    const { esme, smsc } = both;
    for (const text of ['Ça va {5 €} [~] ñ', 'ɲɔgɔn 😀', 'Relevé : à payer. '.repeat(20), 'ɛ 😀 '.repeat(50)]) {
      esme.tell({ do: 'text', text, pdu: { command: 'submit_sm', ...to } });
      let read = '';
      for (let part = 1, parts = 1; part <= parts; ++part) {
        const sm = await smsc.got('submit_sm');
        if (sm.short_message.udh) {
          const [header] = sm.short_message.udh;
          assert.deepStrictEqual([...header.slice(0, 3), header[4]], [0, 3, 77, part]);
          parts = header[3];
        }
        read += sm.short_message.message;
        smsc.answer(sm, { message_id: `t${part}` });
        await esme.event('response');
      }
      assert.strictEqual(read, text);
    }
    await stop(both);
  },

  async 'a window of three: the fourth waits; answers in reverse order find their tokens'() {
    const both = await bound('transceiver', ['window=3']);
    const { esme, smsc } = both;
    const sent = [];
    for (let token = 1; token <= 3; ++token) {
      esme.send('submit_sm', { ...to, short_message: hex(`${token}`) }, { token });
      sent.push(await smsc.got('submit_sm'));
    }
    esme.send('submit_sm', to, { token: 4 });
    assert.strictEqual((await esme.event('not_sent')).error, 'window_full');
    for (const sm of [...sent].reverse()) {
      const token = Number(sm.short_message.message);
      await smsc.slowly(sm.response({ message_id: `m${token}` }));
      const came = await esme.event('response');
      assert.deepStrictEqual([came.token, came.pdu.message_id], [token, `m${token}`]);
    }
    esme.send('submit_sm', to, { token: 5 });
    smsc.answer(await smsc.got('submit_sm'), { command_status: smpp.ESME_RTHROTTLED });
    const throttled = await esme.event('response');
    assert.deepStrictEqual([throttled.token, throttled.pdu.status], [5, 'RTHROTTLED']);
    // A generic_nack for it is an answer as well.
    esme.send('query_sm', { message_id: 'x', ...from }, { token: 6 });
    const query = await smsc.got('query_sm');
    smsc.session.send(new smpp.PDU('generic_nack', { sequence_number: query.sequence_number, command_status: 3 }));
    const nack = await esme.event('response');
    assert.deepStrictEqual([nack.token, nack.pdu.command, nack.pdu.status], [6, 'generic_nack', 'RINVCMDID']);
    await stop(both);
  },

  async 'sequence numbers go round to 1'() {
    const both = await bound('transceiver', ['first_sequence=0x7ffffffe']);
    const seen = [both.bind.sequence_number];
    for (let i = 0; i < 3; ++i) {
      both.esme.send('submit_sm', to);
      const sm = await both.smsc.got('submit_sm');
      seen.push(sm.sequence_number);
      both.smsc.answer(sm, { message_id: '1' });
      await both.esme.event('response');
    }
    assert.deepStrictEqual(seen, [0x7ffffffe, 0x7fffffff, 1, 2]);
    await stop(both);
  },

  async 'no answer, and then a late one'() {
    const both = await bound('transceiver', ['response_ms=300']);
    both.esme.send('submit_sm', to, { token: 8 });
    const sm = await both.smsc.got('submit_sm');
    assert.strictEqual((await both.esme.event('request_timeout')).token, 8);
    both.smsc.answer(sm, { message_id: 'late' });
    const late = await both.esme.event('late_response');
    assert.deepStrictEqual([late.token, late.pdu.message_id], [8, 'late']);
    await stop(both);
  },

  async 'receipts in text and in parameters; messages; what our ESME answers'() {
    const both = await bound();
    const { esme, smsc } = both;
    const deliver = (fields) => new smpp.PDU('deliver_sm', { source_addr: '2250700000001', destination_addr: '123', ...fields });
    const rows = [
      [{ esm_class: 4, short_message: 'id:1a sub:001 dlvrd:001 submit date:2611210900 done date:2611210901 stat:DELIVRD err:000 text:x' },
        ['1a', 2, true]],
      [{ esm_class: 4, receipted_message_id: 'p1', message_state: 5, short_message: '' }, ['p1', 5, true]],
      [{ esm_class: 0x20, receipted_message_id: 'p2', message_state: 1, short_message: '' }, ['p2', 1, false]],
    ];
    for (const [fields, [id, state, final]] of rows) {
      const pdu = deliver(fields);
      smsc.session.send(pdu);
      const { receipt } = await esme.request('deliver_sm');
      assert.deepStrictEqual([receipt.message_id, receipt.state, receipt.final], [id, state, final]);
      const answer = await smsc.got('deliver_sm_resp');
      assert.deepStrictEqual([answer.sequence_number, answer.command_status, answer.message_id], [pdu.sequence_number, 0, '']);
    }
    for (const [text, coding] of [['Ça va {€}', 0], ['ÂÊÎ', 3], ['ɲɔ 😀', 8]]) {
      await smsc.slowly(deliver({ short_message: text, data_coding: coding, sequence_number: 900 + coding }));
      const seen = await esme.request('deliver_sm');
      assert.deepStrictEqual([seen.text, seen.receipt], [text, undefined]);
      await smsc.got('deliver_sm_resp');
    }
    smsc.session.send(deliver({ destination_addr: '99100', short_message: 'x' }));
    assert.strictEqual((await smsc.got('deliver_sm_resp')).command_status, smpp.ESME_RX_T_APPN);
    smsc.session.send(new smpp.PDU('data_sm', { source_addr: '1', destination_addr: '2', message_payload: Buffer.from('z') }));
    assert.strictEqual((await smsc.got('data_sm_resp')).command_status, 0);
    smsc.session.send(new smpp.PDU('alert_notification', { source_addr: '225', esme_addr: '123', ms_availability_status: 1 }));
    const { pdu } = await esme.request('alert_notification');
    same(pdu, { source_addr: '225', esme_addr: '123' });
    // What an SMSC may not ask for.
    smsc.session.send(new smpp.PDU('submit_sm', { destination_addr: '1', short_message: 'x' }));
    assert.strictEqual((await smsc.got('submit_sm_resp')).command_status, smpp.ESME_RINVBNDSTS);
    await stop(both);
  },

  async 'enquire_link both ways; silence'() {
    const both = await bound('transceiver', ['enquire_ms=300', 'response_ms=300']);
    both.smsc.answer(await both.smsc.got('enquire_link'));
    both.smsc.session.send(new smpp.PDU('enquire_link', {}));
    assert.strictEqual((await both.smsc.got('enquire_link_resp')).command_status, 0);
    // No answer any more: the link is given up, and made anew.
    await both.smsc.got('enquire_link');
    both.esme.process.stdin.on('error', () => {});
    const again = await bindAgain(both);
    await stop({ esme: both.esme, smsc: again });
  },

  async 'unbind by the SMSC, then bound again'() {
    const both = await bound();
    both.smsc.session.send(new smpp.PDU('unbind', {}));
    assert.strictEqual((await both.smsc.got('unbind_resp')).command_status, 0);
    assert.strictEqual((await both.esme.event('closed')).reason, 'peer_unbound');
    await stop({ esme: both.esme, smsc: await bindAgain(both) });
  },

  async 'a cut link is bound again'() {
    const both = await bound();
    both.smsc.session.destroy();
    assert.strictEqual((await both.esme.event('closed')).reason, 'connection_lost');
    await stop({ esme: both.esme, smsc: await bindAgain(both) });
  },
};

async function bindAgain({ esme }) {
  const smsc = await sessions.take();
  smsc.answer(await smsc.got('bind_transceiver'), { system_id: 'node', sc_interface_version: 0x34 });
  await esme.event('bound');
  esme.events.items = [];
  return smsc;
}

assert.ok(patience < 25000);
run(steps);
