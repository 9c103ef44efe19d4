/** Takes back what could not be committed: logs and sessions are as they were told, and who acted hears that it failed. */
import type { Command } from '../../grammar/ast.ts';
import { fault } from '../../grammar/faults.ts';
import { type LogKey, nickKey, roomKey } from '../../grammar/names.ts';
import { Act, refusal } from './act.ts';
import { isQuery } from './commands/index.ts';
import { goOn } from './commands/session.ts';
import type { Effect, SessionId } from './effects.ts';
import type { Fold } from './fold.ts';
import type { SessionState } from './kept.ts';
import { endedAs } from './presence.ts';
import { resetTo } from './restore.ts';
import { decideOn } from './step.ts';
import { roomState } from './views.ts';
import type { World } from './world.ts';

/** One input's effects, held until they may be performed, and whose command it was. */
export interface Deed {
  readonly session: SessionId | undefined;
  readonly tag: string | undefined;
  readonly command: Command | undefined;
  effects: Effect[];
}

/** What is put back: as it was before the first change that is withdrawn. */
interface Undone {
  readonly deeds: Set<Deed>;
  readonly logs: Map<LogKey, Fold>;
  readonly sessions: Map<SessionId, SessionState>;
  /** The tags of the commands, each with its session. */
  readonly tags: Set<string>;
}

/**
 * Changes `deeds`, all that is held, from the turn that could not be committed to what was decided since, in order: no
 * change in them stands, for each was decided upon those before it. So the world is what was committed; who asked about it
 * is told that.
 */
export function withdraw(world: World, deeds: readonly Deed[]): void {
  const undone: Undone = {
    deeds: new Set(),
    logs: new Map(),
    sessions: new Map(),
    tags: new Set(),
  };
  for (const deed of deeds) if (changes(deed)) undo(deed, undone);
  const vain = claimedInVain(undone);
  putBack(world, undone);
  for (const deed of deeds) {
    deed.effects = undone.deeds.has(deed) ? refused(world, deed) : stands(world, deed, undone);
  }
  const [first] = undone.deeds;
  for (const nick of vain) first?.effects.push({ do: 'release', nick });
}

/** A question about a message is a change that has only begun. */
const changes = ({ effects }: Deed): boolean =>
  effects.some(
    (effect) =>
      effect.do === 'record' ||
      effect.do === 'keep' ||
      (effect.do === 'ask' && effect.question.ask === 'message'),
  );

function undo(deed: Deed, { deeds, logs, sessions, tags }: Undone): void {
  deeds.add(deed);
  if (deed.tag !== undefined) tags.add(`${deed.session} ${deed.tag}`);
  for (const effect of deed.effects) {
    if (effect.do === 'record' && !logs.has(effect.log)) logs.set(effect.log, effect.before);
    if (effect.do === 'keep' && !sessions.has(effect.who)) sessions.set(effect.who, effect.before);
  }
}

/** Nicks that sessions would have had by now, and have not. */
function claimedInVain({ deeds, sessions }: Undone): Iterable<string> {
  const nicks = new Map<string, string>();
  for (const { effects } of deeds) {
    for (const effect of effects) {
      if (effect.do === 'keep') nicks.set(nickKey(effect.state.nick), effect.state.nick);
    }
  }
  for (const { nick } of sessions.values()) nicks.delete(nickKey(nick));
  return nicks.values();
}

function putBack(world: World, { deeds, logs, sessions }: Undone): void {
  for (const [id, state] of sessions) {
    const session = world.sessions.get(id);
    if (session) resetTo(world, session, state);
  }
  for (const { session: id, tag, effects } of deeds) {
    const session = id === undefined ? undefined : world.sessions.get(id);
    if (tag !== undefined) session?.answers?.delete(tag);
    for (const effect of effects) {
      if (effect.do !== 'keep') continue;
      // What was answered before, and was to be kept with this change, is kept with the next.
      const told = effect.answers.filter((answer) => answer.tag !== tag);
      const whose = world.sessions.get(effect.who);
      if (whose && told.length > 0) whose.unkept = [...told, ...(whose.unkept ?? [])];
    }
  }
  for (const [key, fold] of logs) {
    const log = world.log(key);
    if (log === undefined) continue;
    log.fold = fold;
    if ('name' in log) world.forgetIfUnused(log);
  }
  world.touched.clear();
}

/** What a withdrawn deed comes to: what holds all the same, and the error for whoever did it. */
function refused(world: World, { session, tag, effects }: Deed): Effect[] {
  const holds = effects.flatMap((effect): Effect[] => {
    switch (effect.do) {
      case 'ask':
        return [{ do: 'unask', question: effect.question }];
      case 'remind':
      case 'forget':
      case 'drop':
        return [effect];
      case 'leave':
        // A private log that was let go of is gone.
        return world.log(effect.log) === undefined ? [effect] : [];
      default:
        return [];
    }
  });
  if (session === undefined) return holds;
  return [...holds, { do: 'tell', to: session, event: refusal(fault('store_unavailable'), tag) }];
}

/** What a deed comes to that changes nothing, now that the world is what it was. */
function stands(world: World, deed: Deed, undone: Undone): Effect[] {
  const session = deed.session === undefined ? undefined : world.sessions.get(deed.session);
  const looksOn = deed.effects.some((effect) => effect.do === 'ask');
  if (session && deed.command && isQuery(deed.command) && !looksOn) {
    return decideOn(new Act(world, session, deed.tag), deed.command);
  }
  for (const effect of deed.effects) {
    if (effect.do === 'adopt') return adoptedAnew(world, deed, effect, undone);
  }
  return deed.effects.flatMap((effect) => corrected(world, effect, undone));
}

/** What follows an adoption tells the session where it is: that is told as it is now. */
function adoptedAnew(
  world: World,
  { tag, effects }: Deed,
  adopt: Effect & { do: 'adopt' },
  { sessions }: Undone,
): Effect[] {
  const at = effects.indexOf(adopt);
  const { nick = adopt.nick } = sessions.get(adopt.fresh) ?? {};
  const adopted = [...effects.slice(0, at), { ...adopt, nick }];
  const session = world.sessions.get(adopt.by);
  if (session === undefined) return [...adopted, ...effects.slice(at + 1)];
  const act = new Act(world, session, tag, adopted);
  goOn(act, adopt.cursors);
  return act.effects;
}

function corrected(world: World, effect: Effect, { sessions, tags }: Undone): readonly Effect[] {
  switch (effect.do) {
    case 'end': {
      const state = sessions.get(effect.who);
      return [state ? endedAs(world, effect, state) : effect];
    }
    case 'announce': {
      const { event } = effect;
      if (event.ev === 'typing') return sessions.size > 0 ? [] : [effect];
      if (event.ev !== 'count') return [effect];
      const count = world.rooms.get(roomKey(event.room))?.members.size ?? 0;
      return [{ ...effect, event: { ...event, count } }];
    }
    case 'tell': {
      const { event, to } = effect;
      if (event.ev === 'ok' && event.re !== undefined && tags.has(`${to} ${event.re}`)) {
        return [{ ...effect, event: refusal(fault('store_unavailable'), event.re) }];
      }
      const room = event.ev === 'room' && world.rooms.get(roomKey(event.room));
      return [room ? { ...effect, event: roomState(room) } : effect];
    }
    default:
      return [effect];
  }
}
