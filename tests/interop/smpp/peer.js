'use strict';
// The library's program (peer.cpp) as the tests in node see it: what it says, and what it is told.
const { spawn } = require('child_process');

process.setMaxListeners(0); // one for each program that must not outlive us

const patience = 10000; // milliseconds for any one thing that is waited for

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
      const timer = setTimeout(
        () => fail(new Error(`waited too long for: ${name}; there is ${JSON.stringify(this.items)}`)), patience);
      this.waiting.push({ wanted, give: (item) => (clearTimeout(timer), give(item)) });
    });
  }
}

class Peer {
  constructor(program, ...args) {
    this.events = new Inbox('an event');
    this.process = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    process.on('exit', () => this.process.kill('SIGKILL'));
    this.process.stdin.on('error', () => {});
    let rest = '';
    this.process.stdout.on('data', (data) => {
      const lines = (rest + data).split('\n');
      rest = lines.pop();
      lines.forEach((line) => this.events.put(JSON.parse(line)));
    });
    this.exit = new Promise((done) => this.process.on('exit', (code, signal) => done(code ?? signal)));
  }
  event(name, wanted = () => true) {
    return this.events.take((e) => e.event === name && wanted(e), `event ${name} of the library`);
  }
  /// A request that came to it.
  request(command, wanted = () => true) {
    return this.events.take((e) => e.event === 'request' && e.pdu.command === command && wanted(e.pdu),
      `request ${command} at the library`);
  }
  tell(what) {
    this.process.stdin.write(JSON.stringify(what) + '\n');
  }
  send(command, fields = {}, more = {}) {
    this.tell({ do: 'send', pdu: { command, ...fields }, ...more });
  }
  /// Its standard input ends, and so does it.
  async end() {
    this.process.stdin.end();
    const code = await this.exit;
    if (code !== 0) {
      throw new Error(`the library's program ended with ${code}`);
    }
  }
}

/// Runs `steps` one after the other; the exit code says whether all held.
async function run(steps) {
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => process.exit(1));
  }
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step();
    } catch (error) {
      console.error(`FAILED ${name}: ${error.stack}`);
      process.exit(1);
    }
    console.log(`ok: ${name}`);
  }
  process.exit(0);
}

module.exports = { Inbox, Peer, run, patience };
