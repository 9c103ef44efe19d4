/** The end of a simulated life: all goes well again, everybody comes home, and says what they see of the world. */

import type { Command } from '../../grammar/ast.ts';
import type { RegimeState } from '../../server/rooms/durable/kept.ts';
import type { Problem } from '../history/checks/deeds.ts';
import type { Person } from './person.ts';
import { ROOMS, type Town } from './town.ts';

/** So often time passes until everybody must have been answered. */
const MAX_WAITS = 60;
/** Whatever is tried again is tried again within so many milliseconds. */
const WAIT_MS = 1000;
/** As long as it takes until something is tried again that could not be erased. */
const ERASING_MS = 6000;
/** So many rounds without a pause are no rest. */
const MAX_ROUNDS = 60;

/** More events than any log has: only in the end so many are asked for. */
export const WHOLE_LOG = 500;

const present = ({ people }: Town): Person[] => people.filter(({ isOver }) => !isOver);

/** Everybody has been answered in the end, or it is a problem. */
export async function finish(town: Town): Promise<Problem[]> {
  const steps = [
    () => settle(town),
    () => each(town, comeHome),
    () => erase(town),
    // The world before a restart, and after it.
    () => each(town, names),
    async () => {
      await town.take({ do: 'kill' });
      return settle(town);
    },
    // The second answer comes after everything that was told to anybody before the first.
    () => each(town, () => [{ cmd: 'ping' }]),
    () => each(town, () => [{ cmd: 'ping' }]),
    () => each(town, () => [{ cmd: 'whoami' }]),
    () => each(town, names),
    () => each(town, unread),
    () => each(town, (person) => person.logs.map(history)),
  ];
  for (const step of steps) {
    const problems = await step();
    if (problems.length > 0) return problems;
  }
  await town.stop();
  return [];
}

/** Texts of deleted accounts go little by little. */
async function erase(town: Town): Promise<Problem[]> {
  for (let n = 0; n < MAX_WAITS && isErasing(town); n += 1) {
    await town.take({ do: 'pass', ms: ERASING_MS });
    const problems = await settle(town);
    if (problems.length > 0) return problems;
  }
  return [];
}

function isErasing({ host }: Town): boolean {
  const regime = host.disk.image.latest.kept().regime as RegimeState | undefined;
  return regime !== undefined && regime.erasing.length > 0;
}

const names = (): Command[] => ROOMS.map((room) => ({ cmd: 'names', room }));

/** Of those who are logged in. */
const unread = ({ intended }: Person): Command[] => (intended.isAccount ? [{ cmd: 'unread' }] : []);

const history = (target: string): Command => ({
  cmd: 'history',
  target,
  after: 0,
  limit: WHOLE_LOG,
});

/** Enters the rooms that they are not in, so that they hear the rest of their logs. */
function comeHome(person: Person): Command[] {
  return ROOMS.filter((room) => !person.intended.rooms.includes(room)).map((room) => {
    const seq = person.cursor(room);
    return {
      cmd: 'join',
      rooms: [room],
      ...(seq !== undefined && { cursors: { [room]: seq } }),
    };
  });
}

async function each(town: Town, ask: (person: Person) => Command[]): Promise<Problem[]> {
  for (const person of present(town))
    for (const command of ask(person)) person.ask({ ...command, tag: person.freshTag });

  return settle(town);
}

async function settle(town: Town): Promise<Problem[]> {
  for (let n = 0; n < MAX_WAITS; n += 1) {
    const isAtRest = await town.rest(MAX_ROUNDS);
    if (isAtRest && present(town).every(({ isLive, unanswered }) => isLive && unanswered === 0)) {
      for (const person of present(town)) person.settle();
      return [];
    }
    await town.take({ do: 'pass', ms: WAIT_MS });
  }
  return present(town)
    .filter(({ isLive, unanswered }) => !isLive || unanswered > 0)
    .map(({ name, isLive, waiting }) => ({
      text: isLive ? `is never answered: ${waiting}` : 'never gets in',
      who: name,
    }));
}
