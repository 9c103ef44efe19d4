/** Servers that are broken on purpose in what they keep and show of rules: bans, mutes, acts of staff, and whom people ignore. */
import { Reminders } from '../../server/hub/reminders.ts';
import { Reader } from '../../server/net/reader.ts';
import type { RoomAbout } from '../../server/rooms/durable/kept.ts';
import type { KeptLog } from '../../server/store/store.ts';
import { type Broken, instead, withStore } from './breaking.ts';
import type { Between } from './host.ts';

export const brokenRules: readonly Broken[] = [
  {
    name: 'a store that forgets bans',
    found: /is in #\w+, and was banned by|speaks in #\w+, and has a ban/,
    life: 'bans.jsonl',
    between: withoutMeasures('ban'),
  },
  {
    name: 'a store that forgets mutes',
    found: /speaks in #\w+, and has a mute/,
    life: 'mutes.jsonl',
    between: withoutMeasures('mute'),
  },
  {
    name: 'somebody who stays when the exception is over by which they are there',
    found: /is in #\w+, and was banned by/,
    life: 'exception.jsonl',
    patch: instead(Reminders, 'set', () => (_, set, ms, due) => {
      if (due.due !== 'exception') set(ms, due);
    }),
  },
  {
    name: 'acts of staff that all are told of',
    found: /reads what staff did in/,
    life: 'staff.jsonl',
    patch: instead(Reader, 'tell', () => {
      const all = new Set<Reader>();
      return (reader, tell, event) => {
        tell(event);
        all.add(reader);
        if (event.ev === 'audit' && event.re !== undefined)
          for (const other of all) if (other !== reader) other.tell(withoutTag(event));
      };
    }),
  },
  {
    name: 'somebody ignored who is shown',
    found: /is shown \S+ \d+, by whom one ignores/,
    life: 'shown.jsonl',
    patch: instead(Reader, 'hide', () => () => {}),
  },
  {
    name: 'somebody hidden who is not ignored',
    found: /is not shown \S+ \d+, by whom/,
    life: 'hidden.jsonl',
    patch: instead(Reader, 'hide', () => {
      const all = new Set<string>();
      return (_, hide, authors) => {
        for (const author of authors) all.add(author);
        hide(new Set(all));
      };
    }),
  },
  {
    name: 'an account whose texts are left',
    found: /was to be deleted with its account/,
    life: 'texts.jsonl',
    between: withStore(() => ({ saidBy: async () => [] })),
  },
];

/** A store that has them no more after a restart. */
function withoutMeasures(does: 'ban' | 'mute'): Between {
  const without = ({ about, ...log }: KeptLog): KeptLog => {
    const { measures, ...rest } = (about ?? {}) as Partial<RoomAbout>;
    if (measures === undefined) return { ...log, about };
    return { ...log, about: { ...rest, measures: measures.filter((each) => each.does !== does) } };
  };
  return withStore((store) => ({
    async recall() {
      const kept = await store.recall();
      return { ...kept, logs: kept.logs.map(without) };
    },
  }));
}

const withoutTag = <T extends { re?: string }>({ re: _, ...event }: T): Omit<T, 're'> => event;
