/** Decides: one input in, its effects out. No I/O, no clock, no randomness; the same inputs give the same effects. */
import type { Command, CommandName, CommandOf } from '../../grammar/ast.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import type { RoomKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { Act, refusal } from './act.ts';
import type { Address } from './addresses.ts';
import { tellPage } from './commands/history.ts';
import { rows } from './commands/index.ts';
import { enliven } from './commands/living.ts';
import { claimed } from './commands/people.ts';
import { tellFound } from './commands/search.ts';
import { arrive, resumeKept } from './commands/session.ts';
import { digestOf } from './digest.ts';
import type { Answer, Bye, Due, Effect, Input } from './effects.ts';
import { welcome } from './greeting.ts';
import { isWorthKeeping, stateOf } from './kept.ts';
import { memberOf } from './lookup.ts';
import { end, tellCount } from './presence.ts';
import { lookForRooms } from './room-list.ts';
import { roomState } from './views.ts';
import type { Remembered, Session, World } from './world.ts';

export function step(world: World, input: Input): Effect[] {
  world.now = Math.max(world.now, input.at);
  world.looked = 0;
  try {
    const effects = decide(world, input);
    for (const session of world.touched) keep(session, effects);
    return effects;
  } catch (error) {
    // Our mistake: nobody is told of it, so no log may be ahead of what is kept.
    for (const [log, before] of world.applied.reverse()) log.fold = before;
    throw error;
  } finally {
    world.touched.clear();
    world.applied.length = 0;
  }
}

/** What changed in a session is committed like an event, if there is something to come back to. */
function keep(session: Session, effects: Effect[]): void {
  const { id, identity, kept: before, unkept: answers = [] } = session;
  const state = stateOf(session);
  session.kept = state;
  if (before === undefined || !(session.stored || isWorthKeeping(session))) return;
  session.stored = true;
  session.unkept = undefined;
  effects.push({ do: 'keep', who: id, identity, state, before, answers });
}

function decide(world: World, input: Input): Effect[] {
  if (input.on === 'due') return fallDue(world, input.due);
  if (input.on === 'opened') return open(world, input);
  const session = world.sessions.get(input.session);
  if (session === undefined) return input.on === 'answered' ? giveBack(input.answer) : [];
  switch (input.on) {
    case 'commanded':
      return command(new Act(world, session, input.command.tag), input.command);
    case 'refused':
      return refuse(new Act(world, session, undefined), input.fault);
    case 'answered':
      return answered(world, session, input.answer);
    case 'slowed':
      return slowed(new Act(world, session, undefined));
    case 'live':
      return live(new Act(world, session, undefined), input.rooms);
    case 'lost':
      return lose(new Act(world, session, undefined));
    case 'silent':
      return lose(new Act(world, session, undefined), {
        code: 'idle',
        message: 'Nothing was heard from you for too long.',
      });
    case 'closed': {
      const act = new Act(world, session, undefined);
      end(act, input.reason);
      return act.effects;
    }
    default:
      return unreachable(input);
  }
}

function open(world: World, input: Input & { on: 'opened' }): Effect[] {
  const session = world.open(input);
  const act = new Act(world, session, undefined);
  act.ask({ ask: 'guest' });
  makeRoomFor(act);
  return act.effects;
}

function command(act: Act, given: Command): Effect[] {
  if (act.session.arriving) arrive(act);
  return decideOn(act, given);
}

/** What a command comes to in the world as it is now. */
export function decideOn(act: Act, given: Command): Effect[] {
  run(act, given);
  return act.effects;
}

/** A command that changes something and is sent again with its tag gets its first answer again; another one is refused. */
function run<K extends CommandName>(act: Act, given: CommandOf<K>): void {
  const row = rows[given.cmd as K];
  if (row.changes && act.tag !== undefined) {
    act.digest = digestOf(given);
    const first = act.session.answers?.get(act.tag);
    if (first && isRepeated(act, given.cmd, first)) return act.tell(first.ok);
    if (first) return act.refuse(fault('tag_used', { tag: act.tag, done: first.ok.done }));
  }
  if (row.needs === 'nothing') return row.run(act, given);
  const room = memberOf(act, 'room' in given ? (given.room as string | undefined) : undefined);
  if (room) row.run(act, given, room);
}

const isRepeated = (act: Act, cmd: CommandName, { ok, digest }: Remembered): boolean =>
  digest === undefined ? ok.done === cmd : digest === act.digest;

function refuse(act: Act, refused: Fault): Effect[] {
  act.tell(refusal(refused, undefined));
  return act.effects;
}

function answered(world: World, session: Session, answer: Answer): Effect[] {
  if (answer.ask !== 'guest' && 'connection' in answer.to) {
    if (answer.to.connection !== session.connections) return giveBack(answer);
  }
  const act = new Act(world, session, answer.ask === 'guest' ? undefined : answer.to.tag);
  switch (answer.ask) {
    case 'guest':
      greet(act, answer.nick);
      break;
    case 'nick':
      act.digest = digestOf({ cmd: 'nick', nick: answer.to.nick } as Command);
      claimed(act, answer.to.nick, answer.claimed);
      break;
    case 'history':
      tellPage(act, answer);
      break;
    case 'search':
      tellFound(act, answer);
      break;
    case 'message':
      act.digest = digestOf(answer.to.command);
      enliven(act, answer);
      break;
    case 'rooms':
      lookForRooms(act, answer.to);
      break;
    case 'answers':
      resumeKept(act, answer);
      break;
    default:
      unreachable(answer);
  }
  return act.effects;
}

function greet(act: Act, nick: string): void {
  const { session, world } = act;
  world.rename(session, nick);
  act.tell(welcome(world, session));
  const { motd } = world.settings;
  if (motd !== '') act.tell({ ev: 'motd', text: motd });
}

/** Nobody is there any more who wanted an answer: what was claimed for them is free again. */
function giveBack(answer: Answer): Effect[] {
  if (answer.ask === 'guest') return [{ do: 'release', nick: answer.nick }];
  if (answer.ask === 'nick' && answer.claimed) return [{ do: 'release', nick: answer.to.nick }];
  return [];
}

function slowed(act: Act): Effect[] {
  const message =
    'You write faster than the server reads. Nothing is lost; it takes a little longer.';
  act.tell({ ev: 'slowed', message });
  return act.effects;
}

/** What a fed reader did not hear of who came and went is made good by the state of the room. */
function live(act: Act, keys: RoomKey[]): Effect[] {
  for (const key of keys) {
    const room = act.session.rooms.get(key);
    if (room) act.tell(roomState(room));
  }
  return act.effects;
}

/** Waits for a `/resume`, unless there is nothing to come back to. */
function lose(act: Act, bye?: Bye): Effect[] {
  const { session, world } = act;
  act.do({ do: 'detach', who: session.id, ...(bye && { bye }) });
  if (!isWorthKeeping(session)) {
    end(act, 'connection lost');
    return act.effects;
  }
  world.lose(session);
  const { grace, lost: most } = world.settings.limits;
  const due: Due = { due: 'grace', session: session.id, connections: session.connections };
  act.do({ do: 'remind', after: grace, due });
  if (world.addresses.lost > most) giveUp(act, world.addresses.floodedFrom);
  return act.effects;
}

/** An address that has too many sessions loses the one of them that has waited longest. */
function makeRoomFor(act: Act): void {
  const { session, world } = act;
  const { address } = session;
  if (address.sessions > world.settings.limits.perAddress.sessions) giveUp(act, address);
}

/** Ends the session of an address that has waited longest for a `/resume`. */
function giveUp({ world, effects }: Act, address: Address | undefined): void {
  const [oldest] = address?.lost ?? [];
  if (oldest) end(new Act(world, oldest, undefined, effects), 'connection lost');
}

function fallDue(world: World, due: Due): Effect[] {
  switch (due.due) {
    case 'grace': {
      const session = world.sessions.get(due.session);
      if (session?.lost === undefined || session.connections !== due.connections) return [];
      const act = new Act(world, session, undefined);
      end(act, 'connection lost');
      return act.effects;
    }
    case 'count': {
      const room = world.rooms.get(due.room);
      const effects: Effect[] = [];
      if (room) tellCount(world, effects, room);
      return effects;
    }
    default:
      return unreachable(due);
  }
}
