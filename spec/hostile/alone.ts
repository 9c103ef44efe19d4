/** Waits until nobody is left on a server: whoever was lost there before somebody else is gone no later than they. */
import { expect } from 'chai';
import { Party } from '../support/party.ts';

/** A bad disk refuses now and then. */
const MAX_TRIES = 1000;

export async function alone(port: number): Promise<void> {
  const [stays, goes] = [await inRoom(port), await inRoom(port)];
  goes.cut();
  await stays.until(/^\{"ev":"quit"/);
  stays.send('/who');
  const { people } = await stays.event('who');
  expect(people, 'who is there').to.have.length(1);
  await stays.close();
}

async function inRoom(port: number): Promise<Party> {
  // Without a nick of their own: a bad disk could refuse that.
  const party = await Party.connect(port, 'newcomer');
  await party.greet('json');
  for (let left = MAX_TRIES; ; left -= 1) {
    party.send('/join@come #alone');
    const answer = (await party.until(/^\{"ev":"(?:ok|error)","re":"come"/)).at(-1);
    if (answer?.startsWith('{"ev":"ok"')) return party;
    if (left === 0) throw new Error(`/join was refused ${MAX_TRIES} times`);
  }
}
