/** Bans, mutes and exceptions as people read of them: what there is, and whom one would hit. */
import type { EventOf } from '../events.ts';
import { measureNames } from '../measures.ts';
import { isServer } from '../names.ts';
import { because, noted, people, placeOf, plural } from './phrases.ts';

/** How many there are, and then each with its number. */
export function bansOf(
  { room, bans, more }: EventOf<'bans'>,
  time: (at: string) => string,
): { heading: string; list: { name: string; about: string }[] } {
  const count = plural(bans.length, 'ban, mute or exception', 'bans, mutes and exceptions');
  return {
    heading:
      bans.length === 0
        ? `${isServer(room) ? 'This server' : room} has no bans, mutes or exceptions`
        : `${count} ${placeOf(room)}${more ? ` (more: /bans ${room} after=${bans.at(-1)?.seq})` : ''}`,
    list: bans.map(({ seq, does, who = 'an address', from, at, until, reason }) => {
      const what = `${measureNames[does]} of ${who}`;
      const about = noted(what, from, time(at), until !== undefined && `until ${time(until)}`);
      return { name: String(seq), about: `${about}${because(reason)}` };
    }),
  };
}

/** `/ban spam* would hit, of those in #tea, 2 people: spam1, spam2`. */
export function hitsOf({
  room,
  does,
  who,
  count,
  people: hit,
  more,
  spared,
}: EventOf<'hits'>): string {
  const others = more ? ' … and others' : '';
  const whom = count === 0 ? 'nobody' : `${people(count)}: ${hit.join(', ')}${others}`;
  const staff = spared === undefined ? '' : `; not, as they are staff: ${spared.join(', ')}`;
  return `/${does} ${isServer(room) ? '* ' : ''}${who} would hit, of those ${placeOf(room)}, ${whom}${staff}`;
}
