/** What a turn has to tell, counted for each who hears it: past a bound some wait for the next one, and past another all. */
import { expect } from 'chai';
import type { Command } from '../../grammar/ast.ts';
import { Ledger } from '../../server/hub/ledger.ts';
import { nobody } from '../../server/hub/witness.ts';
import { ToldTurn } from '../../server/net/told-turn.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import { Crowd } from '../rooms/crowd.ts';
import { HandClock } from '../support/hand-clock.ts';

/** To tell it to so many is a bit over a mebibyte. */
const TEXT = 'x'.repeat(1000);
const HEARERS = 1000;

describe('a turn that has very much to tell', () => {
  let crowd: Crowd;
  let clock: HandClock;
  let ledger: Ledger;
  let telling: { isUnderWay: boolean };
  /** What is to be called when all that was told is written, of each turn. */
  let written: (() => void)[];
  /** How long turns took to be told, and how often lines may be taken again. */
  let took: number[];
  let relieved: number;

  beforeEach(() => {
    crowd = new Crowd();
    crowd.come('ann');
    crowd.command(1, { cmd: 'join', rooms: ['#dev'] });
    clock = new HandClock();
    const batches = {
      isUnderWay: false,
      flush: (turn = new ToldTurn()) => void written.push(() => turn.partWritten()),
    };
    const performer = { batches, begin: () => () => {}, perform() {}, hearers: () => HEARERS };
    telling = batches;
    const ports = { store: new MemoryStore(clock), clock, witness: nobody, warn() {} };
    [written, took, relieved] = [[], [], 0];
    ledger = new Ledger(crowd.world, performer, ports, {
      charge() {},
      told: (milliseconds) => void took.push(milliseconds),
      relieved: () => {
        relieved += 1;
      },
      ready() {},
      mistake: (_, error) => expect.fail(String(error)),
      broken: (error) => expect.fail(String(error)),
    });
  });

  const says = (times: number): void => decides({ cmd: 'say', text: TEXT }, times);

  function decides(command: Command, times: number): void {
    for (let n = 0; n < times; n += 1) {
      ledger.decide({ on: 'commanded', at: crowd.now, connection: 1, command });
    }
  }

  it('is laden first, and full when twice as much was said, until it is told', async () => {
    says(3);
    expect([ledger.isLaden, ledger.isFull]).to.deep.equal([false, false]);
    says(1);
    expect([ledger.isLaden, ledger.isFull]).to.deep.equal([true, false]);
    says(4);
    expect([ledger.isLaden, ledger.isFull]).to.deep.equal([true, true]);
    ledger.commit();
    expect([ledger.isLaden, ledger.isFull]).to.deep.equal([false, false]);
    await ledger.whenIdle();
  });

  it('is full, too, when a thousand have each got an answer of their own', () => {
    const ask = (times: number): void => decides({ cmd: 'whois', nick: 'ann' }, times);
    says(1);
    ask(300);
    expect([ledger.isLaden, ledger.isFull]).to.deep.equal([false, false]);
    ask(300);
    expect([ledger.isLaden, ledger.isFull]).to.deep.equal([true, false]);
    ask(400);
    expect([ledger.isLaden, ledger.isFull]).to.deep.equal([true, true]);
  });

  it('is told when the last portion of it is written, however long after it was stored', async () => {
    says(1);
    clock.pass(2);
    says(1);
    clock.pass(3);
    ledger.commit();
    await ledger.whenIdle();
    clock.pass(40);
    says(1);
    ledger.commit();
    await ledger.whenIdle();
    clock.pass(10);
    for (const turn of [1, 0]) written[turn]?.();
    expect(took).to.deep.equal([10, 55]);
  });

  it('leaves all lines waiting while 64 MiB are under way to those who hear them', async () => {
    for (let turn = 0; turn < 8; turn += 1) {
      expect(ledger.isFull).to.equal(false);
      says(8);
      ledger.commit();
      await ledger.whenIdle();
    }
    expect([ledger.isFull, relieved]).to.deep.equal([true, 0]);
    written[3]?.();
    expect([ledger.isFull, relieved]).to.deep.equal([false, 1]);
    written[4]?.();
    expect(relieved).to.equal(1);
  });

  it('lets those go on who wait for that also when it has nothing to store, and has waited for more', async () => {
    says(16);
    ledger.commit();
    clock.pass(3);
    await ledger.whenIdle();
    const command = { cmd: 'typing', to: '#dev' } as const;
    ledger.decide({ on: 'commanded', at: crowd.now, connection: 1, command });
    ledger.endTurn();
    expect([written.length, relieved]).to.deep.equal([1, 0]);
    clock.pass(1);
    expect([written.length, relieved]).to.deep.equal([2, 1]);
  });

  it('leaves the next one laden until all have been told', () => {
    telling.isUnderWay = true;
    expect([ledger.isLaden, ledger.isFull]).to.deep.equal([true, false]);
    telling.isUnderWay = false;
    expect(ledger.isLaden).to.equal(false);
  });
});
