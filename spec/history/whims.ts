/** What comes to somebody's mind: a random command that is valid for whoever is in this state and has seen this much. */
import type { Command } from '../../grammar/ast.ts';
import type { Chance } from '../hostile/chance.ts';
import type { State } from './state.ts';

/** A message that one can refer to. */
export interface Mention {
  readonly target: string;
  readonly seq: number;
}

/** What one may draw on. */
export interface Mind {
  readonly name: string;
  readonly chance: Chance;
  /** What the session will be when all that was asked is done. */
  readonly state: State;
  /** All rooms that there are. */
  readonly rooms: readonly string[];
  /** How far a log has been heard, if it has. */
  readonly cursor: (log: string) => number | undefined;
  /** What others are called at the moment. */
  readonly others: readonly string[];
  readonly privates: readonly string[];
  /** What it said itself and has not deleted. */
  readonly own: readonly Mention[];
  /** What was said by anybody in rooms where it is, or in private. */
  readonly seen: readonly Mention[];
}

type Whim = (mind: Mind, tag: string) => Command | undefined;

const emojis = ['👍', '🎉', '+1', '👩‍🔧'];

/** Unlike all other texts, because of its tag; now and then of several lines, or long. */
function words({ chance }: Mind, tag: string): string {
  const more = chance.pick(['', '', ' tea?', ' größer als 日本 🙂', '\n  and a second line']);
  return `‹${tag}›${more}${chance.oneIn(40) ? ' long'.repeat(chance.below(700)) : ''}`;
}

const inSomeRoom =
  (make: (room: string, mind: Mind, tag: string) => Command): Whim =>
  (mind, tag) => {
    const { rooms } = mind.state;
    return rooms.length === 0 ? undefined : make(mind.chance.pick(rooms), mind, tag);
  };

const about =
  (which: 'own' | 'seen', make: (place: Mention, mind: Mind, tag: string) => Command): Whim =>
  (mind, tag) => {
    const { state, chance } = mind;
    const here = mind[which].filter(
      ({ target }) => target.startsWith('@') || state.rooms.includes(target),
    );
    return here.length === 0 ? undefined : make(chance.pick(here), mind, tag);
  };

const whims: readonly (readonly [weight: number, whim: Whim])[] = [
  [24, inSomeRoom((to, mind, tag) => ({ cmd: 'msg', to, text: words(mind, tag) }))],
  [6, inSomeRoom((room, mind, tag) => ({ cmd: 'me', room, text: words(mind, tag) }))],
  [4, inSomeRoom((to, mind, tag) => ({ cmd: 'notice', to, text: words(mind, tag) }))],
  [4, inSomeRoom((room, _, tag) => ({ cmd: 'topic', room, text: `about ${tag}` }))],
  [2, inSomeRoom((room) => ({ cmd: 'part', rooms: [room], reason: 'for a while' }))],
  [2, inSomeRoom((room) => ({ cmd: 'room', room }))],
  [
    8,
    (mind, tag) =>
      mind.state.current === undefined ? undefined : { cmd: 'say', text: words(mind, tag) },
  ],
  [
    6,
    (mind) => {
      const room = mind.rooms.find((each) => !mind.state.rooms.includes(each));
      if (room === undefined) return undefined;
      const after = mind.cursor(room);
      return {
        cmd: 'join',
        rooms: [room],
        ...(after !== undefined && { cursors: { [room]: after } }),
      };
    },
  ],
  [
    10,
    (mind, tag) => {
      const { chance } = mind;
      const known = [...mind.others, ...mind.privates];
      if (known.length === 0) return undefined;
      const to = chance.pick(known);
      return { cmd: chance.oneIn(4) ? 'notice' : 'msg', to, text: words(mind, tag) };
    },
  ],
  [8, about('seen', (place, mind, tag) => ({ cmd: 'reply', ...place, text: words(mind, tag) }))],
  [8, about('own', (place, mind, tag) => ({ cmd: 'edit', ...place, text: words(mind, tag) }))],
  [4, about('own', (place, _, tag) => ({ cmd: 'delete', ...place, reason: `no ${tag}` }))],
  [
    8,
    about('seen', (place, { chance }) => ({ cmd: 'react', ...place, emoji: chance.pick(emojis) })),
  ],
  [
    3,
    about('seen', (place, { chance }) => ({
      cmd: 'unreact',
      ...place,
      emoji: chance.pick(emojis),
    })),
  ],
  [3, ({ name }, tag) => ({ cmd: 'nick', nick: `${name}-${tag.split('.')[1]}` })],
  [2, (_, tag) => ({ cmd: 'away', text: `back after ${tag}` })],
  [2, ({ state }) => (state.away === undefined ? undefined : { cmd: 'back' })],
];

/** Each as often as it weighs. */
const bag = whims.flatMap(([weight, make]) => Array<Whim>(weight).fill(make));

/** A command to give under `tag`. */
export function whim(mind: Mind, tag: string): Command & { tag: string } {
  for (;;) {
    const command = mind.chance.pick(bag)(mind, tag);
    if (command !== undefined) return { ...command, tag };
  }
}
