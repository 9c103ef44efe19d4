/** Events that nobody asked for by themselves: they follow from something else that was done. */
import type { Logged } from '../../../grammar/events.ts';
import { type Claims, type Deed, done, place } from './deeds.ts';

/** Whether the event at that place of a log follows from another one, or from what became of an account. */
export type IsConsequence = (log: string, events: readonly Logged[], place: number) => boolean;

export function consequencesOf(deeds: readonly Deed[], claims: Claims): IsConsequence {
  const perhaps = deeds.filter((deed) => done(deed) !== undefined || deed.dropped === 'in doubt');
  const accounts = new Set(
    perhaps.flatMap(({ command }) => (command.cmd === 'login' ? [command.nick] : [])),
  );
  const erased = new Set<string | undefined>(
    perhaps.flatMap(({ command, account }) =>
      command.cmd === 'account' && command.texts ? [account] : [],
    ),
  );
  return (log, events, at) => {
    const event = events[at];
    if (event?.ev === 'kicked') return followsBan(events, at);
    // What a guest was in a room is the account's to which it has logged in.
    if (event?.ev === 'role') return accounts.has(event.nick) && event.from !== event.nick;
    return event?.ev === 'delete' && erased.has(claims.get(place(log, event.of))?.account);
  };
}

/** Whoever is put out by a ban is so at once. */
function followsBan(events: readonly Logged[], at: number): boolean {
  const cause = events.findLast(({ ev }, n) => n < at && ev !== 'kicked');
  const event = events[at];
  return cause?.ev === 'banned' && cause.from === event?.from && cause.at === event.at;
}
