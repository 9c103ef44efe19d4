/** Commands about an earlier message. Each adds an event to the log, which names the message by its seq. */
import type { CommandOf, Living } from '../../../grammar/ast.ts';
import type { Logged, Message } from '../../../grammar/events.ts';
import { type Fault, fault } from '../../../grammar/faults.ts';
import { isPrivateName } from '../../../grammar/names.ts';
import type { Permitted } from '../../../grammar/permissions.ts';
import type { Act } from '../act.ts';
import type { AnswerTo, FoundMessage } from '../answers.ts';
import { tooOften } from '../bounds/pacing.ts';
import type { Free } from '../commands/row.ts';
import { joinedRoom, privateOf } from '../lookup.ts';
import { may } from '../moderation/may.ts';
import { whyNot } from '../moderation/refusing.ts';
import { haveSpoken } from '../moderation/waiting.ts';
import { mayWriteTo } from '../people/writing.ts';
import type { Identity } from '../world/ids.ts';
import { type Private, placeOf, type Room, targetOf } from '../world/state.ts';
import { readableFrom } from './past.ts';

/** The fields of every event about a message: where, when, who did it, and to which message of whom. */
type About = Pick<Message, 'seq' | 'at' | 'from'> & { of: number; of_from: string } & (
    | { room: string }
    | { to: string; log: string }
  );

/** What a command does to a message. */
interface Change<K extends Living['cmd']> {
  /** What one has to be permitted for it in a room; where it only needs that for what it says, `speaks`. */
  readonly needs?: Permitted;
  readonly speaks?: true;
  /** What one has to be permitted for it to be done to others'. */
  readonly toOthers?: Permitted;
  /** The text of it that others read. */
  says?(command: CommandOf<K>): string | undefined;
  /** True when it is a message of its own. */
  readonly isNew?: true;
  /** As what it is counted, of one message. */
  readonly counts?: 'edits' | 'reactions';

  /** The event that tells of it. */
  event(command: CommandOf<K>, about: About): Logged;
  /** The earlier events that it changes, as they read from now on. */
  amends?(command: CommandOf<K>, found: FoundMessage, seq: number): Logged[];
  /** What follows once it is recorded. */
  afterwards?(act: Act, log: Room | Private, found: FoundMessage): void;
}

/** A command about a message. All of them look the message up first: the log knows whose it is. */
export const aboutMessage = <K extends Living['cmd']>(change: Change<K>): Free<K> => ({
  nature: { changes: 'refused' },
  needs: 'nothing',
  bots: 'talking',
  run: (act, command) => lookUp(act, command as Living),
  answered: { message: (act, answer) => amend(act, answer, change) },
});

function lookUp(act: Act, command: Living): void {
  const log = logOf(act, command.target, command);
  if (log) lookUpIn(act, log, command);
}

function lookUpIn(act: Act, log: Room | Private, command: Living): void {
  const { seq } = command;
  const { seq: end } = log.fold;
  if (seq !== undefined && (seq > end || seq < readableFrom(act.person, log)))
    return noSuchMessage(act, log, command);
  act.ask({
    ask: 'message',
    log: log.key,
    end,
    seq,
    author: changesOwn(act, command) ? act.person.identity : undefined,
    command,
  });
}

/**
 * The log of the message. Only those who hear a log act on its messages: the members of a room, or the two of a private
 * log. To somebody who is gone nobody can reply, but everybody may delete what they said.
 */
function logOf(act: Act, target: string | undefined, command: Living): Room | Private | undefined {
  if (target === undefined || !isPrivateName(target)) return joinedRoom(act, target);
  const log = privateOf(act, target);
  if (log === undefined || !act.world.vocabulary.definitionOf(command).reaches) return log;
  const peer = act.world.privates.peer(act.person, log);
  if (peer) return mayWriteTo(act, peer) ? log : undefined;
  act.refuse(fault('gone', { log: target }));
  return undefined;
}

/** Refuses a message that was not found. Without a seq the last one was meant, or one's own last one. */
function noSuchMessage(act: Act, log: Room | Private, command: Living): void {
  const { seq } = command;
  const own = changesOwn(act, command) && seq === undefined;
  const which = { ...(seq !== undefined && { seq }), ...(own && { own: true as const }) };
  act.refuse(fault('no_such_message', { target: targetOf(log), ...which }));
}

const changesOwn = ({ world }: Act, command: Living): boolean =>
  world.vocabulary.definitionOf(command).own === true;

/** Applies the command to the message that was found. When the log was amended since, the message is looked up again. */
function amend<K extends Living['cmd']>(
  act: Act,
  { to: question, found }: AnswerTo<'message'>,
  change: Change<K>,
): void {
  const { session } = act;
  const command = question.command as Living;
  if (found === undefined) return act.refuse(fault('store_unavailable'));
  const log = logOf(act, question.log, command);
  if (log === undefined) return;
  const isOther = log.fold.amended > question.end || log.fold.seq < question.end;
  if (isOther) return lookUpIn(act, log, command);
  if (found === 'nothing' || found.message.seq < readableFrom(act.person, log)) {
    return noSuchMessage(act, log, command);
  }
  const { message, author } = found;
  const { seq, from } = message;
  const target = targetOf(log);
  if (command.seq === undefined && act.person.ignored.has(author)) {
    return act.refuse(fault('no_such_message', { target, ignored: true }));
  }
  const refused = whyNotTo(act, { log, author }, command, change);
  if (refused === 'not yours') return act.refuse(fault('not_yours', { target, seq, from }));
  if (refused) return act.refuse(refused);
  if (message.deleted !== undefined) return act.refuse(fault('message_deleted', { target, seq }));
  const { event: eventOf, amends, afterwards, isNew, counts } = change;
  if (!act.mayGoOn(counts && tooOften(act, counts, log, seq))) return;
  const given = command as CommandOf<K>;
  const event = eventOf(given, aboutIn(act, log, found));
  const amended = amends?.(given, found, event.seq);
  act.world.set(session, 'used', true);
  act.record(log, event, { amended });
  if (isNew && 'name' in log) haveSpoken(act, log);
  afterwards?.(act, log, found);
  act.done({ ...placeOf(log), seq: event.seq });
}

/** Why somebody may not do this to what `author` said. One's own is changed by oneself, and in rooms by who may. */
function whyNotTo<K extends Living['cmd']>(
  act: Act,
  { log, author }: { log: Room | Private; author: Identity },
  command: Living,
  { needs, speaks, toOthers, says, isNew }: Change<K>,
): Fault | 'not yours' | undefined {
  const { person, world } = act;
  const isOthers = changesOwn(act, command) && author !== person.identity;
  if (isOthers && !(toOthers && 'name' in log)) return 'not yours';
  if (!('name' in log)) return undefined;
  const text = says?.(command as CommandOf<K>);
  const said = { ...(text !== undefined && { text }), ...(isNew && { isNew }) };
  if (!isOthers && speaks && text === undefined) return undefined;
  if (!isOthers) return needs && whyNot(act, { do: needs, ...said }, log);
  const isStaff = toOthers && may(person, { do: toOthers }, log, world.now) === 'yes';
  return isStaff ? whyNot(act, { do: toOthers, to: author }, log) : 'not yours';
}

function aboutIn(act: Act, log: Room | Private, found: FoundMessage): About {
  const { seq, at } = act.next(log);
  const { message } = found;
  const where = 'name' in log ? { room: log.name } : { to: otherIn(act, log, found), log: log.key };
  return { ...where, seq, at, from: act.person.nick, of: message.seq, of_from: message.from };
}

/** The nick of the other person: now, or when the message was said. */
function otherIn({ world, person }: Act, log: Private, { message, author }: FoundMessage): string {
  const peer = world.privates.peer(person, log);
  if (peer) return peer.nick;
  return author === person.identity && 'to' in message ? message.to : message.from;
}
