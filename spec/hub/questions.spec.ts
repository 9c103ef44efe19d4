/** Questions to the log: few are read at a time, and what many ask does not keep others waiting. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'chai';
import { open } from '../store/directories.ts';
import { dev, entry, part, turn } from '../store/records.ts';
import { newDirectory } from '../support/folders.ts';
import { openServer } from '../support/server.ts';
import { settled } from '../support/troubled-room.ts';
import { TroubledStore } from '../support/troubled-store.ts';

const MAX_READS = 2;

describe('people who ask for histories', () => {
  it('have two of them read at a time, and the others when these are answered', async () => {
    const store = new TroubledStore();
    const server = await openServer({}, store);
    const people = await Promise.all(
      [...'abcde'].map((name) => server.party(`${name}${name}${name}`, 'json')),
    );
    for (const each of people) each.send('/join #dev');
    await settled(...people);
    store.stall();
    const before = store.readsAsked;
    for (const each of people) each.send('/history@h #dev');
    await server.read();
    expect(store.readsAsked - before).to.equal(MAX_READS);
    store.resume();
    for (const each of people) await each.until(/"re":"h"/);
    expect(store.readsAsked - before).to.equal(people.length);
  });

  it('are answered one by one in turns of the event loop, though each answer leads to the next question', async () => {
    const store = await open(newDirectory());
    await store.append(turn(entry(dev, 0, 3)));
    let [answers, isOver] = [0, false];
    const asking = (async () => {
      for (let n = 0; n < 10; n += 1) {
        await store.read(dev, part());
        answers += 1;
      }
      isOver = true;
    })();
    const most: number[] = [];
    while (!isOver) {
      answers = 0;
      await nextTurn();
      most.push(answers);
    }
    await asking;
    expect(Math.max(...most)).to.equal(1);
  });
});
