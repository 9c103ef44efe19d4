/** The commands that the client does by itself, without asking the server. */
import type { Command } from '../../grammar/ast.ts';
import { nearest } from '../../grammar/reading/nearest.ts';
import {
  type ClientCommand,
  clientCommands,
  clientsIn,
  type SetOption,
} from '../language/commands/index.ts';
import { type Model, only, type Update } from './model.ts';
import { noted } from './place-list.ts';

/** Does what the client does by itself; undefined for what the server is asked. `place`: where it was typed. */
export function doneByItself(model: Model, place: number, command: Command): Update | undefined {
  const own = clientsIn(command);
  if (own?.cmd === 'server') return goToServer(model, place, own);
  if (own?.cmd === 'set') return setOption(model, place, own);
  if (own?.cmd === 'script') {
    const { cmd: _, ...deed } = own;
    return { model, effects: [{ do: 'script', place, ...deed }] };
  }
  const about = command.cmd === 'help' ? command.about?.toLowerCase() : undefined;
  return about !== undefined && Object.hasOwn(clientCommands, about)
    ? only(helped(model, place, about as keyof typeof clientCommands))
    : undefined;
}

/** Whoever performs it knows what the options are set to, and tells it. */
function setOption(model: Model, place: number, { room, name, value }: SetOption): Update {
  if (room !== undefined && name === 'joins') {
    return setOption(model, place, { cmd: 'set', name: `joins-in.${room}`, ...given(value) });
  }
  if (room !== undefined) {
    const flash = `${name ?? 'This'} is about this client, and not about a room: leave ${room} out.`;
    return only({ ...model, flash });
  }
  const what = { ...(name !== undefined && { name }), ...given(value) };
  return { model, effects: [{ do: 'set', place, ...what }] };
}

const given = (value: string | undefined) => (value === undefined ? {} : { value });

function helped(model: Model, place: number, name: keyof typeof clientCommands): Model {
  const { usage, summary, about, examples } = clientCommands[name];
  const lines = [`${usage}: ${summary}`, about];
  const all = [...lines, ...examples.map((example) => `  ${example}`)];
  return all.reduce((told, line) => noted(told, place, 'answer', line), model);
}

const NO_PROFILES =
  'Your configuration names one server. [profiles.work] in it begins the settings of another.';

function goToServer(
  model: Model,
  place: number,
  { server }: Extract<ClientCommand, { cmd: 'server' }>,
): Update {
  const { profiles, profile } = model;
  if (profiles.length === 0) return only({ ...model, flash: NO_PROFILES });
  if (server === undefined) return only(listed(model, place));
  if (server === profile) return only({ ...model, flash: `This is ${server}.` });
  if (profiles.includes(server)) return { model, effects: [{ do: 'go', server }] };
  const near = nearest(server, profiles);
  const meant =
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${profiles.join(', ')}.`;
  return only({ ...model, flash: `Your configuration has no profile ${server}. ${meant}` });
}

function listed(model: Model, place: number): Model {
  const open = new Map(model.elsewhere.map((each) => [each.server, each]));
  const lines = model.profiles.map((name) => {
    if (name === model.profile) return `${name}: you are here`;
    const other = open.get(name);
    if (other === undefined) return `${name}: not connected; /server ${name} connects`;
    const unread = other.places.reduce((sum, each) => sum + each.unread, 0);
    return `${name}: ${other.isUp ? 'connected' : 'being tried'}${unread > 0 ? `, ${unread} unread` : ''}`;
  });
  return lines.reduce((told, line) => noted(told, place, 'answer', line), model);
}
