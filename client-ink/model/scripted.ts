/** What the person's scripts say: commands for the server, which stand in its window under the name of the script. */
import type { Command } from '../../grammar/ast.ts';
import { type Event, type EventOf, isLogged } from '../../grammar/events.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import { isFault } from '../../grammar/language.ts';
import { understand } from '../editor/understand.ts';
import { clientsIn } from '../language/commands/index.ts';
import { language } from '../language/language.ts';
import { ask } from './asking.ts';
import { indexOfSeq, replaceAt, saidAt } from './entry.ts';
import { type Model, only, type Update } from './model.ts';
import { logPlace, noted, withPlace } from './place-list.ts';
import { addressed, holdsSecret, unsayable } from './private.ts';

/** What is said to a server that may be there again waits for it. */
export const isAwaited = ({ connection: { is } }: Model): boolean =>
  is === 'connecting' || is === 'lost';

/** Gives a line of a script: a command as it is typed, or as an object. What can't be given is told in the server's window. */
export function scripted(model: Model, script: string, line: string): Update {
  const told = (tone: 'info' | 'error', words: string) =>
    noted(model, 0, tone, `${script}: ${words}`);
  if (model.connection.is !== 'up')
    return only(told('error', 'not connected, so that what it says is lost.'));
  const command = meant(model, line);
  if (isFault(command)) return only(told('error', command.message));
  const { tag: _, ...untagged } = command;
  const said = told('info', language.print(command));
  const { model: asking, effects, tag } = ask(said, 0, untagged as Command);
  const asked = new Map(asking.asked).set(tag, { place: 0, command, script });
  return { model: { ...asking, asked }, effects };
}

function meant(model: Model, line: string): Command | Fault {
  const command = line.startsWith('{') ? language.readObject(line) : understand(line);
  if (isFault(command)) return command;
  if (clientsIn(command) !== undefined || command.cmd === 'quit')
    return refusal(`/${command.cmd} is not for scripts.`);
  if (holdsSecret(command)) return refusal('A password is not for scripts.');
  const [server] = model.places;
  const meant = server === undefined ? command : addressed(command, server);
  return isFault(meant) ? meant : (unsayable(model, meant) ?? meant);
}

const refusal = (message: string): Fault => fault('bad_command', { message });

/** True for the answer to what a script has asked: the script hears it, and it is shown to nobody else. */
export function isForScript(model: Model, event: Event): boolean {
  const asked = 're' in event && event.re !== undefined ? model.asked.get(event.re) : undefined;
  return (
    asked?.script !== undefined && !isLogged(event) && event.ev !== 'ok' && event.ev !== 'error'
  );
}

/** What a script has said is marked as its, where that is shown. */
export function markedAsItsOwn(
  model: Model,
  script: string,
  { room, log, seq = 0 }: EventOf<'ok'>,
): Model {
  const place = logPlace(model, room ?? log ?? '');
  const said = place && saidAt(place.entries, seq);
  if (place === undefined || said === undefined) return model;
  const entries = replaceAt(place.entries, indexOfSeq(place.entries, seq), { ...said, script });
  return withPlace(model, { ...place, entries });
}
