/** Takes back what could not be committed: logs and sessions are as they were told, and who acted hears that it failed. */
import type { Event, EventOf } from '../../grammar/events.ts';
import { fault } from '../../grammar/faults.ts';
import { isPrivateKey, type LogKey, nickKey, roomKey } from '../../grammar/names.ts';
import { refusal } from './act.ts';
import type { Effect, SessionId } from './effects.ts';
import type { Fold } from './fold.ts';
import type { SessionState } from './kept.ts';
import { resetTo } from './restore.ts';
import { roomState, whoAmI, whoIsThere } from './views.ts';
import type { Private, World } from './world.ts';

/** One input's effects, held until they may be performed, and whose command it was. */
export interface Deed {
  readonly session: SessionId | undefined;
  readonly tag: string | undefined;
  effects: Effect[];
}

/** What has to be put back, as it was before the first change that failed. */
interface Undone {
  readonly logs: Map<LogKey, Fold>;
  readonly sessions: Map<SessionId, SessionState>;
}

/**
 * Changes `failed`, the deeds of a turn that could not be committed, and `later`, what was decided since, in order: so
 * that nothing in them rests on the changes of the failed turn. Those of `later` that do not rest on it stand.
 */
export function withdraw(world: World, failed: readonly Deed[], later: readonly Deed[]): void {
  const undone: Undone = { logs: new Map(), sessions: new Map() };
  const withdrawn = new Set<Deed>();
  for (const deed of failed) if (changes(deed)) undo(deed, undone, withdrawn);
  for (const deed of later) {
    if (changes(deed) && restsOn(deed, undone)) undo(deed, undone, withdrawn);
  }
  const nicks = putBack(world, withdrawn, undone);
  const lost = new Set<string>();
  for (const deed of [...failed, ...later]) {
    if (withdrawn.has(deed)) refuse(world, deed, lost);
    else deed.effects = deed.effects.map((effect) => correct(world, effect, undone, lost));
  }
  const [first] = withdrawn;
  for (const nick of nicks) first?.effects.push({ do: 'release', nick });
}

const changes = ({ effects }: Deed): boolean =>
  effects.some(({ do: what }) => what === 'record' || what === 'keep');

function restsOn({ session, effects }: Deed, { logs, sessions }: Undone): boolean {
  if (session !== undefined && sessions.has(session)) return true;
  return effects.some((effect) => {
    if (effect.do === 'record') return logs.has(effect.log);
    return effect.do === 'keep' && sessions.has(effect.who);
  });
}

function undo(deed: Deed, { logs, sessions }: Undone, withdrawn: Set<Deed>): void {
  withdrawn.add(deed);
  for (const effect of deed.effects) {
    if (effect.do === 'record') {
      if (!logs.has(effect.log)) logs.set(effect.log, effect.before);
    } else if (effect.do === 'keep') {
      if (!sessions.has(effect.who)) sessions.set(effect.who, effect.before);
    }
  }
}

/** Returns the nicks that were claimed in vain. */
function putBack(world: World, withdrawn: ReadonlySet<Deed>, undone: Undone): Iterable<string> {
  const nicks = new Map<string, string>();
  for (const { effects } of withdrawn) {
    for (const effect of effects) {
      if (effect.do === 'keep') nicks.set(nickKey(effect.state.nick), effect.state.nick);
    }
  }
  for (const [id, state] of undone.sessions) {
    const session = world.sessions.get(id);
    if (session) resetTo(world, session, state);
    nicks.delete(nickKey(state.nick));
  }
  for (const [key, fold] of undone.logs) {
    const log = world.log(key);
    if (log === undefined) continue;
    log.fold = fold;
    if ('name' in log) world.forgetIfUnused(log);
    else rewind(world, log);
  }
  world.touched.clear();
  return nicks.values();
}

/** Where a private log stood when a connection began can't be beyond its end. */
function rewind(world: World, { key, pair, fold }: Private): void {
  for (const identity of pair) {
    const privates = world.identities.get(identity)?.privates;
    const stood = privates?.get(key);
    if (stood !== undefined && stood > fold.seq) privates?.set(key, fold.seq);
  }
}

/** What a withdrawn deed comes to: what the world does not take back, and the error for whoever did it. */
function refuse(world: World, deed: Deed, lost: Set<string>): void {
  const { session, tag } = deed;
  const mine = session === undefined ? undefined : world.sessions.get(session);
  if (tag !== undefined) {
    lost.add(`${session} ${tag}`);
    mine?.answers?.delete(tag);
  }
  const stands = deed.effects.filter((effect) => isStanding(world, effect));
  const error = refusal(fault('store_unavailable'), tag);
  deed.effects =
    session === undefined ? stands : [...stands, { do: 'tell', to: session, event: error }];
}

/** What is asked is answered and what was to be remembered is due; private logs that were let go of are gone. */
function isStanding(world: World, effect: Effect): boolean {
  if (stays.has(effect.do)) return true;
  if (effect.do !== 'leave' || !isPrivateKey(effect.log)) return false;
  return !world.sessions.get(effect.who)?.privates?.has(effect.log);
}

const stays: ReadonlySet<Effect['do']> = new Set(['ask', 'remind', 'forget', 'drop']);

function correct(world: World, effect: Effect, undone: Undone, lost: ReadonlySet<string>): Effect {
  if (effect.do === 'enter') {
    const end = undone.logs.get(effect.log)?.seq ?? effect.seq;
    return effect.seq > end ? { ...effect, seq: end } : effect;
  }
  if (effect.do !== 'tell') return effect;
  const { event, to } = effect;
  if (event.ev === 'ok') {
    if (event.re === undefined || !lost.has(`${to} ${event.re}`)) return effect;
    return { ...effect, event: refusal(fault('store_unavailable'), event.re) };
  }
  return { ...effect, event: retold(world, event, to, undone) };
}

/** A list that was made of the world says what the world is now. */
function retold(world: World, event: Event, to: SessionId, { logs, sessions }: Undone): Event {
  switch (event.ev) {
    case 'room':
      return roomRetold(world, event, logs);
    case 'rooms':
      return { ...event, rooms: event.rooms.map((each) => listedRetold(world, each, logs)) };
    case 'who': {
      if (sessions.size === 0) return event;
      const room = event.room === undefined ? undefined : world.rooms.get(roomKey(event.room));
      return { ...whoIsThere(world, room), ...answering(event) };
    }
    case 'whoami': {
      const session = world.sessions.get(to);
      return session ? { ...whoAmI(session), ...answering(event) } : event;
    }
    default:
      return event;
  }
}

const answering = ({ re }: { re?: string }): { re?: string } => (re === undefined ? {} : { re });

type Failed = ReadonlyMap<LogKey, Fold>;

/** Who is there now, and what the log was told to have. */
function roomRetold(world: World, event: EventOf<'room'>, failed: Failed): Event {
  const key = roomKey(event.room);
  const room = world.rooms.get(key);
  if (room === undefined) return event;
  const now = roomState(room);
  if (failed.has(key)) return { ...now, ...answering(event) };
  const { members, count, more } = now;
  const { more: _, ...rest } = event;
  return { ...rest, count, members, ...(more && { more }) };
}

type Listed = EventOf<'rooms'>['rooms'][number];

function listedRetold(world: World, listed: Listed, failed: Failed): Listed {
  const key = roomKey(listed.room);
  const room = world.rooms.get(key);
  if (room === undefined) return { ...listed, count: 0 };
  const count = room.members.size;
  if (!failed.has(key)) return { ...listed, count };
  const { topic } = room.fold;
  return { room: listed.room, count, ...(topic && { topic: topic.text }) };
}
