/** Whom people ignore: what those do is not shown to them. */
import { veiledInLog } from '../../../grammar/events/veil.ts';
import type { Shown } from '../../../grammar/events.ts';
import type { Authored } from '../answers.ts';
import type { Effect } from '../effects.ts';
import type { SessionId } from '../world/ids.ts';
import type { Person } from '../world/state.ts';

/** `person` is not to be disturbed by what `author` does. */
export const ignores = ({ ignored }: Person, { identity }: Person): boolean =>
  ignored.has(identity);

/** What a session is told from here on hides whom its person ignores. */
export const hide = (who: SessionId, { ignored }: Person): Effect => ({
  do: 'hide',
  who,
  authors: new Set(ignored.keys()),
});

/** Events of a log as they are shown to a person. */
export const shownTo = ({ ignored }: Person, records: readonly Authored[]): Shown[] =>
  records.map(({ event, author }) => (ignored.has(author) ? veiledInLog(event) : event));
