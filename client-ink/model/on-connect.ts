/** What the person has done at the beginning of each new session: lines of the configuration. */
import { isFault } from '../../grammar/language.ts';
import { openPart, understand } from '../editor/understand.ts';
import { ask } from './asking.ts';
import { type Model, only, type Update } from './model.ts';
import { noted } from './place-list.ts';
import { addressed } from './private.ts';

/** Gives each line as if it was typed in the server's window; what can't be sent is told there. */
export function begunWithLines(given: Model): Update {
  return given.onConnect.reduce<Update>(({ model, effects }, line) => {
    const [server] = model.places;
    const read = understand(line);
    const command = isFault(read) || server === undefined ? read : addressed(read, server);
    if (isFault(command)) {
      return { model: noted(model, 0, 'error', `on-connect: ${command.message}`), effects };
    }
    const asked = ask(model, 0, command, openPart(line, model.aliases));
    return { model: asked.model, effects: [...effects, ...asked.effects] };
  }, only(given));
}
