/** Whatever people do, `check` finds nothing wrong with what is kept of it. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { check } from '../../server/admin/check.ts';
import { Chance } from '../hostile/chance.ts';
import { open, TIDY_MS } from '../store/directories.ts';
import { newDirectory } from '../support/folders.ts';
import { HandClock } from '../support/hand-clock.ts';
import { seedOfThisRun } from '../support/seed.ts';
import { openServer, type TestServer } from '../support/server.ts';

/** Each person comes so often, and says so many batches of lines without waiting for answers in between. */
const VISITS = 2;
const BATCHES = 3;
const LINES = 40;

/** One of all the things that become of messages, mostly of recent ones. */
function line(chance: Chance, name: string, tag: string): string {
  const place = chance.oneIn(2) ? '^' : `${1 + chance.below(150)}`;
  const long = 'much '.repeat(1 + chance.length(60)).trim();
  return chance.pick([
    `/say${tag} hello, Größe! ${tag}`,
    `/say${tag} ${long}`,
    `/edit${tag} ${place} ${long}`,
    `/edit${tag} ^ short`,
    `/delete${tag} ${place} oops`,
    `/react${tag} ${place} 👍`,
    `/unreact${tag} ${place}`,
    `/reply${tag} ${place} so it is`,
    `/msg${tag} ${name} psst ${long}`,
    `/topic${tag} ${long}`,
    `/nick${tag} ${name}${chance.below(5)}`,
    `/join${tag} #tea,#dev`,
    `/part${tag} #dev`,
  ]);
}

async function visit(server: TestServer, chance: Chance, name: string, nth: number): Promise<void> {
  const person = await server.party(`${name}-${nth}`);
  person.write('/join #tea,#dev\none\n/edit ^ two\n/edit ^ three\n/delete ^\n');
  for (let batch = 0; batch < BATCHES; batch += 1) {
    for (let n = 0; n < LINES; n += 1) {
      const tag = chance.oneIn(3) ? '' : `@${batch}-${n}`;
      person.send(line(chance, name, tag));
    }
    await person.barrier();
  }
  if (chance.oneIn(2)) await person.close();
  else person.destroy();
}

describe('what people do', () => {
  const seed = seedOfThisRun();

  it(`leaves a sound database at every moment (PARLANCE_SEED=${seed})`, async () => {
    const directory = newDirectory();
    const clock = new HandClock();
    const store = await open(directory, { retention: 1000 }, clock);
    const server = await openServer({}, store);
    const chance = new Chance(seed);
    let areOver = false;
    const people = Promise.all(
      ['ana', 'bob', 'cleo'].map(async (name) => {
        const own = chance.fork();
        for (let nth = 0; nth < VISITS; nth += 1) await visit(server, own, name, nth);
      }),
    ).finally(() => {
      areOver = true;
    });
    do {
      await looks(directory);
      clock.pass(TIDY_MS);
      // The server is in this process, and has to get on.
      await Promise.race([people, pause(100)]);
    } while (!areOver);
    await store.finishIndex();
    await looks(directory);
    await server.close();
    await store.close();
    await looks(directory);
  });
});

async function looks(directory: string): Promise<void> {
  const { sentences, isSound } = await check(directory);
  expect(isSound, sentences.join('\n')).to.equal(true);
}
