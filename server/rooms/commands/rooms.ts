/** Lists rooms, the fullest first. A long look goes on in later turns, so that nobody waits for it. */
import { type RoomKey, roomKey } from '../../../grammar/names.ts';
import type { Act } from '../act.ts';
import { firstOf, MAX_LIST_LENGTH } from '../cutting.ts';
import { findsGlimpse } from '../logs/past.ts';
import type { Glimpse } from '../sleep/asleep-room.ts';
import type { Row } from './row.ts';

/** What has been looked at so far. A room whose rank changes meanwhile may be missed. */
interface Look {
  readonly matching: string | undefined;
  readonly rank: number;
  readonly found: readonly RoomKey[];
}

/** One look costs at most this much: a room costs 1, and more with a long topic. */
const MAX_LOOK = 2000;
/** This many characters of a topic cost 1. */
const CHARACTERS_PER_LOOK = 64;

export const rooms: Row<'rooms'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run: (act, { matching }) => lookForRooms(act, { matching, rank: 0, found: [] }),
  answered: { rooms: (act, { to }) => lookForRooms(act, to) },
};

/** Tells the rooms whose name or topic has `matching`, or all, as many as one line may hold; or asks to look on. */
function lookForRooms(act: Act, { matching, rank, found }: Look): void {
  const { world, person } = act;
  const { fullest } = world.rooms;
  const wanted = matching?.toLowerCase();
  const seen = new Set(found);
  let next = rank;
  let looked = 0;
  while (seen.size <= MAX_LIST_LENGTH && looked < MAX_LOOK) {
    const key = fullest.at(next);
    if (key === undefined) break;
    next += 1;
    const room = world.rooms.glimpseOf(key);
    if (room === undefined) continue;
    looked += 1 + Math.floor((room.topic?.text.length ?? 0) / CHARACTERS_PER_LOOK);
    const isWanted = wanted === undefined || describes(room, wanted);
    if (isWanted && findsGlimpse(person, room)) seen.add(key);
  }
  world.looked += looked;
  if (seen.size <= MAX_LIST_LENGTH && next < fullest.size) {
    return act.ask({ ask: 'rooms', matching, rank: next, found: [...seen] });
  }
  const all = [...seen]
    .flatMap((key) => world.rooms.glimpseOf(key) ?? [])
    .filter((room) => findsGlimpse(person, room))
    .sort((a, b) => b.count - a.count);
  const { list, ...more } = firstOf(all, ({ name, count, topic }) => ({
    room: name,
    count,
    ...(topic && { topic: topic.text }),
  }));
  act.show({ ev: 'rooms', rooms: list, ...more });
}

const describes = ({ name, topic }: Glimpse, wanted: string): boolean =>
  roomKey(name).includes(wanted) || (topic?.text.toLowerCase().includes(wanted) ?? false);
