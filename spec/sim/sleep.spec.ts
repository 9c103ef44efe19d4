/** Simulated lives in which everybody logs out again and again, so that accounts and rooms fall asleep, wake, and survive deaths. */
import { expect } from 'chai';
import { Sleepers } from '../../server/rooms/sleep/sleepers.ts';
import type { Decision } from './decisions.ts';
import { Fate } from './fate.ts';
import { playAlong, stories } from './play.ts';
import type { Town } from './town.ts';

const SEEDS = 20;
const KILLS = 15;
/** After so many decisions everybody goes, and the server is left alone for longer than it takes to fall asleep. */
const STRETCH = 25;
const LEFT_ALONE_MS = 200;

function* restless(town: Town, seed: number): Iterable<Decision> {
  let made = 0;
  for (const decision of new Fate(seed, town).until(KILLS)) {
    yield decision;
    made += 1;
    if (made % STRETCH > 0 || !town.host.isUp) continue;
    for (const [who, person] of town.people.entries()) {
      const { rooms, isAccount } = person.memory.state;
      const tag = person.freshTag;
      if (isAccount) yield { do: 'ask', who, command: { cmd: 'logout', tag } };
      else if (rooms.length > 0)
        yield { do: 'ask', who, command: { cmd: 'part', rooms: [...rooms], tag } };
    }
    yield { do: 'flow', rounds: 4 };
    yield { do: 'pass', ms: LEFT_ALONE_MS };
    yield { do: 'flow', rounds: 1 };
  }
}

/** How many have fallen asleep while this was done. */
async function laidWhile(work: () => Promise<void>): Promise<number> {
  let laid = 0;
  const { lay } = Sleepers.prototype;
  Sleepers.prototype.lay = function (...given) {
    laid += 1;
    lay.apply(this, given);
  };
  try {
    await work();
  } finally {
    Sleepers.prototype.lay = lay;
  }
  return laid;
}

describe('a simulated server on which everybody goes again and again', function () {
  this.timeout(120_000);

  it('loses, doubles, skips and mixes up nothing', async () => {
    const laid = await laidWhile(async () => {
      for (let seed = 1; seed <= SEEDS; seed += 1) {
        const life = await playAlong((town) => restless(town, seed));
        expect(stories(life, 3), `seed ${seed}`).to.deep.equal([]);
      }
    });
    expect(laid).to.be.greaterThan(10);
  });
});
