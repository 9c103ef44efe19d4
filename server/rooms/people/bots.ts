/** What the session of a bot may do: a token that it has logged in with says so. */
import type { Command, CommandOf } from '../../../grammar/ast.ts';
import { type Fault, fault } from '../../../grammar/faults.ts';
import { isRoomName, isServer, type LogKey, type RoomKey } from '../../../grammar/names.ts';
import { DAY_MS } from '../../../grammar/time.ts';
import type { Vocabulary } from '../../../grammar/vocabulary.ts';
import type { BotToken } from '../durable/kept.ts';
import { finds } from '../logs/past.ts';
import type { Time } from '../world/ids.ts';
import type { Account, Face, Person, Session } from '../world/state.ts';
import type { World } from '../world/world.ts';

/** A token that nobody uses ends after so long; with each use it begins anew. */
export const TOKEN_LIFE_MS = 90 * DAY_MS;
/** An account has at most so many tokens. */
export const MAX_TOKENS = 20;

/** The token of that hash, if it has not ended. */
export const tokenOf = (account: Account, secret: string, now: Time): BotToken | undefined =>
  account.tokens?.find((token) => token.secret === secret && token.until > now);

/** All of a person's sessions are bots'. Only accounts have tokens for them. */
export const isBot = ({ account, sessions }: Pick<Face, 'account' | 'sessions'>): boolean =>
  account !== undefined &&
  sessions.size > 0 &&
  [...sessions.values()].every(({ bot }) => bot !== undefined);

/** A session hears the logs of its person, unless it is that of a token for some rooms alone. */
export const mayHear = ({ bot }: Session, log: LogKey): boolean =>
  bot?.rooms === undefined || bot.rooms.some((key) => key === log);

/** How far a command goes, as far as bots are concerned. */
export interface Reach {
  /**
   * What its token has to let a bot do. None lets it do what belongs to its owner. Where nothing is said, whatever asks is reading,
   * and whatever changes something takes a token that lets it do all.
   */
  readonly bots?: 'never' | 'reading' | 'talking';
  /** It is about no room, and shows nothing of what is said anywhere. */
  readonly isRoomless?: true;
}

/** What its rooms are called now: a room that its owner does not find, or that nobody has opened, as it was called first. */
export const roomsOfToken = ({ rooms }: World, owner: Person, keys: readonly RoomKey[]): string[] =>
  keys.map((key) => {
    const room = rooms.get(key);
    return room && finds(owner, room) ? room.name : key;
  });

/** Why the session of a bot may not give this command. `asks`: it changes nothing. */
export function beyondToken(
  { world, session }: { readonly world: World; readonly session: Session },
  command: Command,
  { bots, isRoomless, needs }: Reach & { readonly needs: string },
  asks: boolean,
): Fault | undefined {
  const { bot } = session;
  if (bot === undefined) return undefined;
  const { cmd } = command;
  const refuse = (may: string): Fault => fault('token_limits', { name: bot.name, cmd, may });
  if (bots === 'never' || needs === 'operator' || namedBy(command).some(isServer))
    return refuse("is for a bot, which may not do what is its owner's");
  if (bot.can !== undefined && makesRoom(world, command))
    return refuse('opens no room, and there is none of that name');
  const talks = bots === 'talking';
  const reads = !talks && (asks || bots === 'reading');
  if (bot.can === 'read' && !reads) return refuse('may only read');
  if (bot.can === 'say' && !reads && !talks) return refuse('may only read and talk');
  if (isRoomless || isWithin(world, session, command)) return undefined;
  return refuse(`is for ${roomsOfToken(world, session.person, bot.rooms ?? []).join(', ')} alone`);
}

/** It would open a room. */
function makesRoom({ rooms }: World, command: Command): boolean {
  if (command.cmd === 'room') return (command as CommandOf<'room'>).private === true;
  if (command.cmd !== 'join') return false;
  return (command as CommandOf<'join'>).rooms.some((name) => rooms.find(name) === undefined);
}

/** It is about rooms of the token alone. */
function isWithin({ rooms, vocabulary }: World, session: Session, command: Command): boolean {
  if (session.bot?.rooms === undefined) return true;
  const named = namedBy(command);
  if (named.length === 0) return session.current !== undefined && isAboutRoom(command, vocabulary);
  return named.every((name) => isRoomName(name) && mayHear(session, rooms.keyOf(name)));
}

/** Without a name it is about the current room. */
const isAboutRoom = (command: Command, vocabulary: Vocabulary): boolean =>
  command.cmd === 'say' || vocabulary.definitionOf(command).current !== undefined;

/** The rooms, people or private logs that a command names as its place. */
function namedBy(command: Command): string[] {
  if (command.cmd === 'join') return (command as CommandOf<'join'>).rooms;
  if (command.cmd === 'part') return (command as CommandOf<'part'>).rooms ?? [];
  const { room, to, target } = command as { room?: string; to?: string; target?: string };
  return [room, to, target].filter((name) => name !== undefined);
}
