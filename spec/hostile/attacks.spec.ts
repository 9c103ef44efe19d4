/** What becomes of each attack, on one server with its default limits that people talk on; `npm run attack` measures what they feel. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Party } from '../support/party.ts';
import { repository } from '../support/repository.ts';
import { openServer, type TestServer } from '../support/server.ts';
import { keys } from '../support/test-keys/keys.ts';
import { proxies } from './attacks/attack.ts';
import { attacks } from './attacks/index.ts';
import { Intruder } from './attacks/intruder.ts';

/** So many do it here; and more where it is the number that matters. */
const FEW = 1;
const TOO_MANY = 20;
/** Time passes in such steps, between which people talk. */
const STEP_MS = 1000;
/** A fifth of the default rate: what may be sent at once is read in a fifth of the time. */
const RATE = '10';

describe('those who attack', () => {
  let server: TestServer;
  let ana: Party;
  let bob: Party;

  before(async () => {
    const limits = { limits: true, maxPerAddress: '256', rate: RATE, proxyFrom: proxies };
    server = await openServer({ ...limits, ...keys.options('localhost') });
    [ana, bob] = [await server.party('ana', 'json'), await server.party('bob', 'json')];
    for (const each of [ana, bob]) await each.ask({ cmd: 'join', rooms: ['#well'] });
  });

  for (const [name, { fate, places = Number.POSITIVE_INFINITY }] of Object.entries(attacks)) {
    it(`with ${name} get what SECURITY.md says, and people talk on`, async () => {
      const count = Number.isFinite(places) ? places + TOO_MANY : FEW;
      const all = Array.from({ length: count }, (_, n) => new Intruder(name, server.port, n));
      const isDone = (): boolean =>
        all.every((each) => fate.test(each.fate)) &&
        all.filter(({ isOver }) => !isOver).length <= places;
      await Promise.all(all.map((each) => each.come));
      do {
        for (const each of [ana, bob, ana]) await each.barrier();
        server.clock.pass(STEP_MS);
      } while (!isDone());
      await ana.ask({ cmd: 'say', text: name });
      await bob.barrier();
      expect(bob.texts('#well')).to.include(name);
      for (const each of all) each.end();
      await Promise.all(all.map((each) => each.gone));
    });
  }

  it('find their attack in SECURITY.md, with what happens', () => {
    const text = readFileSync(join(repository, 'SECURITY.md'), 'utf8');
    const entries = new Set(
      [...text.matchAll(/^- \*\*Somebody ([^*]+)\.\*\*/gm)].map(([, entry]) =>
        entry?.replace(/\s+/g, ' '),
      ),
    );
    expect(Object.values(attacks).filter(({ entry }) => !entries.has(entry))).to.deep.equal([]);
  });
});
