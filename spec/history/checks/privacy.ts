/** What two people say to each other is told to the two of them, and to nobody else. */
import type { Event } from '../../../grammar/events.ts';
import { type Diary, isGuest } from '../diary.ts';
import type { Deed, Problem } from './deeds.ts';
import type { Durable } from './durability.ts';

export function checkPrivacy(
  diaries: readonly Diary[],
  deeds: readonly Deed[],
  durable: readonly Durable[],
): Problem[] {
  const pairs = pairsOf(durable);
  const identities = identitiesOf(deeds, durable);
  return diaries.flatMap(({ name: who, account, notes }) => {
    // A device whose session ends in the turn in which it logs in is kept by none of its own answers.
    const devices = diaries.filter((each) => account !== undefined && each.account === account);
    const named = [who, ...devices.map(({ name }) => name)];
    const own = new Set(named.flatMap((each) => [...(identities.get(each) ?? [])]));
    const greeted = new Set<unknown>();
    return notes.flatMap((note) => {
      if (note.on !== 'heard') return [];
      const { event, moment } = note;
      // Whoever logs out is given a nick, too.
      if (event.ev === 'welcome' || (event.ev === 'ok' && isGuest(event.nick ?? '')))
        greeted.add(event.nick);
      // As whom somebody is kept who has done nothing so far is not known.
      if (
        'to' in event &&
        'from' in event &&
        [event.to, event.from].some((each) => greeted.has(each))
      )
        return [];
      return privatesIn(event).flatMap((log) => {
        const pair = pairs.get(log);
        if (pair === undefined || own.size === 0 || pair.some((each) => own.has(each))) return [];
        return [
          { text: `is told what is not for them: ${JSON.stringify(event)}`, who, log, moment },
        ];
      });
    });
  });
}

/** Who is in each private log. */
function pairsOf(durable: readonly Durable[]): Map<string, readonly string[]> {
  const pairs = new Map<string, readonly string[]>();
  for (const { log, about } of durable.flatMap(({ turn }) => turn.entries)) {
    if (typeof about === 'object' && about !== null && 'pair' in about)
      pairs.set(log, about.pair as string[]);
  }
  return pairs;
}

/** As whom each person is kept, as far as their tags tell: another one for each session. */
function identitiesOf(
  deeds: readonly Deed[],
  durable: readonly Durable[],
): Map<string, Set<string>> {
  const persons = new Map(deeds.map(({ who, command }) => [command.tag, who]));
  const identities = new Map<string, Set<string>>();
  const add = (tag: string | undefined, identity: string): void => {
    const who = persons.get(tag ?? '');
    if (who !== undefined) identities.set(who, (identities.get(who) ?? new Set()).add(identity));
  };
  for (const { turn } of durable) {
    for (const { records } of turn.entries) for (const { tag, author } of records) add(tag, author);
    for (const { person, answers = [] } of turn.sessions)
      for (const { tag } of answers) add(tag, person);
  }
  return identities;
}

function privatesIn(event: Event): string[] {
  if (event.ev === 'search') return event.events.flatMap((each) => privatesIn(each));
  return 'log' in event && event.log !== undefined ? [event.log] : [];
}
