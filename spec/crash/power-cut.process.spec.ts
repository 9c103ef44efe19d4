/** The power of a machine is cut while people talk: nothing that was acknowledged is lost. */
import { expect } from 'chai';
import { open } from '../store/directories.ts';
import { Party } from '../support/party.ts';
import { seedOfThisRun } from '../support/seed.ts';
import { openServer } from '../support/server.ts';
import { type Cut, cuts, faultsAfter, onDisk } from './power/cuts.ts';
import type { Promised } from './power/promises.ts';
import { discard, obstacle, type Recording, record } from './power/recording.ts';

/** Of each recording, once with what was synced alone and once with parts of the rest. */
const PLACES = 60;

const seed = seedOfThisRun();
const repeatable = `(PARLANCE_SEED=${seed} tries it again)`;
const why = obstacle();

describe(`a power cut${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  let recording: Recording;

  before(async function () {
    if (why !== undefined) this.skip();
    recording = await record('full');
  });
  after(() => recording && discard(recording));

  it(`loses nothing that was acknowledged, wherever it comes ${repeatable}`, async () => {
    const all = cuts(recording, PLACES, 'all', seed);
    expect(await faultsAfter(recording, all)).to.deep.equal([]);
  });

  it(`loses nothing when parts of what was not synced are there ${repeatable}`, async () => {
    const all = cuts(recording, PLACES, 'some', seed + 1);
    expect(await faultsAfter(recording, all)).to.deep.equal([]);
  });

  it('leaves a disk on which a server starts, and people come back to what they heard', async () => {
    const late = [...cuts(recording, 24, 'some', seed)].filter(({ promised }) =>
      promised.some(isSaid),
    );
    for (const cut of late.slice(-2)) {
      const heard = await onDisk(recording, cut, (data) => comeBack(data, cut));
      const told = cut.promised.filter(isSaid).map(({ event }) => event.seq);
      expect(heard, `after ${cut.after} steps`).to.include.members(told);
    }
  });

  it('loses what was acknowledged where commits do not wait for the disk: it would be found', async () => {
    const relaxed = await record('relaxed');
    const faults = await faultsAfter(relaxed, cuts(relaxed, 20, 'all', seed));
    discard(relaxed);
    expect(faults.join('\n')).to.match(/was told, and is lost: \{"is":"event"/);
  });
});

const isSaid = (each: Promised): each is Promised & { is: 'event' } =>
  each.is === 'event' && 'room' in each.event && each.event.room === '#tea';

const isAna = (each: Promised): each is Promised & { is: 'nick' } =>
  each.is === 'nick' && each.nick === 'ana';

/** Somebody resumes the first session that there was, and reads #tea. */
async function comeBack(data: string, { promised }: Cut): Promise<number[]> {
  const server = await openServer({}, await open(data));
  const person = await Party.connect(server.port, 'ana');
  await person.greet('json');
  for (const each of promised) if (isAna(each)) person.send(`/resume ${each.token}`);
  person.send('/history #tea limit=500');
  const lines = await person.rest();
  await person.close();
  await server.close();
  const page = lines.find((line) => line.startsWith('{"ev":"history"')) ?? '{"events":[]}';
  const { events } = JSON.parse(page) as { events: { seq: number }[] };
  return events.map(({ seq }) => seq);
}
