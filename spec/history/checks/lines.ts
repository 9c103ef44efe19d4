/** Whoever listens in `plain` sees nothing that is not durable yet, nothing that was said to others in private, and nothing twice. */
import type { Moment } from '../diary.ts';
import type { Problem } from './deeds.ts';
import type { Durable, People } from './people.ts';
import { pairsOf } from './privacy.ts';

export interface Line {
  /** Another number for each connection. */
  readonly connection: number;
  /** When it was handed to the network. */
  readonly told: Moment;
  readonly text: string;
}

/** Each text has a mark that no other one has: the tag with which it was said. */
const mark = /‹([^›]+)›/gu;
/** How a session's token is told. */
const token = /lost: \/resume (\S+)$/;

export function checkLines(
  lines: readonly Line[],
  durable: readonly Durable[],
  people: People,
): Problem[] {
  const pairs = pairsOf(durable);
  const persons = new Set(lines.flatMap(({ text }) => people.personsBy(token.exec(text)?.[1])));
  const said = new Map<string, { moment: Moment; log: string }>();
  for (const { moment, turn } of durable) {
    for (const { log, records } of turn.entries)
      for (const { tag } of records) if (tag !== undefined) said.set(tag, { moment, log });
  }
  const seen = new Set<string>();
  return lines.flatMap(({ connection, told, text }) =>
    [...text.matchAll(mark)].flatMap(([, tag = '']) => {
      const problem = (what: string): Problem[] => [
        { text: `a listener sees ${what}: ${text}`, tag },
      ];
      const record = said.get(tag);
      if (record === undefined || record.moment >= told) return problem('what is not durable');
      if (pairs.get(record.log)?.every((identity) => !persons.has(identity)))
        return problem('what was said in private');
      const here = `${connection} ${text}`;
      if (seen.has(here)) return problem('something twice');
      seen.add(here);
      return [];
    }),
  );
}
