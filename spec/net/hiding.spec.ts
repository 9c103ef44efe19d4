/** Whoever ignores somebody hears what all others hear, but for the places of what those do. */
import { expect } from 'chai';
import { veiled } from '../../grammar/events/veil.ts';
import type { Event } from '../../grammar/events.ts';
import { Chance } from '../hostile/chance.ts';
import { type Party, seqsIn } from '../support/party.ts';
import { openNarrow, openServer, type TestServer } from '../support/server.ts';

const room = '#tea';
const rooms = '#tea,#cups';
const SEEDS = [1, 2, 3];
const MANY = 600;

/** What somebody may do, as lines; none of it goes to the one who does it alone. */
const deeds = [
  'tea?',
  '/me waves',
  '/react ^ +1',
  '/edit ^ coffee',
  '/delete ^ oh dear',
  '/topic tea at five',
  '/typing',
  '/away for tea',
  '/back',
  '/part #tea for now',
  '/join #tea',
  '/room #cups',
];

const isBobs = (event: Event): boolean =>
  ('from' in event && event.from === 'bob') || ('nick' in event && event.nick === 'bob');

const asHidden = (events: readonly Event[]): Event[] =>
  events.flatMap((event) => (isBobs(event) ? (veiled(event) ?? []) : event));

/** They have come into the room; what they hear from here on is what the room is told. */
async function comeIn(server: TestServer, name: string, ...lines: string[]): Promise<Party> {
  const party = await server.party(name, 'json');
  party.send([`/join ${rooms}`, ...lines].join('\n'));
  await party.rest();
  return party;
}

const behind = (party: Party, from: number): Event[] =>
  party.events.slice(from).filter(({ ev }) => ev !== 'ok');

describe('whoever ignores somebody', () => {
  for (const seed of SEEDS) {
    it(`hears what others hear, each at its place (${seed})`, async () => {
      const chance = new Chance(seed);
      const server = await openServer();
      const speakers = [await server.party('ann'), await server.party('bob')];
      for (const each of speakers) each.send(`/join ${rooms}\nhello`);
      for (const each of speakers) await each.rest();
      const witness = await comeIn(server, 'wim');
      const ear = await comeIn(server, 'eve', '/ignore bob');
      await witness.rest();
      const [said, heard] = [witness.events.length, ear.events.length];
      for (let n = 0; n < 60; n += 1) {
        for (const each of speakers) {
          const lines = Array.from({ length: chance.below(4) }, () => chance.pick(deeds));
          if (lines.length > 0) each.write(`${lines.join('\n')}\n`);
        }
        if (chance.oneIn(3)) for (const each of speakers) await each.rest();
      }
      for (const each of [...speakers, witness, ear]) await each.rest();
      const told = behind(witness, said);
      expect(told.filter(isBobs).length).to.be.greaterThan(20);
      expect(behind(ear, heard)).to.deep.equal(asHidden(told));
    });
  }

  it('hears no more of them, and misses nothing else, when it has to be fed from the log', async () => {
    const server = await openNarrow();
    const [ann, bob] = [await server.party('ann'), await server.party('bob')];
    for (const each of [ann, bob]) each.send(`/join ${room}`);
    const ear = await comeIn(server, 'eve', '/ignore bob');
    ear.stall();
    const line = `/msg ${room} ${'x'.repeat(4000)}\n`.repeat(50);
    for (let said = 0; said < MANY; said += 100) {
      for (const each of [ann, bob]) {
        each.write(line);
        await each.rest();
      }
    }
    const woken = ear.ask({ cmd: 'ping' });
    ear.wake();
    await woken;
    const { events } = ear;
    expect(events.filter(isBobs)).to.deep.equal([]);
    expect(events.filter(({ ev }) => ev === 'hidden')).to.have.length(MANY / 2);
    const all = events.filter(({ ev }) => ev === 'message' || ev === 'hidden');
    expect(all.map((event) => (event as { seq: number }).seq)).to.deep.equal(
      Array.from({ length: MANY }, (_, n) => n + 1),
    );
    expect(seqsIn(events)).to.have.length(MANY / 2);
  });
});
