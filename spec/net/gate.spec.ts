/** A gate that asks about addresses: what it remembers, how long it waits, and that it holds up nobody else. */
import { expect } from 'chai';
import {
  Gate,
  MAX_ASKED_AT_ONCE,
  MAX_VERDICTS_KEPT,
  MAX_WAIT_MS,
  MAX_WAITING_ADDRESSES,
  RETRY_MS,
  VERDICT_MS,
  type Verdict,
} from '../../server/net/gate.ts';
import { HandClock } from '../support/hand-clock.ts';
import { openServer } from '../support/server.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a gate', () => {
  let clock: HandClock;
  let gate: Gate;
  /** What is asked and not answered, by address. */
  let asked: Map<string, { answer(line: string): void; fail(why: string): void }>;
  let stopped: string[];
  let complaints: string[];
  let verdicts: Verdict[];

  beforeEach(() => {
    clock = new HandClock();
    [asked, stopped, complaints, verdicts] = [new Map(), [], [], []];
    gate = new Gate(clock, (fact) => complaints.push(fact));
    gate.use((address) => {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      asked.set(address, { answer: resolve, fail: (why) => reject(new Error(why)) });
      return { answer: promise, stop: () => stopped.push(address) };
    });
  });

  const ask = (address: string) => gate.ask(address, (verdict) => verdicts.push(verdict));
  async function answer(address: string, line: string): Promise<void> {
    asked.get(address)?.answer(line);
    asked.delete(address);
    await settled();
  }

  it('lets all in when it has nobody to ask', () => {
    gate.use(undefined);
    expect(gate.known('A')).to.deep.equal({ is: 'in' });
  });

  it('understands three words, and what stands behind them, as far as it may be shown', async () => {
    const lines = ['in', 'account', 'refuse open proxy', `refuse \u001b[31m${'x'.repeat(500)}`];
    for (const [n, line] of lines.entries()) {
      ask(`${n}`);
      await answer(`${n}`, `${line}\r`);
    }
    expect(verdicts.slice(0, 3)).to.deep.equal([
      { is: 'in' },
      { is: 'account', why: '' },
      { is: 'refused', why: 'open proxy' },
    ]);
    expect(verdicts[3]).to.deep.equal({ is: 'refused', why: `[31m${'x'.repeat(196)}` });
    expect(complaints).to.deep.equal([]);
  });

  it('asks once for all who come from an address, and knows the answer for a while', async () => {
    ask('A');
    ask('A');
    expect(asked.size).to.equal(1);
    await answer('A', 'refuse no');
    expect(verdicts).to.have.length(2);
    clock.pass(VERDICT_MS - 1);
    expect(gate.known('A')).to.deep.equal({ is: 'refused', why: 'no' });
    clock.pass(1);
    expect(gate.known('A')).to.equal(undefined);
  });

  it('lets in when there is no answer in time, no good one or none at all, tells so once, and asks again soon', async () => {
    ask('A');
    clock.pass(MAX_WAIT_MS);
    ask('B');
    await answer('B', 'perhaps');
    ask('C');
    asked.get('C')?.fail('it has ended');
    await settled();
    expect(verdicts).to.deep.equal([{ is: 'in' }, { is: 'in' }, { is: 'in' }]);
    expect(stopped).to.include('A');
    expect(complaints).to.deep.equal([
      'people are let in without being asked about (--ask-script): there was no answer about A in time',
    ]);
    clock.pass(RETRY_MS);
    expect(gate.known('A')).to.equal(undefined);
  });

  it('asks about a few at once, and about the others when these are answered, or lets them in', async () => {
    for (let n = 0; n <= MAX_ASKED_AT_ONCE; n += 1) ask(`${n}`);
    expect(asked.size).to.equal(MAX_ASKED_AT_ONCE);
    await answer('0', 'in');
    expect([...asked.keys()]).to.include(`${MAX_ASKED_AT_ONCE}`);
    clock.pass(MAX_WAIT_MS);
    expect(verdicts).to.have.length(MAX_ASKED_AT_ONCE + 1);
  });

  it('asks about others when those asked first never end, though they were stopped', () => {
    for (let n = 0; n < MAX_ASKED_AT_ONCE; n += 1) ask(`${n}`);
    clock.pass(MAX_WAIT_MS);
    expect(stopped).to.have.length(MAX_ASKED_AT_ONCE);
    ask('A');
    expect([...asked.keys()]).to.include('A');
  });

  it('asks anew about those who wait when it asks somebody else from then on, and lets them in when it asks nobody', async () => {
    ask('A');
    gate.use(() => ({ answer: Promise.resolve('refuse no'), stop() {} }));
    expect(stopped).to.deep.equal(['A']);
    await answer('A', 'in');
    expect(verdicts).to.deep.equal([{ is: 'refused', why: 'no' }]);
    gate.use(() => ({ answer: new Promise(() => {}), stop: () => stopped.push('B') }));
    ask('B');
    gate.use(undefined);
    expect(stopped).to.deep.equal(['A', 'B']);
    clock.pass(MAX_WAIT_MS);
    expect(verdicts.slice(1)).to.deep.equal([{ is: 'in' }]);
    expect(complaints).to.deep.equal([]);
  });

  it('that is closed ends those whom it asks, and tells nobody anything', async () => {
    ask('A');
    gate.close();
    expect(stopped).to.deep.equal(['A']);
    await answer('A', 'in');
    clock.pass(MAX_WAIT_MS);
    expect([verdicts, complaints]).to.deep.equal([[], []]);
  });

  it('asks no faster than the server can bear', async () => {
    for (let n = 0; n < 110; n += 1) {
      ask(`${n}`);
      await answer(`${n}`, 'in');
    }
    expect(verdicts).to.have.length(100);
    clock.pass(50);
    expect([...asked.keys()]).to.deep.equal(['100']);
  });

  it('remembers and awaits only so many', async () => {
    for (let n = 0; n <= MAX_WAITING_ADDRESSES; n += 1) ask(`${n}`);
    expect(verdicts).to.deep.equal([{ is: 'in' }]);
    expect(complaints[0]).to.match(/too many to ask about$/);
    clock.pass(MAX_WAIT_MS);
    for (let n = 0; n < MAX_VERDICTS_KEPT; n += MAX_WAITING_ADDRESSES) {
      for (let m = 0; m < MAX_WAITING_ADDRESSES; m += 1) ask(`x${n + m}`);
      clock.pass(MAX_WAIT_MS);
    }
    expect(gate.known(`x${MAX_VERDICTS_KEPT - 1}`)).to.deep.equal({ is: 'in' });
    expect(gate.known('0')).to.equal(undefined);
  });
});

describe('a server that ends while it asks about somebody', () => {
  it('ends whom it asks, and cuts who waits', async () => {
    const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>();
    let stopped = 0;
    const judge = () => () => {
      asked();
      return { answer: new Promise<string>(() => {}), stop: () => (stopped += 1) };
    };
    const server = await openServer({ askScript: '/ask' }, undefined, { judge });
    const ann = await server.connect('ann');
    await isAsked;
    await server.close();
    await ann.ended();
    expect(stopped).to.equal(1);
  });
});

describe('who resumes a session', () => {
  it('may do what may be done from where they are now, not what might be from where it began', async () => {
    const judge = (file: string) => () => ({ answer: Promise.resolve(file.slice(1)), stop() {} });
    const server = await openServer({}, undefined, { judge });
    const ann = await server.party('ann');
    const resumed = async (answer: 'in' | 'account') => {
      server.configuration.text = `ask-script = "/${answer}"`;
      await server.clerk({ ask: 'rehash' });
      const again = await server.connect('ann');
      again.send(`/resume@r ${ann.token}`);
      await again.until(/ok r/);
      again.send('/join@j #dev');
      return again;
    };
    await (await resumed('account')).until(/account_needed/);
    await (await resumed('in')).until(/ok j/);
  });
});
