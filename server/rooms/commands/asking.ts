/** Questions whose answers only the asker gets. */
import type { Definition } from '../../../grammar/commands/command.ts';
import { commands } from '../../../grammar/commands/index.ts';
import type { EventOf } from '../../../grammar/events.ts';
import { fault } from '../../../grammar/faults.ts';
import { meantBy, namesOf } from '../../../grammar/meant.ts';
import { iso } from '../act.ts';
import { anyRoom, called } from '../lookup.ts';
import { lookForRooms } from '../room-list.ts';
import { whoAmI, whoIs, whoIsThere } from '../views.ts';
import type { Row } from './row.ts';

export const names: Row<'names'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act, { room: name }) {
    const room = anyRoom(act, name);
    if (room) act.showRoom('names', room);
  },
};

export const rooms: Row<'rooms'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act, { matching }) {
    lookForRooms(act, { matching, place: 0, found: [] });
  },
};

export const who: Row<'who'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act, { room: name }) {
    const room = name === undefined ? undefined : anyRoom(act, name);
    if (name !== undefined && room === undefined) return;
    act.answer(whoIsThere(act.world, room));
    act.queried('who');
  },
};

export const whois: Row<'whois'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act, { nick }) {
    const person = called(act, nick);
    if (person === undefined) return;
    act.answer(whoIs(person, iso(person.since)));
    act.queried('whois');
  },
};

export const whoami: Row<'whoami'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act) {
    act.answer(whoAmI(act.session));
    act.queried('whoami');
  },
};

/** A barrier: what the hub writes for it leaves after all that came before. */
export const ping: Row<'ping'> = {
  nature: { asks: 'line' },
  needs: 'nothing',
  run: (act) => void act.ok('ping'),
};

export const motd: Row<'motd'> = {
  nature: { asks: 'line' },
  needs: 'nothing',
  run(act) {
    act.answer({ ev: 'motd', text: act.world.settings.motd });
    act.queried('motd');
  },
};

export const help: Row<'help'> = {
  nature: { asks: 'line' },
  needs: 'nothing',
  run(act, { about }) {
    if (about === undefined) act.answer({ ev: 'help', commands: all.map(entry) });
    else {
      const page = pageOf(about.replace(/^\//, '').toLowerCase());
      if (page === undefined) {
        return act.refuse(fault('no_such_topic', { about, near: meantBy(about, known) }));
      }
      act.answer({ ev: 'help', commands: [page] });
    }
    act.queried('help');
  },
};

const all = Object.values<Definition>(commands);
const known = namesOf(all);

type Entry = EventOf<'help'>['commands'][number];

const entry = ({ usage, summary, short }: Definition): Entry => ({
  usage,
  summary,
  ...(short && { short: [...short] }),
});

function pageOf(word: string): Entry | undefined {
  const found = all.find(({ name, short }) => name === word || short?.includes(word));
  return found && { ...entry(found), about: found.about, examples: [...found.examples] };
}
