/** Says whose changes an input rests on, and decides an input again when its turn could not be committed. */
import { fault } from '../../grammar/faults.ts';
import { isPrivateKey, type LogKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { Act, refusal } from './act.ts';
import { commandIn } from './answers.ts';
import { isRefusable, natureOf } from './commands/rows.ts';
import { causeOf, type Effect, type Input } from './effects.ts';
import { eraseLater } from './logs/erasing.ts';
import { changes, notDone } from './people/orders.ts';
import { uncount } from './people/passwords.ts';
import { arrive } from './people/unheard.ts';
import { step } from './step.ts';
import type { ConnectionId, Party } from './world/ids.ts';
import type { World } from './world/world.ts';

/**
 * The persons and logs that an input rests on. Its answer may be told at once if none of them has uncommitted changes; of a
 * log, only a room's new name counts as one. Nothing when it rests on the whole world.
 */
export function restsOn(world: World, input: Input): readonly Party[] | undefined {
  switch (input.on) {
    case 'opened':
      return isCrowded(world, input.address) || hasBans(world) ? undefined : [input.session];
    case 'refused':
    case 'slowed':
      return asker(world, input.connection);
    case 'commanded': {
      const nature = natureOf(input.command);
      const isFree = 'asks' in nature && nature.asks !== 'world';
      return isFree ? asker(world, input.connection) : undefined;
    }
    case 'answered': {
      const { answer, connection } = input;
      if (answer.ask === 'search') return asker(world, connection)?.concat(answer.to.logs);
      return answer.ask === 'history' ? readers(world, connection, answer.to.log) : undefined;
    }
    case 'live':
    case 'lost':
    case 'silent':
    case 'closed':
    case 'due':
    case 'ordered':
    case 'gathered':
    case 'configured':
      return undefined;
    default:
      return unreachable(input);
  }
}

/** True when a command that reads a log was answered without that: the world has decided it, by who is in which room or by which rooms there are. */
export function tellsOfWorld(input: Input, effects: readonly Effect[]): boolean {
  if (input.on !== 'commanded') return false;
  const nature = natureOf(input.command);
  return 'asks' in nature && nature.asks === 'log' && !effects.some(asks);
}

/** True when one more session of an address ends another one. */
const isCrowded = ({ addresses, settings }: World, address: string): boolean =>
  addresses.sessionsOf(address) >= settings.limits.perAddress.sessions;

/** True when whoever comes may be turned away. */
const hasBans = ({ server }: World): boolean => server.fold.policy.measures.length > 0;

/** Whoever may only log in may do so because of a ban. A connection that belongs to no session may yet get one, so its inputs rest on the world. */
function asker(world: World, connection: ConnectionId): Party[] | undefined {
  const session = world.sessions.byConnection.get(connection);
  return session?.barred === false ? [session.id, session.person.identity] : undefined;
}

/** An answer about a log names its room, or the other person, so it rests on them, too. */
function readers(world: World, connection: ConnectionId, key: LogKey): Party[] | undefined {
  const session = world.sessions.byConnection.get(connection);
  const log = isPrivateKey(key) ? world.privates.get(key) : undefined;
  const peer = session && log && world.privates.peer(session.person, log);
  return session && [session.id, session.person.identity, peer?.identity ?? key];
}

/**
 * Decides an undone input again. A command that changes something is refused, unless it was done before under the same tag.
 * An input that can't be refused is decided on the world as it is. A command that would put a question only now is refused,
 * too: its answer would come behind those of later commands.
 */
export function again(world: World, input: Input, undone: readonly Effect[]): Effect[] {
  if (input.on === 'gathered') return [eraseLater(input.who)];
  if (input.on === 'ordered' && changes(input.order)) {
    return [{ do: 'report', id: input.id, report: notDone(fault('store_unavailable')) }];
  }
  const { end: before } = world.journal;
  const session =
    'connection' in input ? world.sessions.byConnection.get(input.connection) : undefined;
  const tag = causeOf(input)?.tag;
  const isDone = tag !== undefined && session?.answers?.has(tag);
  if (session === undefined || !wantsChange(input) || isDone) {
    world.isUnstored = true;
    const effects = step(world, input);
    world.isUnstored = false;
    if (session === undefined || !effects.some(asks) || undone.some(asks)) return effects;
    world.journal.undo(before);
  }
  const act = new Act(world, session);
  if (input.on === 'commanded' && session.arriving) arrive(act);
  if (input.on === 'answered' && input.answer.ask === 'password') {
    const { command, counted } = input.answer.to;
    uncount(act, command, counted);
  }
  act.tell(refusal(fault('store_unavailable'), tag));
  return act.effects;
}

const asks = (effect: Effect): boolean => effect.do === 'ask';

function wantsChange(input: Input): boolean {
  const command = input.on === 'answered' ? commandIn(input.answer) : undefined;
  if (input.on === 'commanded') return isRefusable(input.command);
  return command !== undefined && isRefusable(command);
}

/** An input whose effects were told already, with the nick that was told: decided again, it gives the same nick. */
export function asTold(input: Input, effects: readonly Effect[]): Input {
  if (input.on !== 'opened') return input;
  for (const effect of effects) {
    if (effect.do === 'tell' && effect.event.ev === 'welcome') {
      return { ...input, nick: effect.event.nick };
    }
  }
  return input;
}
