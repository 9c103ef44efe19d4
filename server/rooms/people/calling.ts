/** Whom messages call: accounts in a room, by their nick, as it is when the message is said or edited. */
import type { Logged } from '../../../grammar/events.ts';
import { allCalledIn } from '../../../grammar/mention.ts';
import type { Called } from '../answers.ts';
import type { Identity } from '../world/ids.ts';
import type { Private, Room } from '../world/state.ts';
import type { World } from '../world/world.ts';

/** Whom these events of a room call, where that is new: one that is edited may call nobody any more, and a deleted one does. */
export function callsOf(
  world: World,
  log: Room | Private,
  author: Identity,
  { event, amended = [] }: { readonly event: Logged; readonly amended: Logged[] | undefined },
): readonly Called[] | undefined {
  if ('pair' in log || world.persons.accounts === 0) return undefined;
  const now = event.ev === 'message' ? accountsCalled(world, log, author, event.text) : [];
  const calls: Called[] = now.length > 0 ? [{ seq: event.seq, who: now }] : [];
  for (const each of amended) {
    if (each.ev !== 'message') continue;
    const who = each.deleted === undefined ? accountsCalled(world, log, author, each.text) : [];
    calls.push({ seq: each.seq, who });
  }
  return calls.length > 0 ? calls : undefined;
}

/** The accounts in a room that a text of somebody else calls. */
function accountsCalled(
  { persons }: World,
  { stays }: Room,
  author: Identity,
  text: string,
): Identity[] {
  const isThere = (who: Identity): boolean =>
    who !== author && stays.has(who) && persons.isAccount(who);
  const called = allCalledIn(text, (nick) => {
    const who = persons.nicks.get(nick);
    return who !== undefined && isThere(who) ? who : undefined;
  });
  return [...called];
}
