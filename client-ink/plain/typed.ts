/** Decides what becomes of a typed line: which command is sent, to whom, or why none is. */
import type { Command } from '../../grammar/ast.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import { isFault } from '../../grammar/language.ts';
import { isPrivateName, isRoomName, nickKey } from '../../grammar/names.ts';
import { openPart, understand } from '../editor/understand.ts';
import { type Aliases, meantBy } from '../language/aliases.ts';
import { clientsIn } from '../language/commands/index.ts';
import { language } from '../language/language.ts';
import { cleanLine } from '../layout/text.ts';
import { ask } from '../model/asking.ts';
import { doneByItself } from '../model/by-itself.ts';
import type { Model, Update } from '../model/model.ts';
import { isWith, privatePlace } from '../model/place-list.ts';
import { unsayable } from '../model/private.ts';
import { isNews, tellRead } from '../model/reading.ts';
import { withBell } from '../model/sending.ts';
import {
  currentPlace,
  isConnected,
  notes,
  type PlainEffect,
  plainEffects,
  quote,
  say,
  type Talk,
} from './state.ts';

/** Takes a typed line: what is to be done about it. */
export function typed(state: Talk, line: string): PlainEffect[] {
  if (line === '') return [];
  const command = meant(state, line);
  if (isFault(command)) {
    state.failed = true;
    return say(
      `! ${cleanLine(command.message)}`,
      ...(line.trim() ? quoted(line, state.model.aliases) : []),
    );
  }
  const { model } = state;
  if (command.cmd === 'quit') return [{ do: 'quit', command }];
  const byItself = doneByItself(model, 0, command);
  if (byItself !== undefined) return done(model, byItself);
  if (command.cmd === 'bell') {
    state.model = withBell(model, 0, command);
    return say(...notes(model, state.model, 0));
  }
  const isBeginning = model.store === '';
  const waits =
    isConnected(state) || isBeginning
      ? []
      : [`* Not connected: this waits: ${quote(line, model.aliases)}`];
  const { tag: _, ...untagged } = command;
  const asked = ask(model, 0, untagged as Command, openPart(line, model.aliases));
  state.model = asked.model;
  return [...say(...waits), ...plainEffects(asked.effects), ...readHere(state)];
}

/** What the client with a screen does by itself is told in its words. */
function done(before: Model, { model, effects }: Update): PlainEffect[] {
  const { flash } = model;
  const lines = flash === undefined ? [] : [`* ${cleanLine(flash)}`];
  return [...say(...notes(before, model, 0), ...lines), ...plainEffects(effects)];
}

/** Whoever says or asks something has read what was printed of the room that they are in. */
function readHere(state: Talk): PlainEffect[] {
  const place = currentPlace(state);
  if (place === undefined || !isNews(place)) return [];
  const { model, effects } = tellRead({ model: state.model, effects: [] }, place);
  state.model = model;
  return plainEffects(effects);
}

const quoted = (line: string, aliases: Aliases): string[] => [
  `! Not sent: ${quote(line, aliases)}`,
];

function meant(state: Talk, line: string): Command | Fault {
  const { warned } = state;
  state.warned = undefined;
  const spoken = meantBy(state.model.aliases, line);
  const read = typeof spoken === 'string' ? understand(spoken) : spoken;
  if (isFault(read) || clientsIn(read)) return read;
  const command = addressed(state, read);
  return isToNick(command)
    ? aimed(state, command, warned)
    : (unsayable(state.model, command) ?? command);
}

/** What members do in the current room names it, so that it is done there whatever becomes of the session. */
function addressed({ current }: Talk, command: Command): Command {
  const isMembers = language.currentIn(command)?.members !== undefined;
  return current !== undefined && isMembers ? language.about(command, current) : command;
}

type ToNick = Extract<Command, { to: string }>;

const isToNick = (command: Command): command is ToNick =>
  'to' in command && !isRoomName(command.to) && !isPrivateName(command.to);

/**
 * A nick means whoever was seen to have it: it is their log that is written to. When they are gone, whoever has the nick
 * now is somebody else, whom the person has to mean. Before the first connection nobody was seen.
 */
function aimed(state: Talk, command: ToNick, warned: Talk['warned']): Command | Fault {
  const { model } = state;
  const key = nickKey(command.to);
  const log = privatePlace(model, command.to)?.log;
  if (log !== undefined) return { ...command, to: log };
  if (model.store === '') return command;
  const why = unsayable(model, command);
  const isGone = model.places.some((place) => isWith(place, key));
  if (why !== undefined || !isGone || warned === key) return why ?? command;
  state.warned = key;
  const message = `The ${command.to} you talked to is gone. The line once more is for whoever is called that now.`;
  return fault('bad_command', { message });
}
