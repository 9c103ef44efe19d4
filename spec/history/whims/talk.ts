/** What people say, and what they do with what was said. */

import type { Command } from '../../../grammar/ast.ts';
import { inSomeRoom, type Mention, type Mind, type Whim, type Whims } from './mind.ts';

const emojis = ['👍', '🎉', '+1', '👩‍🔧'];

/** Unlike all other texts, because of its tag; now and then of several lines, or long. */
function words({ chance }: Mind, tag: string): string {
  const more = chance.pick(['', '', ' tea?', ' größer als 日本 🙂', '\n  and a second line']);
  return `‹${tag}›${more}${chance.oneIn(40) ? ' long'.repeat(chance.below(700)) : ''}`;
}

const about =
  (which: 'own' | 'seen', make: (place: Mention, mind: Mind, tag: string) => Command): Whim =>
  (mind, tag) => {
    const { state, chance } = mind;
    const here = mind[which].filter(
      ({ target }) => target.startsWith('@') || state.rooms.includes(target),
    );
    return here.length === 0 ? undefined : make(chance.pick(here), mind, tag);
  };

export const talk: Whims = [
  [14, inSomeRoom((to, mind, tag) => ({ cmd: 'msg', to, text: words(mind, tag) }))],
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
  [
    3,
    ({ name, account }, tag) =>
      account === undefined ? { cmd: 'nick', nick: `${name}-${tag.split('.')[1]}` } : undefined,
  ],
  [2, (_, tag) => ({ cmd: 'away', text: `back after ${tag}` })],
  [2, ({ state }) => (state.away === undefined ? undefined : { cmd: 'back' })],
];
