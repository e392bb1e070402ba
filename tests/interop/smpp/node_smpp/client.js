'use strict';
// node-smpp as the ESME of our SMSC (smsc_answers.hpp says what that answers): every PDU that an ESME may send, every
// optional parameter that node-smpp can write.
//   node client.js PEER
const assert = require('assert');
const net = require('net');
const smpp = require('smpp');
const { Inbox, Peer, run, patience } = require('../peer');

const program = process.argv[2];
let smsc;
let port;

/// A bound session: what it is sent is answered, but for what a test takes in hand.
class Esme {
  constructor(session) {
    this.session = session;
    this.pdus = new Inbox('a PDU at node-smpp');
    session.on('error', (error) => this.pdus.put({ command: 'error', error }));
    session.on('pdu', (pdu) => this.pdus.put(pdu));
    this.closed = new Promise((done) => session.on('close', done));
  }
  /// A request; its answer.
  async ask(command, fields = {}) {
    return this.answerTo(this.post(command, fields));
  }
  /// A request; its sequence number.
  post(command, fields = {}) {
    const pdu = new smpp.PDU(command, fields);
    assert.ok(this.session.send(pdu));
    return pdu.sequence_number;
  }
  answerTo(sequence) {
    return this.pdus.take((p) => p.sequence_number === sequence && p.isResponse?.(), `answer to ${sequence}`);
  }
  got(command) {
    return this.pdus.take((p) => p.command === command, `${command} at node-smpp`);
  }
}

function connect(to = port) {
  if (to === port) {
    smsc.events.items = []; // of links before
  }
  return new Promise((done) => {
    const session = smpp.connect({ host: '127.0.0.1', port: to, noDelay: true }, () => done(new Esme(session)));
  });
}

async function bound(kind = 'transceiver', fields = {}) {
  const esme = await connect();
  const answer = await esme.ask(`bind_${kind}`, {
    system_id: 'node', password: 'secret', interface_version: 0x34, ...fields });
  assert.strictEqual(answer.command, `bind_${kind}_resp`);
  assert.strictEqual(answer.command_status, 0);
  assert.strictEqual(answer.system_id, 'yeelen');
  esme.version = (await smsc.event('bound')).version;
  esme.bind = answer;
  return esme;
}

async function unbind(esme) {
  const answer = await esme.ask('unbind');
  assert.strictEqual(answer.command, 'unbind_resp');
  assert.strictEqual((await smsc.event('closed')).reason, 'peer_unbound');
  await esme.closed;
}

const from = { source_addr_ton: 5, source_addr_npi: 0, source_addr: 'Energie' };
const to = { dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: '2250700000001' };
/// The fields that node-smpp and we call alike, of what came.
function same(came, sent) {
  for (const [name, value] of Object.entries(sent)) {
    assert.deepStrictEqual(came[name], value, name);
  }
}
const tlv = (pdu, name) => pdu.tlvs.find((t) => t.name === name)?.value;

/// Every optional parameter of node-smpp: [its name, ours where that differs, value, octets].
const parameters = [
  ['dest_addr_subunit', , 1, '01'], ['dest_network_type', , 1, '01'], ['dest_bearer_type', , 2, '02'],
  ['dest_telematics_id', , 0x0102, '0102'], ['source_addr_subunit', , 3, '03'], ['source_network_type', , 4, '04'],
  ['source_bearer_type', , 5, '05'], ['qos_time_to_live', , 0x01020304, '01020304'], ['payload_type', , 1, '01'],
  ['additional_status_info_text', , 'info', '696e666f00'], ['receipted_message_id', , 'y1', '793100'],
  ['ms_msg_wait_facilities', , 0x81, '81'], ['privacy_indicator', , 3, '03'],
  ['source_subaddress', , Buffer.from('8012', 'hex'), '8012'], ['dest_subaddress', , Buffer.from('8034', 'hex'), '8034'],
  ['user_message_reference', , 0xfffe, 'fffe'], ['user_response_code', , 7, '07'], ['source_port', , 5000, '1388'],
  ['dest_port', 'destination_port', 5001, '1389'], ['sar_msg_ref_num', , 77, '004d'], ['language_indicator', , 2, '02'],
  ['sar_total_segments', , 2, '02'], ['sar_segment_seqnum', , 1, '01'], ['number_of_messages', , 9, '09'],
  ['dpf_result', , 1, '01'], ['set_dpf', , 1, '01'], ['ms_availability_status', , 2, '02'],
  ['network_error_code', , Buffer.from('030014', 'hex'), '030014'],
  ['delivery_failure_reason', , 3, '03'], ['more_messages_to_send', , 1, '01'], ['message_state', , 2, '02'],
  ['congestion_state', , 85, '55'], ['ussd_service_op', , 2, '02'], ['broadcast_channel_indicator', , 1, '01'],
  ['broadcast_content_type', , { network: 1, content_type: 0x1122 }, '011122'],
  ['broadcast_content_type_info', , 'abc', '616263'], ['broadcast_message_class', , 2, '02'],
  ['broadcast_rep_num', , 500, '01f4'],
  ['broadcast_frequency_interval', , { unit: 9, interval: 10 }, '09000a'],
  ['broadcast_area_success', , 100, '64'], ['broadcast_service_group', , 'group', '67726f7570'],
  ['billing_identification', , { format: 1, data: Buffer.from('bill') }, '0162696c6c'],
  ['source_network_id', , 'net', '6e657400'], ['dest_network_id', , 'ten', '74656e00'],
  ['source_node_id', , '123456', '313233343536'], ['dest_node_id', , '654321', '363534333231'],
  ['dest_addr_np_resolution', , 2, '02'], ['dest_addr_np_information', , '0123456789', '30313233343536373839'],
  ['dest_addr_np_country', , 0x2260, '00002260'], ['display_time', , 1, '01'], ['sms_signal', , 0x0102, '0102'],
  ['ms_validity', , Buffer.from('01', 'hex'), '01'], ['its_reply_type', , 4, '04'],
  ['its_session_info', , Buffer.from('0703', 'hex'), '0703'],
];
// What node-smpp writes otherwise than the specification, and so is left out above:
//   source_telematics_id       two octets, 3.4 5.3.2.8 says one
//   dest_addr_np_country       four octets where 5.0 4.8.4.20 allows up to five: taken as it is
//   alert_on_message_delivery  always one octet; in 3.4 5.3.2.41 it has none, in 5.0 4.8.4.2 one or none
// and what may be there more than once is tried by itself below.

const steps = {
  async 'the library listens'() {
    smsc = new Peer(program, 'smsc', 'version=0x50');
    port = (await smsc.event('listening')).port;
  },

  async 'bind_transceiver, bind_transmitter, bind_receiver; versions 3.3, 3.4 and 5.0'() {
    for (const kind of ['transceiver', 'transmitter', 'receiver']) {
      for (const [asked, spoken] of [[0x33, 0x33], [0x34, 0x34], [0x50, 0x50]]) {
        if (kind === 'transceiver' && asked === 0x33) {
          continue; // there was none in 3.3
        }
        const esme = await bound(kind, { interface_version: asked, system_type: 'TEST', addr_ton: 1, addr_npi: 1,
          address_range: '^225' });
        assert.strictEqual(esme.version, spoken);
        assert.strictEqual(esme.bind.sc_interface_version, asked === 0x33 ? undefined : 0x50);
        const seen = (await smsc.event('bind_request')).pdu;
        same(seen, { command: `bind_${kind}`, system_id: 'node', password: 'secret', interface_version: asked,
          system_type: 'TEST', addr_ton: 1, addr_npi: 1, address_range: '^225' });
        await unbind(esme);
      }
    }
  },

  async 'a refused bind: its status, then the end'() {
    for (const [fields, status] of [[{ password: 'wrong' }, smpp.ESME_RINVPASWD],
      [{ system_id: 'busy' }, smpp.ESME_RALYBND]]) {
      const esme = await connect();
      const answer = await esme.ask('bind_transceiver', { system_id: 'node', password: 'secret', ...fields });
      assert.strictEqual(answer.command_status, status);
      await esme.closed;
      await smsc.event('bind_request');
      await smsc.event('closed');
    }
  },

  async 'submit_sm: every field and the answer'() {
    const esme = await bound();
    const fields = { service_type: 'CMT', ...from, ...to, esm_class: 3, protocol_id: 0x7f, priority_flag: 2,
      schedule_delivery_time: '261231235959900+', validity_period: '000002030405000R', registered_delivery: 0,
      replace_if_present_flag: 1, data_coding: 0, sm_default_msg_id: 9 };
    const answer = await esme.ask('submit_sm', { ...fields, short_message: 'Ça {5 €} [~]' });
    assert.deepStrictEqual([answer.command, answer.command_status, answer.message_id], ['submit_sm_resp', 0, 'y1']);
    const seen = await smsc.request('submit_sm');
    same(seen.pdu, fields);
    assert.strictEqual(seen.text, 'Ça {5 €} [~]');
    await unbind(esme);
  },

  async 'texts in GSM-7, Latin-1 and UCS-2'() {
    const esme = await bound();
    for (const [text, coding] of [['@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà\f^{}\\[~]|€', 0],
      ['ÂÊÎÔÛ ç ÿ', 3], ['ɲɔgɔn 😀 ê', 8]]) {
      await esme.ask('submit_sm', { ...to, data_coding: coding, short_message: text });
      assert.strictEqual((await smsc.request('submit_sm')).text, text);
    }
    await unbind(esme);
  },

  async 'a concatenated message: the header of each part'() {
    const esme = await bound();
    for (let part = 1; part <= 3; ++part) {
      await esme.ask('submit_sm', { ...to, data_coding: 8,
        short_message: { udh: Buffer.from([5, 0, 3, 0x4d, 3, part]), message: `partie ${part} ɛ` } });
      const seen = await smsc.request('submit_sm');
      assert.strictEqual(seen.pdu.esm_class, 0x40);
      assert.ok(seen.pdu.short_message.startsWith(`0500034d030${part}`));
      assert.strictEqual(seen.text, `partie ${part} ɛ`);
    }
    await unbind(esme);
  },

  async 'every optional parameter, by name'() {
    const esme = await bound('transceiver', { interface_version: 0x50 });
    for (const [name, ours, value, octets] of parameters) {
      const answer = await esme.ask('submit_sm', { ...to, [name]: value });
      assert.strictEqual(answer.command_status, 0, name);
      const { pdu } = await smsc.request('submit_sm');
      assert.strictEqual(pdu.tlvs.length, 1, name);
      assert.strictEqual(tlv(pdu, ours ?? name), octets, name);
      assert.strictEqual(Number(pdu.tlvs[0].tag), smpp.tlvs[name].id, name);
    }
    // All at once, in one PDU.
    await esme.ask('submit_sm', { ...to, ...Object.fromEntries(parameters.map(([name, , value]) => [name, value])) });
    const { pdu } = await smsc.request('submit_sm');
    assert.strictEqual(pdu.tlvs.length, parameters.length);
    for (const [name, ours, , octets] of parameters) {
      assert.strictEqual(tlv(pdu, ours ?? name), octets, name);
    }
    await unbind(esme);
  },

  async 'optional parameters that come several times; message_payload of 16,000 octets'() {
    const esme = await bound();
    const payload = Buffer.alloc(16000, 'x');
    await esme.ask('submit_sm', { ...to, message_payload: payload,
      callback_num_pres_ind: [1, 2], callback_num_atag: [{ encoding: 3, display: 'un' }, { encoding: 3, display: 'deux' }],
      callback_num: [{ digit_mode: 1, ton: 1, npi: 1, number: '225' }, { digit_mode: 1, ton: 2, npi: 1, number: '0700' }] });
    const { pdu } = await smsc.request('submit_sm');
    const all = (name) => pdu.tlvs.filter((t) => t.name === name).map((t) => t.value);
    assert.deepStrictEqual(all('callback_num_pres_ind'), ['01', '02']);
    assert.deepStrictEqual(all('callback_num_atag'), ['03756e', '0364657578']);
    assert.deepStrictEqual(all('callback_num'), ['010101323235', '01020130373030']);
    assert.strictEqual(tlv(pdu, 'message_payload'), payload.toString('hex'));
    await unbind(esme);
  },

  async 'data_sm, and an error of it'() {
    const esme = await bound();
    const answer = await esme.ask('data_sm', { service_type: 'WAP', ...from, ...to, esm_class: 1, data_coding: 4,
      message_payload: Buffer.from('octets') });
    assert.deepStrictEqual([answer.command, answer.command_status], ['data_sm_resp', 0]);
    assert.match(answer.message_id, /^y\d+$/);
    const { pdu } = await smsc.request('data_sm');
    same(pdu, { service_type: 'WAP', ...from, ...to, esm_class: 1, registered_delivery: 0, data_coding: 4 });
    assert.strictEqual(tlv(pdu, 'message_payload'), Buffer.from('octets').toString('hex'));
    const refused = await esme.ask('data_sm', { destination_addr: '99254' });
    assert.strictEqual(refused.command_status, smpp.ESME_RDELIVERYFAILURE);
    await smsc.request('data_sm');
    await unbind(esme);
  },

  async 'submit_multi: numbers, lists, and what did not arrive'() {
    const esme = await bound();
    const addresses = [to, { dest_addr_ton: 2, dest_addr_npi: 8, destination_addr: '9911' }, { dl_name: 'villages' },
      { dl_name: 'gone' }];
    const answer = await esme.ask('submit_multi', { ...from, dest_address: addresses, short_message: 'tous' });
    assert.strictEqual(answer.command, 'submit_multi_resp');
    assert.deepStrictEqual(answer.unsuccess_sme, [
      { dest_addr_ton: 2, dest_addr_npi: 8, destination_addr: '9911', error_status_code: 11 },
      { dest_addr_ton: 0, dest_addr_npi: 0, destination_addr: 'gone', error_status_code: smpp.ESME_RINVDLNAME },
    ]);
    const seen = await smsc.request('submit_multi');
    assert.deepStrictEqual(seen.pdu.dest_address, addresses);
    assert.strictEqual(seen.text, 'tous');
    const many = Array.from({ length: 254 }, (_, i) => ({ dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: `2250${i}` }));
    assert.strictEqual((await esme.ask('submit_multi', { ...from, dest_address: many })).command_status, 0);
    assert.deepStrictEqual((await smsc.request('submit_multi')).pdu.dest_address, many);
    await unbind(esme);
  },

  async 'query_sm, replace_sm, cancel_sm: of a message that is known, then of one that is not'() {
    const esme = await bound();
    const { message_id } = await esme.ask('submit_sm', { ...from, ...to, short_message: 'x' });
    const query = await esme.ask('query_sm', { message_id, ...from });
    assert.deepStrictEqual([query.command, query.command_status, query.message_id, query.message_state, query.error_code],
      ['query_sm_resp', 0, message_id, 2, 0]);
    assert.strictEqual(query.final_date.toISOString(), '2026-11-21T09:01:00.000Z');
    same((await smsc.request('query_sm')).pdu, { message_id, ...from });

    const replacement = { message_id, ...from, schedule_delivery_time: '', validity_period: '000001000000000R',
      registered_delivery: 1, sm_default_msg_id: 3 };
    const replaced = await esme.ask('replace_sm', { ...replacement, short_message: Buffer.from('y') });
    assert.deepStrictEqual([replaced.command, replaced.command_status], ['replace_sm_resp', 0]);
    same((await smsc.request('replace_sm')).pdu, { ...replacement, short_message: '79' });

    const cancel = { service_type: '', message_id, ...from, ...to };
    const cancelled = await esme.ask('cancel_sm', cancel);
    assert.deepStrictEqual([cancelled.command, cancelled.command_status], ['cancel_sm_resp', 0]);
    same((await smsc.request('cancel_sm')).pdu, cancel);

    assert.strictEqual((await esme.ask('query_sm', { message_id, ...from })).command_status, smpp.ESME_RQUERYFAIL);
    assert.strictEqual((await esme.ask('replace_sm', replacement)).command_status, smpp.ESME_RREPLACEFAIL);
    assert.strictEqual((await esme.ask('cancel_sm', cancel)).command_status, smpp.ESME_RCANCELFAIL);
    await unbind(esme);
  },

  async 'broadcast_sm, query_broadcast_sm, cancel_broadcast_sm'() {
    const esme = await bound('transceiver', { interface_version: 0x50 });
    // node-smpp changes what it is given.
    const areas = () => [{ format: 0, data: 'Bamako' }, { format: 0, data: 'Kayes' }];
    const answer = await esme.ask('broadcast_sm', { ...from, priority_flag: 1, data_coding: 0,
      broadcast_area_identifier: areas(),
      broadcast_content_type: { network: 1, content_type: 0x10 }, broadcast_rep_num: 3,
      broadcast_frequency_interval: { unit: 9, interval: 10 }, message_payload: Buffer.from('coupure') });
    assert.deepStrictEqual([answer.command, answer.command_status], ['broadcast_sm_resp', 0]);
    const { message_id } = answer;
    const { pdu } = await smsc.request('broadcast_sm');
    same(pdu, { ...from, priority_flag: 1 });
    assert.deepStrictEqual(pdu.tlvs.filter((t) => t.name === 'broadcast_area_identifier').map((t) => t.value),
      ['0042616d616b6f', '004b61796573']);
    assert.strictEqual(tlv(pdu, 'broadcast_frequency_interval'), '09000a');

    const query = await esme.ask('query_broadcast_sm', { message_id, ...from });
    assert.deepStrictEqual([query.command, query.message_id, query.message_state], ['query_broadcast_sm_resp', message_id, 2]);
    assert.deepStrictEqual(query.broadcast_area_identifier, areas());
    assert.strictEqual(query.broadcast_area_success, 100);
    await smsc.request('query_broadcast_sm');
    const cancelled = await esme.ask('cancel_broadcast_sm', { message_id, ...from });
    assert.deepStrictEqual([cancelled.command, cancelled.command_status], ['cancel_broadcast_sm_resp', 0]);
    assert.strictEqual((await esme.ask('cancel_broadcast_sm', { message_id, ...from })).command_status,
      smpp.ESME_RBCASTCANCELFAIL);
    await unbind(esme);
  },

  async 'broadcast_sm on a bind of 3.4 is refused'() {
    const esme = await bound();
    const answer = await esme.ask('broadcast_sm', { ...from });
    assert.notStrictEqual(answer.command_status, 0);
    assert.strictEqual((await esme.ask('enquire_link')).command, 'enquire_link_resp');
    await unbind(esme);
  },

  async 'receipts: after the answer, addresses turned round, in text and parameters'() {
    const esme = await bound();
    for (const [number, word, state] of [['2250700000001', 'DELIVRD', 2], ['98225', 'UNDELIV', 5]]) {
      const { message_id } = await esme.ask('submit_sm', { ...from, ...to, destination_addr: number,
        registered_delivery: 1, short_message: 'x' });
      const receipt = await esme.got('deliver_sm');
      esme.session.send(receipt.response());
      assert.strictEqual(receipt.esm_class, smpp.ESM_CLASS.MC_DELIVERY_RECEIPT);
      assert.strictEqual(receipt.source_addr, number);
      assert.deepStrictEqual([receipt.dest_addr_ton, receipt.destination_addr], [5, 'Energie']);
      assert.ok(receipt.short_message.message.startsWith(`id:${message_id} sub:001 dlvrd:00`), receipt.short_message.message);
      assert.ok(receipt.short_message.message.includes(`stat:${word} `));
      assert.strictEqual(receipt.receipted_message_id, message_id);
      assert.strictEqual(receipt.message_state, state);
      assert.strictEqual((await smsc.event('response')).pdu.status, 'ROK');
    }
    await unbind(esme);
  },

  async 'twenty requests at once; answers held back come in another order'() {
    const esme = await bound();
    const held = Array.from({ length: 3 }, (_, i) => esme.post('submit_sm', { ...to, destination_addr: `97${i}` }));
    const others = Array.from({ length: 17 }, () => esme.post('submit_sm', { ...to, short_message: 'x' }));
    for (const sequence of others) {
      assert.strictEqual((await esme.answerTo(sequence)).command_status, 0);
    }
    assert.strictEqual(esme.pdus.items.length, 0);
    smsc.tell({ do: 'release' });
    for (const sequence of [...held].reverse()) {
      assert.strictEqual((await esme.pdus.take()).sequence_number, sequence);
    }
    await unbind(esme);
  },

  async 'statuses reach node-smpp by its own names'() {
    const esme = await bound();
    for (const [name, number] of Object.entries(smpp.errors)) {
      if (number !== 0) {
        const answer = await esme.ask('submit_sm', { destination_addr: `99${number}` });
        assert.strictEqual(answer.command_status, number, name);
        assert.strictEqual(answer.command, 'submit_sm_resp');
      }
    }
    await unbind(esme);
  },

  async 'deliver_sm, data_sm and alert_notification from the SMSC; a wrong answer'() {
    const esme = await bound('receiver', { interface_version: 0x34 });
    smsc.tell({ do: 'text', text: 'Ça va ? '.repeat(40), pdu: { command: 'deliver_sm', source_addr: '2250700000001',
      destination_addr: '123' } });
    let text = '';
    for (let part = 1; part <= 3; ++part) {
      const sm = await esme.got('deliver_sm');
      assert.deepStrictEqual([...sm.short_message.udh[0]], [0, 3, 77, 3, part]);
      text += sm.short_message.message;
      esme.session.send(sm.response({ command_status: part === 2 ? smpp.ESME_RX_T_APPN : 0 }));
      assert.strictEqual((await smsc.event('response')).pdu.status, part === 2 ? 'RX_T_APPN' : 'ROK');
    }
    assert.strictEqual(text.trimEnd(), 'Ça va ? '.repeat(40).trimEnd());

    smsc.tell({ do: 'text', text: 'ɲɔgɔn 😀', pdu: { command: 'deliver_sm', source_addr: '1', destination_addr: '123' } });
    const ucs2 = await esme.got('deliver_sm');
    assert.deepStrictEqual([ucs2.data_coding, ucs2.short_message.message], [8, 'ɲɔgɔn 😀']);
    esme.session.send(ucs2.response());
    await smsc.event('response');

    smsc.send('data_sm', { source_addr: '1', destination_addr: '123', data_coding: 4,
      tlvs: [{ tag: '0x0424', value: '00ff' }, { tag: '0x1400', value: 'aa' }] }, { token: 5 });
    const data = await esme.got('data_sm');
    assert.deepStrictEqual([...data.message_payload.message], [0, 255]);
    assert.deepStrictEqual([...data[0x1400]], [0xaa]);
    esme.session.send(data.response({ message_id: 'n1' }));
    const answer = await smsc.event('response');
    assert.deepStrictEqual([answer.token, answer.pdu.command, answer.pdu.message_id], [5, 'data_sm_resp', 'n1']);

    smsc.send('alert_notification', { source_addr_ton: 1, source_addr: '2250700000001', esme_addr_npi: 1, esme_addr: '123',
      tlvs: [{ tag: '0x0422', value: '00' }] });
    const alert = await esme.got('alert_notification');
    assert.deepStrictEqual([alert.source_addr_ton, alert.source_addr, alert.esme_addr_npi, alert.esme_addr,
      alert.ms_availability_status], [1, '2250700000001', 1, '123', 0]);

    // A generic_nack is an answer too.
    smsc.send('deliver_sm', { source_addr: '1', destination_addr: '123' }, { token: 6 });
    const refused = await esme.got('deliver_sm');
    esme.session.send(new smpp.PDU('generic_nack', { sequence_number: refused.sequence_number,
      command_status: smpp.ESME_RINVCMDID }));
    const nack = await smsc.event('response');
    assert.deepStrictEqual([nack.token, nack.pdu.command, nack.pdu.status], [6, 'generic_nack', 'RINVCMDID']);
    // A receiver does not submit.
    assert.strictEqual((await esme.ask('submit_sm', { ...to })).command_status, smpp.ESME_RINVBNDSTS);
    await unbind(esme);
  },

  async 'unbind from the SMSC'() {
    const esme = await bound();
    smsc.tell({ do: 'unbind' });
    const request = await esme.got('unbind');
    esme.session.send(request.response());
    assert.strictEqual((await smsc.event('closed')).reason, 'unbound');
    await esme.closed;
  },

  async 'octet by octet, and many PDUs in one piece'() {
    smsc.events.items = [];
    const socket = net.connect({ host: '127.0.0.1', port, noDelay: true });
    const got = [];
    let rest = Buffer.alloc(0);
    const answers = new Inbox('an answer');
    socket.on('data', (data) => {
      rest = Buffer.concat([rest, data]);
      while (rest.length >= 16 && rest.length >= rest.readUInt32BE(0)) {
        answers.put(new smpp.PDU(rest.slice(0, rest.readUInt32BE(0))));
        rest = rest.slice(rest.readUInt32BE(0));
      }
    });
    const bind = new smpp.PDU('bind_transceiver', { system_id: 'slow', password: 'secret', sequence_number: 1 }).toBuffer();
    for (const octet of bind) {
      await new Promise((done) => socket.write(Buffer.from([octet]), done));
    }
    assert.strictEqual((await answers.take()).command_status, 0);
    const many = Array.from({ length: 50 }, (_, i) =>
      new smpp.PDU('submit_sm', { ...to, short_message: `${i}`, sequence_number: i + 2 }).toBuffer());
    const all = Buffer.concat(many);
    for (let at = 0; at < all.length; at += 701) {
      await new Promise((done) => socket.write(all.slice(at, at + 701), done));
    }
    for (let i = 0; i < many.length; ++i) {
      got.push((await answers.take()).sequence_number);
    }
    assert.deepStrictEqual(got, many.map((_, i) => i + 2));
    // Half a PDU, then nothing more.
    socket.end(many[0].slice(0, 20));
    assert.strictEqual((await smsc.event('closed')).reason, 'connection_lost');
  },

  async 'a command that nobody knows, a body that is broken, a length that is wrong'() {
    const esme = await bound();
    const raw = (id, sequence, hex, length) => {
      const body = Buffer.from(hex, 'hex');
      const head = Buffer.alloc(16);
      [length ?? 16 + body.length, id, 0, sequence].forEach((value, i) => head.writeUInt32BE(value, 4 * i));
      esme.session.socket.write(Buffer.concat([head, body]));
      return esme.answerTo(sequence);
    };
    const unknown = await raw(0xbeef, 7001, '');
    assert.deepStrictEqual([unknown.command, unknown.command_status], ['generic_nack', smpp.ESME_RINVCMDID]);
    const broken = await raw(4, 7002, '000101');
    assert.strictEqual(broken.command, 'submit_sm_resp');
    assert.notStrictEqual(broken.command_status, 0);
    assert.strictEqual((await esme.ask('enquire_link')).command, 'enquire_link_resp');
    const lost = await raw(0x15, 7003, '', 12);
    assert.deepStrictEqual([lost.command, lost.command_status], ['generic_nack', smpp.ESME_RINVCMDLEN]);
    assert.strictEqual((await smsc.event('closed')).reason, 'protocol_error');
    await esme.closed;
  },

  async 'outbind: our ESME binds to the node-smpp that asked, our SMSC asks node-smpp'() {
    const ours = new Peer(program, 'esme_listener', 'bind=receiver');
    const esme = await connect((await ours.event('listening')).port);
    esme.session.send(new smpp.PDU('outbind', { system_id: 'operator', password: 'pw' }));
    same((await ours.event('outbind_request')).pdu, { system_id: 'operator', password: 'pw' });
    const bind = await esme.got('bind_receiver');
    esme.session.send(bind.response({ system_id: 'operator', sc_interface_version: 0x34 }));
    assert.strictEqual((await ours.event('bound')).state, 'bound_rx');
    esme.post('deliver_sm', { source_addr: '1', destination_addr: '123', short_message: 'bonjour' });
    assert.strictEqual((await ours.request('deliver_sm')).text, 'bonjour');
    assert.strictEqual((await esme.got('deliver_sm_resp')).command_status, 0);
    await ours.end();

    const sessions = new Inbox('a connection');
    const server = smpp.createServer((session) => sessions.put(new Esme(session)));
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    const asking = new Peer(program, 'outbind', `port=${server.address().port}`, 'system_id=smsc', 'password=pass');
    const asked = await sessions.take();
    const outbind = await asked.got('outbind');
    assert.deepStrictEqual([outbind.system_id, outbind.password], ['smsc', 'pass']);
    assert.strictEqual((await asked.ask('bind_receiver', { system_id: 'node', password: 'x' })).command_status, 0);
    assert.strictEqual((await asking.event('bound')).state, 'bound_rx');
    await asking.end();
    server.close();
  },

  async 'the library ends'() {
    await smsc.end();
  },
};

assert.ok(patience < 25000);
run(steps);
