/** Every command's authority half, by name: a missing one does not compile. */
import type { Command, CommandName, CommandOf } from '../../../grammar/ast.ts';
import { help, motd, names, ping, rooms, who, whoami, whois } from './asking.ts';
import { history } from './history.ts';
import { edit, react, remove, reply, unreact } from './living.ts';
import { away, back, bell, nick } from './people.ts';
import { join, part, room } from './rooms.ts';
import type { Nature, Row } from './row.ts';
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

/** What a command is to the world: see `Nature`. */
export function natureOf<K extends CommandName>(command: CommandOf<K>): Nature {
  const { nature } = rows[command.cmd as K];
  return typeof nature === 'function' ? nature(command) : nature;
}

/** It changes something, and is refused when that can't be committed. */
export function isRefusable(command: Command): boolean {
  const nature = natureOf(command);
  return 'changes' in nature && nature.changes === 'refused';
}
