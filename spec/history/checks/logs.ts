/** Every log is dense, and every event in it is what exactly one acknowledged command asked for. */
import type { EventOf, Logged, Message } from '../../../grammar/events.ts';
import { consequencesOf, type IsConsequence } from './consequences.ts';
import { type Claims, type Deed, type Place, type Problem, place, placeOf } from './deeds.ts';

/** Each log as it reads at the end, by its name. */
export type Logs = ReadonlyMap<string, readonly Logged[]>;

/** One record, as it is in the file. */
export interface Row {
  readonly log: string;
  readonly seq: number;
  readonly author: string;
  readonly tag: string | undefined;
  readonly event: Logged;
}

export function checkLogs(
  logs: Logs,
  deeds: readonly Deed[],
  rows: readonly Row[] = [],
): { claims: Claims; problems: Problem[] } {
  const problems: Problem[] = [];
  const claims = new Map<string, Deed>();
  const tagged = new Map(rows.map((row) => [row.tag, row]));
  for (const deed of deeds) {
    const at = placeOf(deed) ?? perhapsAt(deed, tagged);
    if (at === undefined) continue;
    const about = { who: deed.who, tag: deed.command.tag, ...at };
    const event = logs.get(at.log)?.[at.seq - 1];
    const other = claims.get(place(at.log, at.seq));
    if (event === undefined) problems.push({ text: 'was acknowledged and is not there', ...about });
    else if (other !== undefined) {
      problems.push({
        text: `was acknowledged as the same event as ${other.command.tag}`,
        ...about,
      });
    } else if (!fits(event, deed)) {
      problems.push({ text: `was acknowledged, and is ${JSON.stringify(event)}`, ...about });
    }
    claims.set(place(at.log, at.seq), deed);
  }
  const isConsequence = consequencesOf(deeds, claims);
  for (const [log, events] of logs) {
    problems.push(
      ...unexpected(log, events, claims, isConsequence),
      ...uneven(log, events),
      ...untrue(log, events),
      ...unset(log, events),
    );
  }
  return { claims, problems: [...problems, ...disordered(deeds)] };
}

/** What is in doubt is done when the store says so. */
function perhapsAt(deed: Deed, tagged: ReadonlyMap<unknown, Row>): Place | undefined {
  return deed.dropped === 'in doubt' ? tagged.get(deed.command.tag) : undefined;
}

/** Is this what the command asked for? A text may have been replaced since. */
function fits(event: Logged, { command }: Deed): boolean {
  switch (command.cmd) {
    case 'say':
    case 'msg':
      return says(event, 'say', command.text);
    case 'me':
      return says(event, 'action', command.text);
    case 'notice':
      return says(event, 'notice', command.text);
    case 'reply':
      return says(event, 'say', command.text) && event.of === command.seq;
    case 'topic':
      return event.ev === 'topic' && event.text === command.text;
    case 'role':
      return event.ev === 'role' && event.nick === command.nick && event.role === command.role;
    case 'set':
      return event.ev === 'setting' && event.name === command.name && event.value === command.value;
    case 'kick':
      return event.ev === 'kicked' && event.nick === command.nick;
    case 'ban':
      return event.ev === 'banned' && event.who === command.who;
    case 'mute':
      return event.ev === 'muted' && event.who === command.who;
    case 'allow':
      return event.ev === 'allowed' && event.who === command.who;
    case 'disallow':
      return event.ev === 'lifted' && event.measure === 'allow';
    case 'unban':
      return event.ev === 'lifted' && event.measure === 'ban';
    case 'unmute':
      return event.ev === 'lifted' && event.measure === 'mute';
    case 'undo':
      return isOpposite(event);
    case 'invite':
      return event.ev === 'invited' && event.nick === command.nick;
    case 'edit':
      if (event.ev !== 'edit' || event.of !== command.seq) return false;
      return event.text === undefined || event.text === command.text;
    case 'delete':
      if (event.ev !== 'delete' || event.of !== command.seq) return false;
      return event.reason === command.reason;
    case 'react':
    case 'unreact':
      if (event.ev !== command.cmd || event.of !== command.seq) return false;
      return event.emoji === command.emoji;
    default:
      return false;
  }
}

/** What an act is taken back by. */
const isOpposite = ({ ev }: Logged): boolean =>
  ['lifted', 'banned', 'muted', 'allowed', 'role', 'setting', 'invited'].includes(ev);

function says(event: Logged, kind: Message['kind'], text: string): event is Message {
  if (event.ev !== 'message' || event.kind !== kind) return false;
  return event.text === text || event.edited !== undefined || event.deleted !== undefined;
}

/** What nobody was told to have done: it was done twice, or done and refused. */
function unexpected(
  log: string,
  events: readonly Logged[],
  claims: Claims,
  isConsequence: IsConsequence,
): Problem[] {
  return events
    .filter(({ seq }, at) => !claims.has(place(log, seq)) && !isConsequence(log, events, at))
    .map((event) => ({
      text: `nobody has the acknowledgement of ${JSON.stringify(event)}`,
      log,
      seq: event.seq,
    }));
}

/** A log counts 1, 2, 3, and its time never goes backwards. */
function uneven(log: string, events: readonly Logged[]): Problem[] {
  return events.flatMap(({ seq, at }, index) => {
    if (seq !== index + 1) return [{ text: `has ${seq} where ${index + 1} should be`, log, seq }];
    const before = events[index - 1];
    if (before === undefined || before.at <= at) return [];
    return [{ text: `goes back in time, from ${before.at} to ${at}`, log, seq }];
  });
}

/** Messages read as their edits and deletions say, and no older words are left. */
export function untrue(log: string, events: readonly Logged[]): Problem[] {
  const changes = Map.groupBy(events.filter(isChange), ({ of }) => of);
  return events.flatMap((event) => {
    if (event.ev !== 'message') return [];
    const { seq, text, edited, deleted } = event;
    const later = changes.get(seq) ?? [];
    const edits = later.filter((change) => change.ev === 'edit');
    const deletion = later.find((change) => change.ev === 'delete');
    const latest = deletion === undefined ? edits.at(-1) : undefined;
    const isTrue =
      deleted === deletion?.seq &&
      edited === latest?.seq &&
      (deletion === undefined || text === '') &&
      (latest === undefined || text === latest.text) &&
      edits.every((edit) => edit === latest || edit.text === undefined);
    if (isTrue) return [];
    const all = JSON.stringify([event, ...later]);
    return [{ text: `a message does not read as was asked: ${all}`, log, seq }];
  });
}

const sets = { ban: 'banned', mute: 'muted', allow: 'allowed' } as const;

/** What is lifted was set before, about the same person, by whatever nick they are called since. */
const unset = (log: string, events: readonly Logged[]): Problem[] =>
  events.flatMap((event) => {
    if (event.ev !== 'lifted') return [];
    const { measure, of, seq, who } = event;
    const set = events[of - 1];
    if (set?.ev === sets[measure] && set.who === who) return [];
    return [{ text: `lifts ${JSON.stringify(set)} by ${JSON.stringify(event)}`, log, seq }];
  });

const isChange = (event: Logged): event is EventOf<'edit'> | EventOf<'delete'> =>
  event.ev === 'edit' || event.ev === 'delete';

/**
 * What one person said in one log stands in the order in which it was sent. What was sent again may have been refused at first, and nobody
 * was there to hear it: then it stands where it was done.
 */
function disordered(deeds: readonly Deed[]): Problem[] {
  const latest = new Map<string, number>();
  return deeds.flatMap((deed) => {
    const { who, command, answers } = deed;
    const at = answers[0]?.ev === 'ok' ? placeOf(deed) : undefined;
    if (at === undefined) return [];
    const before = latest.get(`${who} ${at.log}`) ?? 0;
    if (deed.sent === 1) latest.set(`${who} ${at.log}`, Math.max(before, at.seq));
    if (before < at.seq) return [];
    return [
      { text: `stands before ${before}, which was sent earlier`, who, tag: command.tag, ...at },
    ];
  });
}
