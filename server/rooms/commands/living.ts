/** What people do to messages that were said before: events of the log that refer to one by its seq. */
import type { Living } from '../../../grammar/ast.ts';
import type { Logged, Message } from '../../../grammar/events.ts';
import { fault } from '../../../grammar/faults.ts';
import { isPrivateName } from '../../../grammar/names.ts';
import { unreachable } from '../../../grammar/unreachable.ts';
import type { Act } from '../act.ts';
import type { Answer, FoundMessage } from '../effects.ts';
import { memberOf, privateOf } from '../lookup.ts';
import type { Private, Room } from '../state.ts';
import type { Row } from './row.ts';

/** All of them look the message up first: the log knows whose it is. */
const row = <K extends Living['cmd']>(): Row<K> => ({
  nature: { changes: 'refused' },
  needs: 'nothing',
  run: (act, command) => lookUp(act, command as Living),
});

export const reply: Row<'reply'> = row();
export const edit: Row<'edit'> = row();
export const remove: Row<'delete'> = row();
export const react: Row<'react'> = row();
export const unreact: Row<'unreact'> = row();

function lookUp(act: Act, command: Living): void {
  const log = logOf(act, command.target, command.cmd);
  if (log) lookUpIn(act, log, command);
}

function lookUpIn(act: Act, log: Room | Private, command: Living): void {
  const { seq } = command;
  const { seq: end } = log.fold;
  if (seq !== undefined && seq > end) return noSuchMessage(act, log, command);
  act.ask({
    ask: 'message',
    log: log.key,
    end,
    seq,
    author: changesOwn(command.cmd) ? act.person.identity : undefined,
    command,
    tag: act.tag,
  });
}

/**
 * Who writes about a message hears its log: members in a room, and in private the two of them. Nobody answers somebody
 * who is gone; but one takes back what one said, also then.
 */
function logOf(
  act: Act,
  target: string | undefined,
  cmd: Living['cmd'],
): Room | Private | undefined {
  if (target === undefined || !isPrivateName(target)) return memberOf(act, target);
  const log = privateOf(act, target);
  if (log === undefined || act.world.privates.peer(act.person, log)) return log;
  if (cmd !== 'reply' && cmd !== 'react') return log;
  act.refuse(fault('gone', { log: target }));
  return undefined;
}

/** Without a seq the last one was meant; of one's own, where only those may be changed. */
function noSuchMessage(act: Act, log: Room | Private, { cmd, seq }: Living): void {
  const own = changesOwn(cmd) && seq === undefined;
  const which = { ...(seq !== undefined && { seq }), ...(own && { own: true as const }) };
  act.refuse(fault('no_such_message', { target: targetOf(log), ...which }));
}

const changesOwn = (cmd: Living['cmd']): boolean => cmd === 'edit' || cmd === 'delete';

const targetOf = (log: Room | Private): string => ('name' in log ? log.name : log.key);

type Found = Extract<Answer, { ask: 'message' }>;

/** Does what was asked for to the message that was found. When the log was amended since, the message is looked up again. */
export function enliven(act: Act, { to: question, found }: Found): void {
  const { session } = act;
  const { command } = question;
  if (found === undefined) return act.refuse(fault('store_unavailable'));
  const log = logOf(act, question.log, command.cmd);
  if (log === undefined) return;
  if (log.fold.amended > question.end) return lookUpIn(act, log, command);
  if (found === 'nothing') return noSuchMessage(act, log, command);
  const { message, author } = found;
  const { seq, from } = message;
  const target = targetOf(log);
  if (changesOwn(command.cmd) && author !== act.person.identity) {
    return act.refuse(fault('not_yours', { target, seq, from }));
  }
  if (message.deleted !== undefined) return act.refuse(fault('message_deleted', { target, seq }));
  const { event, amended } = made(act, log, command, found);
  act.world.set(session, 'settled', true);
  act.record(log, event, command.cmd, amended);
  if (command.cmd === 'reply') ringAuthor(act, log, found);
  act.done(
    command.cmd,
    'name' in log ? { room: log.name, seq: event.seq } : { log: log.key, seq: event.seq },
  );
}

interface Made {
  event: Logged;
  amended?: Logged[];
}

function made(act: Act, log: Room | Private, command: Living, found: FoundMessage): Made {
  const { message, edit: last } = found;
  const { seq, at } = act.next(log);
  const from = act.person.nick;
  const where = 'name' in log ? { room: log.name } : { to: otherIn(act, log, found), log: log.key };
  const common = { ...where, seq, at, from, of: message.seq, of_from: message.from };
  switch (command.cmd) {
    case 'reply':
      return { event: { ev: 'message', ...common, kind: 'say', text: command.text } };
    case 'edit': {
      const edited: Message = { ...message, text: command.text, edited: seq };
      return {
        event: { ev: 'edit', ...common, text: command.text },
        amended: [edited, ...withoutText(last)],
      };
    }
    case 'delete': {
      const { edited: _, ...tombstone } = message;
      const { reason } = command;
      return {
        event: { ev: 'delete', ...common, ...(reason !== undefined && { reason }) },
        amended: [{ ...tombstone, text: '', deleted: seq }, ...withoutText(last)],
      };
    }
    case 'react':
      return { event: { ev: 'react', ...common, emoji: command.emoji } };
    case 'unreact': {
      const { emoji } = command;
      return { event: { ev: 'unreact', ...common, ...(emoji !== undefined && { emoji }) } };
    }
    default:
      return unreachable(command);
  }
}

/** What the other one is called, or was when the message was said. */
function otherIn({ world, person }: Act, log: Private, { message, author }: FoundMessage): string {
  const peer = world.privates.peer(person, log);
  if (peer) return peer.nick;
  return author === person.identity && 'to' in message ? message.to : message.from;
}

/** What an earlier edit gave is replaced: it says so by having no text. */
function withoutText(edit: Logged | undefined): Logged[] {
  if (edit?.ev !== 'edit') return [];
  const { text: _, ...rest } = edit;
  return [rest];
}

/** Whoever is answered is called, as if by their nick. */
function ringAuthor(act: Act, log: Room | Private, { author }: FoundMessage): void {
  const called = act.world.persons.get(author);
  if (!called?.bell || called === act.person) return;
  if ('name' in log && !called.rooms.has(log.key)) return;
  act.each(called, (who) => ({ do: 'ring', who }));
}
