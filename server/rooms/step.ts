/** Decides: one input in, its effects out. No I/O, no clock, no randomness; the same inputs give the same effects. */
import type { Command, CommandName, CommandOf } from '../../grammar/ast.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import type { RoomKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { Act } from './act.ts';
import { forgetDeserted, watchDeserted } from './bounds/deserted.ts';
import { answered, isRefusable, natureOf, rowOf } from './commands/rows.ts';
import { digestOf } from './digest.ts';
import { isWorthKeeping, keepTouched } from './durable/keeping.ts';
import { type Bye, causeOf, type Due, type Effect, type Input, type Opened } from './effects.ts';
import { welcome } from './greeting.ts';
import { erase, gathered } from './logs/erasing.ts';
import { joinedRoom } from './lookup.ts';
import { endException } from './moderation/exceptions.ts';
import { isOperator, lockedOut } from './moderation/operators.ts';
import { barred, turnAway } from './moderation/server-bans.ts';
import { beyondToken } from './people/bots.ts';
import { end } from './people/ending.ts';
import { carryOut } from './people/ordering.ts';
import { arrive } from './people/unheard.ts';
import { tellCount } from './presence.ts';
import { fallAsleep, remindOfDrowsy } from './sleep/dozing.ts';
import { roomState } from './views.ts';
import type { Address, TaggedAnswer } from './world/state.ts';
import type { World } from './world/world.ts';

/** When a device was last heard is noted at most once in this many milliseconds. */
const HEARD_INTERVAL_MS = 1000;

/** Decides one input. Throws when we are wrong; then nothing has changed. */
export function step(world: World, input: Input): Effect[] {
  world.now = Math.max(world.now, input.at);
  world.looked = 0;
  const { end: before } = world.journal;
  try {
    const effects = decide(world, input);
    keepTouched(world, effects);
    watchDeserted(world, effects);
    remindOfDrowsy(world, effects);
    return effects;
  } catch (error) {
    world.journal.undo(before);
    throw error;
  } finally {
    if (world.touched.size > 0) world.touched.clear();
  }
}

function decide(world: World, input: Input): Effect[] {
  switch (input.on) {
    case 'due':
      return fallDue(world, input.due);
    case 'opened':
      return open(world, input);
    case 'gathered':
      return gathered(world, input.who, input.found);
    case 'ordered':
      return carryOut(world, input.order, input.id);
    case 'configured':
      world.set(world, 'settings', { ...world.settings, ...input.settings });
      return [];
    default:
      return decideOf(world, input);
  }
}

/** What comes of a connection that was greeted. */
type OfSession = Exclude<Input, { on: 'due' | 'opened' | 'gathered' | 'ordered' | 'configured' }>;

/** It concerns the session that the connection has, if it has one. */
function decideOf(world: World, input: OfSession): Effect[] {
  const session = world.sessions.byConnection.get(input.connection);
  if (session === undefined) return [];
  const act = new Act(world, session, [], causeOf(input));
  switch (input.on) {
    case 'commanded':
      act.certificate = input.certificate;
      command(act, input.command);
      break;
    case 'refused':
      act.refuse(input.fault);
      break;
    case 'answered':
      answered(act, input.answer);
      break;
    case 'slowed':
      act.tell({ ev: 'slowed', message: SLOWED });
      break;
    case 'live':
      live(act, input.rooms);
      break;
    case 'lost':
      lose(act);
      break;
    case 'silent':
      lose(act, { code: 'idle', message: 'Nothing was heard from you for too long.' });
      break;
    case 'closed':
      end(act, input.reason);
      break;
    default:
      unreachable(input);
  }
  return act.effects;
}

const SLOWED = 'You write faster than the server reads. Nothing is lost; it takes a little longer.';

function open(world: World, input: Opened): Effect[] {
  const { nick } = input;
  const called = typeof nick === 'number' ? world.persons.guestNick(nick) : nick;
  const act = new Act(world, world.guest(input, called));
  if (turnAway(act)) return act.effects;
  act.tell(welcome(world, act.session));
  const { motd } = world.settings;
  if (motd !== '') act.tell({ ev: 'motd', text: motd });
  makeRoomFor(act);
  return act.effects;
}

function command(act: Act, given: Command): void {
  if (act.session.arriving) arrive(act);
  if (act.person.account) hear(act);
  run(act, given);
}

/** When a device was last heard is shown to the others of its account: so exactly, and not with each command. */
function hear({ session, world }: Act): void {
  if (world.now - session.heard >= HEARD_INTERVAL_MS) world.set(session, 'heard', world.now);
}

/** A command that changes something and is sent again with its tag gets its first answer again; another one is refused. */
function run<K extends CommandName>(act: Act, given: CommandOf<K>): void {
  const row = rowOf(given.cmd as K);
  if (row === undefined) return act.refuse(nobodyDoes(given.cmd));
  const locked = row.isUnlocked ? undefined : (barred(act, given.cmd) ?? lockedOut(act));
  const asks = 'asks' in natureOf(given as Command);
  if (!act.mayGoOn(locked ?? beyondToken(act, given as Command, row, asks))) return;
  if (act.tag !== undefined && isRefusable(given as Command)) {
    act.digest = digestOf(given);
    const first = act.session.answers?.get(act.tag);
    if (first && isRepeated(act, given.cmd, first)) return act.tell(first.ok);
    if (first) return act.refuse(fault('tag_used', { tag: act.tag, done: first.ok.done }));
  }
  switch (row.needs) {
    case 'nothing':
      return row.run(act, given);
    case 'operator':
      return isOperator(act.person) ? row.run(act, given) : act.refuse(fault('operators_only'));
    case 'account': {
      const { account, nick } = act.person;
      return account ? row.run(act, given, account) : act.refuse(fault('no_account', { nick }));
    }
    case 'membership': {
      const room = joinedRoom(act, (given as { room?: string }).room);
      return room && row.run(act, given, room);
    }
    default:
      return unreachable(row);
  }
}

const nobodyDoes = (cmd: string): Fault =>
  fault('bad_command', { message: `This server understands /${cmd}, and nothing here does it.` });

const isRepeated = (act: Act, cmd: CommandName, { ok, digest }: TaggedAnswer): boolean =>
  digest === undefined ? ok.done === cmd : digest === act.digest;

/** Tells a reader that missed presence the state of each room concerned. */
function live(act: Act, keys: readonly RoomKey[]): void {
  for (const key of keys) {
    const room = act.person.rooms.get(key);
    if (room) act.tell(roomState(room));
  }
}

/** Lets a lost session wait for a `/resume`, unless there is nothing to come back to. */
function lose(act: Act, bye?: Bye): void {
  const { session, world } = act;
  act.do({ do: 'detach', who: session.id, ...(bye && { bye }) });
  if (!isWorthKeeping(session.person)) return end(act, 'connection lost');
  world.sessions.lose(session, world.now);
  const { grace, lost: most } = world.settings.limits;
  const due: Due = { due: 'grace', session: session.id, connection: session.connection };
  act.do({ do: 'remind', after: grace, due });
  if (world.addresses.lost > most) giveUp(act, world.addresses.floodedFrom);
}

/** An address that has too many sessions loses the one of them that has waited longest. */
function makeRoomFor(act: Act): void {
  const { session, world } = act;
  const { address } = session;
  if (address.sessions > world.settings.limits.perAddress.sessions) giveUp(act, address);
}

/** Ends the session of an address that has waited longest for a `/resume`. */
function giveUp({ world, effects }: Act, address: Address | undefined): void {
  const [oldest] = address?.lost.values() ?? [];
  if (oldest) end(new Act(world, oldest, effects), 'connection lost');
}

function fallDue(world: World, due: Due): Effect[] {
  switch (due.due) {
    case 'grace': {
      const session = world.sessions.get(due.session);
      if (session?.lost === undefined || session.connection !== due.connection) return [];
      const act = new Act(world, session);
      end(act, 'connection lost');
      return act.effects;
    }
    case 'count': {
      const room = world.rooms.get(due.room);
      const effects: Effect[] = [];
      if (room) tellCount(world, effects, room);
      return effects;
    }
    case 'erase':
      return erase(world, due.who);
    case 'deserted':
      return forgetDeserted(world);
    case 'exception':
      return endException(world, due.room, due.until);
    case 'sleep':
      fallAsleep(world);
      return [];
    default:
      return unreachable(due);
  }
}
