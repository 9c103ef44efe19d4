/** What an account has not read: how much of it there is, and who has called it. */
import { MAX_UNREAD_COUNTED } from '../../../grammar/commands/unread.ts';
import type { EventOf } from '../../../grammar/events.ts';
import type { Act } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import { MAX_LIST_LENGTH } from '../cutting.ts';
import { placeFor } from '../logs/pages.ts';
import { readableFrom } from '../logs/past.ts';
import type { QuestionOf } from '../questions.ts';
import type { Seq } from '../world/ids.ts';
import type { Person, Private, Room } from '../world/state.ts';
import { logsOf, readPlace } from './reads.ts';

/** Of a log, what an account has not read and may read comes after this. */
const unreadAfter = (person: Person, log: Room | Private): Seq =>
  Math.max(readPlace(person, log), readableFrom(person, log) - 1);

/** Asks for the counts of all logs that have something behind what was read. */
export function askUnread(act: Act): void {
  const { person } = act;
  const logs = logsOf(person).flatMap((log): QuestionOf<'unread'>['logs'] => {
    const after = unreadAfter(person, log);
    return log.fold.seq > after ? [[log.key, after]] : [];
  });
  act.ask({
    ask: 'unread',
    of: person.identity,
    logs: logs.slice(0, MAX_LIST_LENGTH),
    besides: [person.identity, ...person.ignored.keys()],
    most: MAX_UNREAD_COUNTED,
    isCut: logs.length > MAX_LIST_LENGTH,
  });
}

/** What was counted, of the logs that the account still has and may read so far back. */
export function unreadOf(
  act: Act,
  { to, counts }: AnswerTo<'unread'>,
): EventOf<'unread'> | undefined {
  const { person, world } = act;
  const logs = to.logs.flatMap(([key, after], n): EventOf<'unread'>['logs'] => {
    const log = world.log(key);
    const { unread = 0, mentions = 0 } = counts?.[n] ?? {};
    if (log === undefined || !hears(person, log) || unread === 0) return [];
    if (unreadAfter(person, log) > after) return [];
    return [
      {
        ...placeFor(act, log),
        read: readPlace(person, log),
        unread: Math.min(unread, to.most),
        ...(mentions > 0 && { mentions: Math.min(mentions, to.most) }),
        ...(unread > to.most && { more: true as const }),
      },
    ];
  });
  return counts && { ev: 'unread', logs, ...(to.isCut && { more: true }) };
}

const hears = ({ rooms, privates }: Person, log: Room | Private): boolean =>
  'name' in log ? rooms.has(log.key) : privates?.has(log.key) === true;
