/** `send` and `tail` on a connection that breaks. */
import { PassThrough, Writable } from 'node:stream';
import { expect } from 'chai';
import type { ExitCode, PipeIo } from '../../../client/pipe/pipe.ts';
import { type SendOptions, send } from '../../../client/pipe/send.ts';
import { type TailOptions, tail } from '../../../client/pipe/tail.ts';
import { type Asked, type Caller, type Peer, startPeer, welcome } from './peer.ts';

/** What a pipe command is given, and what it did with it. */
interface Bench extends PipeIo {
  input: PassThrough;
  printed: () => string;
  complained: () => string;
  /** Ctrl-C. */
  interrupt: () => void;
}

function bench(): Bench {
  const texts = { output: '', errors: '' };
  const into = (name: keyof typeof texts) =>
    new Writable({
      write(chunk, _encoding, done) {
        texts[name] += String(chunk);
        done();
      },
    });
  const stopping = new AbortController();
  return {
    input: new PassThrough(),
    output: into('output'),
    errors: into('errors'),
    stop: stopping.signal,
    printed: () => texts.output,
    complained: () => texts.errors,
    interrupt: () => stopping.abort(),
  };
}

const message = (seq: number, text: string) => ({
  ev: 'message',
  room: '#dev',
  seq,
  at: '2026-11-22T12:01:07.000Z',
  from: 'ann',
  kind: 'say',
  text,
});

/** Answers what a client does until it is in #dev. Returns the join. */
async function letIn(caller: Caller): Promise<Asked> {
  await caller.asked();
  caller.say(welcome);
  const join = await caller.asked();
  caller.say({ ev: 'room', room: '#dev', seq: 7, re: join.tag }, { ev: 'ok', re: join.tag });
  return join;
}

/** Lets a client resume; returns what it asked for. */
async function letResume(caller: Caller, ...missed: object[]): Promise<Asked> {
  const resume = await askedToResume(caller);
  caller.say(...missed, { ev: 'ok', re: resume.tag });
  return resume;
}

async function refuseResume(caller: Caller): Promise<void> {
  const { tag } = await askedToResume(caller);
  caller.say({ ev: 'error', re: tag, code: 'no_such_session', message: 'Gone.' });
}

async function askedToResume(caller: Caller): Promise<Asked> {
  await caller.asked();
  caller.say({ ...welcome, session: 'k2' });
  return caller.asked();
}

/** Sees a client off. */
async function seeOff(caller: Caller): Promise<void> {
  expect(await caller.asked()).to.have.property('cmd', 'quit');
  caller.hangUp();
}

describe('pipes on a bad connection', () => {
  let peer: Peer;
  let io: Bench;

  beforeEach(async () => {
    peer = await startPeer();
    io = bench();
  });

  const sending = (options: Partial<SendOptions> = {}): Promise<ExitCode> =>
    send({ host: '127.0.0.1', port: peer.port, to: '#dev', patienceMs: 60_000, ...options }, io);
  const tailing = (options: Partial<TailOptions> = {}): Promise<ExitCode> =>
    tail({ host: '127.0.0.1', port: peer.port, room: '#dev', ...options }, io);

  /** One whose first connection is let in. */
  async function begun(code: Promise<ExitCode>) {
    const caller = await peer.called();
    await letIn(caller);
    return { code, caller };
  }

  it('send says again, under the same tag, what was not acknowledged', async () => {
    const code = sending();
    const first = await peer.called();
    expect(await letIn(first)).to.include({ cmd: 'join', quiet: true });
    io.input.end('one\ntwo\n');
    const [one, two] = [await first.asked(), await first.asked()];
    first.say({ ev: 'ok', re: one.tag });
    first.reset();

    const second = await peer.called();
    expect(await letResume(second)).to.include({ cmd: 'resume', token: 'k1' });
    expect(await second.asked()).to.deep.equal(two);
    second.say({ ev: 'ok', re: two.tag });
    await seeOff(second);
    expect(await code).to.equal(0);
    expect(two).to.deep.include({ cmd: 'msg', to: '#dev', text: 'two' });
  });

  it('send reads on only as fast as it is acknowledged', async () => {
    const { code, caller } = await begun(sending());
    io.input.end('line\n'.repeat(200));
    const asked: Asked[] = [];
    while (asked.length < 64) asked.push(await caller.asked());
    caller.say({ ev: 'ping' });
    expect(await caller.asked()).to.deep.equal({ cmd: 'ping' });
    for (const { tag } of asked) caller.say({ ev: 'ok', re: tag });
    for (let more = 64; more < 200; more++)
      caller.say({ ev: 'ok', re: (await caller.asked()).tag });
    await seeOff(caller);
    expect(await code).to.equal(0);
  });

  it('send tells which lines may be said when its session is gone', async () => {
    const { code, caller: first } = await begun(sending());
    io.input.write('one\ntwo\nthree\n');
    const one = await first.asked();
    await first.asked();
    await first.asked();
    first.say({ ev: 'ok', re: one.tag });
    first.reset();

    const second = await peer.called();
    await refuseResume(second);
    expect(await code).to.equal(1);
    expect(io.complained()).to.include('lines 2 to 3 may have been said or not');
    expect(io.complained()).to.include('Nothing after line 3 was said');
  });

  it('send goes on in a new session when nothing was in doubt', async () => {
    const { code, caller: first } = await begun(sending());
    first.hangUp();
    const second = await peer.called();
    await refuseResume(second);
    const join = await second.asked();
    expect(join.cmd).to.equal('join');
    second.say({ ev: 'ok', re: join.tag });
    io.input.end('still here');
    const still = await second.asked();
    expect(still).to.include({ text: 'still here' });
    second.say({ ev: 'ok', re: still.tag });
    await seeOff(second);
    expect(await code).to.equal(0);
  });

  it('send tells the first refusals, counts the rest, and says what can be said', async () => {
    const { code, caller } = await begun(sending());
    io.input.end('a\nb\nc\nd\ne\n');
    for (const refused of [true, true, true, true, false]) {
      const { tag } = await caller.asked();
      const no = { ev: 'error', code: 'not_in_room', message: 'No.' };
      caller.say(refused ? { ...no, re: tag } : { ev: 'ok', re: tag });
    }
    await seeOff(caller);
    expect(await code).to.equal(1);
    expect(io.complained().match(/Line \d was refused: No\./g)).to.have.length(3);
    expect(io.complained()).to.include('4 messages were refused; 1 was said.');
  });

  it('send says again what could not be stored', async () => {
    const { code, caller } = await begun(sending({ text: 'hello' }));
    const first = await caller.asked();
    const no = { ev: 'error', code: 'store_unavailable', message: 'Later.' };
    caller.say({ ...no, re: first.tag });
    const again = await caller.asked();
    expect(again).to.include({ cmd: 'msg', text: 'hello' });
    caller.say({ ev: 'ok', re: again.tag });
    await seeOff(caller);
    expect(await code).to.equal(0);
    expect(io.complained()).to.equal('');
  });

  it('send gives up when its patience ends, and says what is in doubt', async () => {
    const { code, caller } = await begun(sending({ patienceMs: 0, text: 'hello' }));
    await caller.asked();
    await peer.close();
    expect(await code).to.equal(1);
    expect(io.complained()).to.include('It may have been said or not');
  });

  it('send ends at once when interrupted, while its input goes on', async () => {
    const { code, caller } = await begun(sending());
    io.input.write('one\n');
    caller.say({ ev: 'ok', re: (await caller.asked()).tag });
    io.interrupt();
    await seeOff(caller);
    expect(await code).to.equal(1);
    expect(io.complained()).to.include('Nothing after line 1 was said');
  });

  it('send says so when nobody listens', async () => {
    const { port } = peer;
    await peer.close();
    expect(await sending({ port, text: 'hello' })).to.equal(1);
    expect(io.complained()).to.include(`Nobody listens at 127.0.0.1:${port}`);
  });

  it('send has nothing to say when a text is only controls', async () => {
    expect(await sending({ text: '\x1b[0m ' })).to.equal(2);
  });

  it('tail prints every message once, over cuts', async () => {
    const { code, caller: first } = await begun(tailing({ json: true }));
    first.say(message(8, 'a'), message(9, 'b'), { ev: 'joined', room: '#dev', nick: 'bob' });
    // What a reset overtakes is lost, so the events must have arrived first.
    first.say({ ev: 'ping' });
    await first.asked();
    first.reset();
    const second = await peer.called();
    const resume = await letResume(second, message(9, 'b'), message(10, 'c'));
    expect(resume).to.deep.include({ cursors: { '#dev': 9 } });
    second.say(message(11, 'd'), { ev: 'ping' });
    await second.asked();
    io.interrupt();
    await seeOff(second);
    expect(await code).to.equal(0);
    const lines = io.printed().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).to.deep.equal([
      message(8, 'a'),
      message(9, 'b'),
      message(10, 'c'),
      message(11, 'd'),
    ]);
  });

  it('tail joins with its cursor, also again when its session is gone', async () => {
    const code = tailing({ since: 3 });
    const first = await peer.called();
    expect(await letIn(first)).to.deep.include({ cursors: { '#dev': 3 } });
    first.say(message(4, 'a'), { ev: 'ping' });
    await first.asked();
    first.reset();
    const second = await peer.called();
    await refuseResume(second);
    expect(await second.asked()).to.deep.include({ cmd: 'join', cursors: { '#dev': 4 } });
    io.interrupt();
    expect(await code).to.equal(0);
  });

  it('tail says what lagged', async () => {
    const { code, caller } = await begun(tailing());
    caller.say({ ev: 'lagged', room: '#dev', from: 8, to: 90 }, message(91, 'z'), { ev: 'ping' });
    await caller.asked();
    io.interrupt();
    await seeOff(caller);
    expect(await code).to.equal(0);
    expect(io.complained()).to.include('#dev: 8 to 90 are forgotten by the server.');
    expect(io.printed()).to.match(/ <ann> z\n$/);
  });

  it('tail reads no further than its output is taken', async () => {
    const held: (() => void)[] = [];
    io.output = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => held.push(done),
    });
    const { code, caller } = await begun(tailing());
    caller.say(...Array.from({ length: 1_200 }, (_, n) => message(8 + n, 'a')));
    while (held.length === 0) await new Promise(setImmediate);
    caller.say({ ev: 'ping' });
    let answered = false;
    const pong = caller.asked().then(() => {
      answered = true;
    });
    for (let turns = 0; turns < 100; turns++) await new Promise(setImmediate);
    expect(answered).to.equal(false);
    while (!answered) {
      held.shift()?.();
      await new Promise(setImmediate);
    }
    await pong;
    io.output.destroy();
    io.interrupt();
    await seeOff(caller);
    expect(await code).to.equal(0);
  });

  it('tail ends quietly when nobody reads its output any more', async () => {
    io.output = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error(), { code: 'EPIPE' })),
    });
    const { code, caller } = await begun(tailing());
    caller.say(message(8, 'a'));
    await seeOff(caller);
    expect(await code).to.equal(0);
    expect(io.complained()).to.equal('');
  });

  it('tail passes on a refusal', async () => {
    const code = tailing({ nick: 'ann' });
    const caller = await peer.called();
    await caller.asked();
    caller.say(welcome);
    const { tag } = await caller.asked();
    caller.say({ ev: 'error', re: tag, code: 'nick_taken', message: 'ann is in use.' });
    expect(await code).to.equal(1);
    expect(io.complained()).to.equal('parlance tail: ann is in use.\n');
  });
});
