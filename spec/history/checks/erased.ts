/** Of whoever has deleted an account with all texts none is left in the end. */
import type { Deed, Problem } from './deeds.ts';
import { done } from './deeds.ts';
import type { Row } from './logs.ts';
import type { Durable } from './people.ts';

export function checkErased(
  rows: readonly Row[],
  deeds: readonly Deed[],
  durable: readonly Durable[],
): Problem[] {
  const erased = new Set(
    durable.flatMap(({ turn: { regime } }) => (regime as { erasing?: string[] })?.erasing ?? []),
  );
  // What nobody can read any more goes by and by.
  const forgotten = new Set<string>(durable.flatMap(({ turn }) => turn.forgotten ?? []));
  const left = rows.flatMap(({ author, event, log, seq }) =>
    erased.has(author) && !forgotten.has(log) && event.ev === 'message' && event.text !== ''
      ? [{ text: `was to be deleted with its account: ${JSON.stringify(event)}`, log, seq }]
      : [],
  );
  const asked = deeds.filter(
    ({ command: { cmd, ...given } }) => cmd === 'account' && 'texts' in given,
  );
  const isForgotten = erased.size === 0 && asked.some((deed) => done(deed) !== undefined);
  return isForgotten ? [...left, { text: 'deletes no texts of an account' }] : left;
}
