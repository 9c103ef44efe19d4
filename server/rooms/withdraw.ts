/** Takes back what could not be committed: logs are as they were told, and who acted on them hears that it failed. */
import type { Event, EventOf } from '../../grammar/events.ts';
import { fault } from '../../grammar/faults.ts';
import { type LogKey, roomKey } from '../../grammar/names.ts';
import { refusal } from './act.ts';
import type { Effect, SessionId } from './effects.ts';
import type { Fold } from './fold.ts';
import type { Private, World } from './world.ts';

/** One input's effects, held until they may be performed, and whose command it was. */
export interface Deed {
  readonly session: SessionId | undefined;
  readonly tag: string | undefined;
  effects: Effect[];
}

/** What the world does not take back: who has which private log. */
const standing: ReadonlySet<Effect['do']> = new Set(['enter', 'leave', 'forget']);

/** Changes `deeds`, all that is held, in order, so that nothing in them rests on records of `failed` logs. */
export function withdraw(world: World, deeds: Deed[], failed: ReadonlySet<LogKey>): void {
  restore(world, deeds, failed);
  const lost = new Set<string>();
  for (const deed of deeds) {
    const { session, tag } = deed;
    const recorded = deed.effects.some((e) => e.do === 'record' && failed.has(e.log));
    if (recorded && session !== undefined) {
      if (tag !== undefined) {
        lost.add(`${session} ${tag}`);
        world.sessions.get(session)?.answers?.delete(tag);
      }
      const stands = deed.effects.filter(({ do: what }) => standing.has(what));
      const error = refusal(fault('store_unavailable'), tag);
      deed.effects = [...stands, { do: 'tell', to: session, event: error }];
    } else {
      deed.effects = deed.effects.map((effect) => correct(world, effect, failed, lost));
    }
  }
}

/** Each log goes back to what it was before its first record that failed. */
function restore(world: World, deeds: Deed[], failed: ReadonlySet<LogKey>): void {
  const before = new Map<LogKey, Fold>();
  for (const { effects } of deeds) {
    for (const effect of effects) {
      if (effect.do !== 'record' || !failed.has(effect.log) || before.has(effect.log)) continue;
      before.set(effect.log, effect.before);
    }
  }
  for (const [key, fold] of before) {
    const log = world.log(key);
    if (log === undefined) continue;
    log.fold = fold;
    if ('name' in log) world.forgetIfUnused(log);
    else rewind(world, log);
  }
}

/** Where a private log stood when a connection began can't be beyond its end. */
function rewind(world: World, { key, pair, fold }: Private): void {
  for (const identity of pair) {
    const privates = world.identities.get(identity)?.privates;
    const stood = privates?.get(key);
    if (stood !== undefined && stood > fold.seq) privates?.set(key, fold.seq);
  }
}

function correct(
  world: World,
  effect: Effect,
  failed: ReadonlySet<LogKey>,
  lost: ReadonlySet<string>,
): Effect {
  if (effect.do !== 'tell') return effect;
  const { event, to } = effect;
  switch (event.ev) {
    case 'ok': {
      if (event.re === undefined || !lost.has(`${to} ${event.re}`)) return effect;
      return { ...effect, event: refusal(fault('store_unavailable'), event.re) };
    }
    case 'room':
      return { ...effect, event: asTold(world, event, failed) };
    case 'rooms':
      return { ...effect, event: { ...event, rooms: event.rooms.map(retold(world, failed)) } };
    default:
      return effect;
  }
}

function asTold(world: World, event: EventOf<'room'>, failed: ReadonlySet<LogKey>): Event {
  const key = roomKey(event.room);
  const room = world.rooms.get(key);
  if (room === undefined || !failed.has(key)) return event;
  const { topic: _, topic_from: _from, topic_at: _at, ...rest } = event;
  const { seq, topic } = room.fold;
  return {
    ...rest,
    seq,
    ...(topic && { topic: topic.text, topic_from: topic.from, topic_at: topic.at }),
  };
}

type Listed = EventOf<'rooms'>['rooms'][number];

function retold(world: World, failed: ReadonlySet<LogKey>): (listed: Listed) => Listed {
  return (listed) => {
    const key = roomKey(listed.room);
    if (!failed.has(key)) return listed;
    const topic = world.rooms.get(key)?.fold.topic;
    return { room: listed.room, count: listed.count, ...(topic && { topic: topic.text }) };
  };
}
