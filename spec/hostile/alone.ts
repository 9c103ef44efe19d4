/** Waits until nobody is left on a server: a newcomer is served, and sees the others go as their grace ends. */
import { expect } from 'chai';
import { Party } from '../support/party.ts';

/** How often, and how many times, it is asked who is there: a minute in all. */
const LOOK_INTERVAL_MS = 50;
const MAX_LOOKS = 1200;

export async function alone(port: number): Promise<void> {
  // Without a nick of its own: a bad disk could refuse that.
  const newcomer = await Party.connect(port, 'newcomer');
  await newcomer.greet('json');
  for (let left = MAX_LOOKS; ; left -= 1) {
    newcomer.send('/who');
    const { people } = await newcomer.event('who');
    if (people.length === 1) break;
    if (left === 0) expect(people, 'who is there').to.have.length(1);
    await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL_MS));
  }
  await newcomer.close();
}
