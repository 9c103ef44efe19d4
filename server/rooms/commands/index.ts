/** Every command's authority half, by name: a missing one does not compile. */
import type { Command, CommandName } from '../../../grammar/ast.ts';
import { help, motd, names, ping, rooms, who, whoami, whois } from './asking.ts';
import { history } from './history.ts';
import { edit, react, remove, reply, unreact } from './living.ts';
import { away, back, bell, nick } from './people.ts';
import { join, part, room } from './rooms.ts';
import type { Row } from './row.ts';
import { me, msg, notice, say } from './say.ts';
import { search } from './search.ts';
import { format, quit, resume } from './session.ts';
import { topic } from './topic.ts';
import { typing } from './typing.ts';

export const rows: { readonly [K in CommandName]: Row<K> } = {
  say,
  nick,
  join,
  part,
  room,
  msg,
  me,
  notice,
  topic,
  names,
  rooms,
  who,
  whois,
  whoami,
  away,
  back,
  bell,
  history,
  search,
  reply,
  edit,
  delete: remove,
  react,
  unreact,
  typing,
  ping,
  format,
  resume,
  help,
  motd,
  quit,
};

const questions: ReadonlySet<CommandName> = new Set(['names', 'rooms', 'who', 'whois', 'whoami']);

/** It only asks what the world is like now. */
export function isQuery(command: Command): boolean {
  if (command.cmd === 'topic') return command.text === undefined;
  if (command.cmd === 'room') return command.room === undefined;
  return questions.has(command.cmd);
}
