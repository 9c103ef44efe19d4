/** Whoever ignores somebody is not shown what they say, on any device; and is shown all the rest. */
import type { Event } from '../../../grammar/events.ts';
import { type Diary, logged, logOf, type Moment, type Note } from '../diary.ts';
import { type Problem, place } from './deeds.ts';
import type { Durable } from './durability.ts';
import type { Row } from './logs.ts';
import type { People } from './people.ts';

export function checkIgnoring(
  diaries: readonly Diary[],
  people: People,
  rows: readonly Row[],
  durable: readonly Durable[],
): Problem[] {
  const authors = new Map(rows.map(({ log, seq, author }) => [place(log, seq), author]));
  const persons = personsOf(durable);
  return diaries.flatMap(({ name: who, notes }) => {
    const known = identities(notes, persons);
    let opened: Moment = 0;
    return notes.flatMap((note): Problem[] => {
      if (note.on === 'open') opened = note.moment;
      if (note.on !== 'heard' || note.told === undefined) return [];
      const at = placeIn(note.event);
      const identity = known(note.moment);
      const author = at && authors.get(at.key);
      if (at === undefined || identity === undefined || author === undefined) return [];
      const states = people.between(identity, opened, note.told);
      // They are somebody else by then.
      if (states.length === 0) return [];
      const problem = (text: string): Problem[] => [{ text, who, moment: note.moment }];
      const ignores = states.map(({ ignored = [] }) => ignored.some(([each]) => each === author));
      if (at.isHidden)
        return ignores.includes(true)
          ? []
          : problem(`is not shown ${at.key}, by whom one does not ignore`);
      return ignores.includes(false) ? [] : problem(`is shown ${at.key}, by whom one ignores`);
    });
  });
}

/** Where a message stands, or what is hidden. */
function placeIn(event: Event): { key: string; isHidden: boolean } | undefined {
  if (event.ev === 'hidden')
    return { key: place(event.room ?? event.log ?? '', event.seq), isHidden: true };
  const entry = event.ev === 'message' ? logged(event) : undefined;
  return entry && { key: place(logOf(entry), entry.seq), isHidden: false };
}

/** As whom each tag was answered. */
function personsOf(durable: readonly Durable[]): Map<string, string> {
  const persons = new Map<string, string>();
  for (const { turn } of durable) {
    for (const { records } of turn.entries)
      for (const { tag, author } of records) if (tag !== undefined) persons.set(tag, author);
    // Answers are stored once more when a session is somebody else's.
    for (const { person, answers = [] } of turn.sessions)
      for (const { tag } of answers) if (!persons.has(tag)) persons.set(tag, person);
  }
  return persons;
}

/** Who somebody was at a moment: sure when they were the same at the answers before and behind it. */
function identities(
  notes: readonly Note[],
  persons: ReadonlyMap<string, string>,
): (moment: Moment) => string | undefined {
  // What is answered once more may have been asked by another one.
  const again = new Set(
    notes.flatMap((note) => (note.on === 'sent' && note.again ? [note.command.tag] : [])),
  );
  const answers = notes.flatMap((note) => {
    if (note.on !== 'heard' || note.event.ev !== 'ok' || again.has(note.event.re ?? '')) return [];
    const identity = persons.get(note.event.re ?? '');
    return identity === undefined ? [] : [{ moment: note.moment, identity }];
  });
  return (moment) => {
    const next = answers.findIndex((each) => each.moment > moment);
    const [before, after] = [answers[next - 1]?.identity, answers[next]?.identity];
    return before === after ? before : undefined;
  };
}
