/** What is done to others and hard to take back is shown first, and asked about. */
import type { Command } from '../../grammar/ast.ts';
import type { EventOf } from '../../grammar/events.ts';
import { isFault } from '../../grammar/language.ts';
import { understand } from '../editor/understand.ts';
import { ask } from './asking.ts';
import { type ModeOf, talking } from './mode.ts';
import { type Model, only, type Update } from './model.ts';
import { shownPlace } from './place-list.ts';
import type { Pressed } from './pressed.ts';
import { addressed } from './private.ts';
import { sendLine, submit } from './sending.ts';
import { answerSentences } from './sentences.ts';

type Confirming = ModeOf<'confirming'>;

/** True for a command that is done only when the person has said yes. */
export function isAskedAbout(command: Command): boolean {
  switch (command.cmd) {
    case 'kick':
    case 'kill':
      return true;
    case 'ban':
    case 'mute':
      return command.preview !== true;
    default:
      return false;
  }
}

/** Asks whether a line is to be done; `from` is the list where a key has begun it, and that goes on. */
export function confirm(model: Model, line: string, from?: Confirming['from']): Update {
  const place = shownPlace(model);
  const read = understand(line);
  const command = isFault(read) ? read : addressed(read, place);
  if (isFault(command)) return only({ ...model, flash: command.message });
  const mode: Confirming = { is: 'confirming', line, ...(from && { from }) };
  switch (command.cmd) {
    case 'ban':
    case 'mute': {
      if (model.connection.is !== 'up') {
        return only({ ...model, flash: 'Without a connection nobody knows whom it would hit.' });
      }
      const { tag: _, ...bare } = command;
      const asked = ask(model, place.id, { ...bare, preview: true });
      const waiting: Confirming = { ...mode, waiting: asked.tag };
      const flash = 'Asking whom it would hit …';
      return { model: { ...asked.model, mode: waiting, flash }, effects: asked.effects };
    }
    case 'kick': {
      const flash = `${command.nick} is put out of ${command.room}, and everybody there is told. Where the room is open they may come again.`;
      return only({ ...model, mode, flash });
    }
    default:
      return only({ ...model, mode });
  }
}

/** The server has answered whom the command would hit. */
export function previewed(model: Model, event: EventOf<'hits'>): Model {
  const { mode } = model;
  if (mode.is !== 'confirming' || mode.waiting !== event.re) return model;
  const { waiting: _, ...known } = mode;
  return { ...model, mode: known, flash: answerSentences(event).join(' ') };
}

/**
 * A key while a question is open: y is yes, every other key is no. Before the server has answered whom it would hit, y
 * is not taken.
 */
export function inConfirming(
  model: Model,
  { line, from, waiting }: Confirming,
  { key, action }: Pressed,
): Update {
  const letter = 'text' in key ? key.text.toLowerCase() : '';
  const calm: Model = { ...model, mode: from ?? talking };
  if (letter !== 'y' && action !== 'send') return only(calm);
  if (waiting !== undefined) return only({ ...model, flash: 'Asking whom it would hit …' });
  return from ? submit(calm, line) : sendLine(calm);
}
