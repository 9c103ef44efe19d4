/** Lives of simulated servers with fixed seeds, as the suite plays them: some in each file, so that the files are played at the same time. */
import { expect } from 'chai';
import { playSeed, stories } from './play.ts';

/** How often the server dies in each life. */
const KILLS = 50;

/** Plays the lives of these seeds, the last one included. */
export function lives(first: number, last: number): void {
  describe('a simulated server', function () {
    this.timeout(600_000);

    it(`loses, doubles, skips and mixes up nothing in the lives ${first} to ${last}, whenever it dies`, async () => {
      let kills = 0;
      for (let seed = first; seed <= last; seed += 1) {
        const life = await playSeed(seed, KILLS);
        kills += life.kills;
        expect(stories(life, 3), `npm run sim -- --seed ${seed}`).to.deep.equal([]);
      }
      expect(kills).to.be.at.least(KILLS * (last - first + 1));
    });
  });
}
