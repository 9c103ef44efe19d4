/** What every command does, by its name: a missing one does not compile. */
import type { Command, CommandName, CommandOf } from '../../../grammar/ast.ts';
import type { Act } from '../act.ts';
import { type Answer, type AnswerTo, commandIn } from '../answers.ts';
import { digestOf } from '../digest.ts';
import { account } from './account.ts';
import { allow } from './allow.ts';
import { announce } from './announce.ts';
import { archive } from './archive.ts';
import { audit } from './audit.ts';
import { away } from './away.ts';
import { back } from './back.ts';
import { ban } from './ban.ts';
import { bans } from './bans.ts';
import { bell } from './bell.ts';
import { cert } from './cert.ts';
import { remove } from './delete.ts';
import { deop } from './deop.ts';
import { devoice } from './devoice.ts';
import { disallow } from './disallow.ts';
import { edit } from './edit.ts';
import { forget } from './forget.ts';
import { format } from './format.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { ignore } from './ignore.ts';
import { invite } from './invite.ts';
import { join } from './join.ts';
import { kick } from './kick.ts';
import { kill } from './kill.ts';
import { knock } from './knock.ts';
import { lockdown } from './lockdown.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { me } from './me.ts';
import { mentions } from './mentions.ts';
import { motd } from './motd.ts';
import { msg } from './msg.ts';
import { mute } from './mute.ts';
import { names } from './names.ts';
import { nick } from './nick.ts';
import { notice } from './notice.ts';
import { notify } from './notify.ts';
import { op } from './op.ts';
import { part } from './part.ts';
import { password } from './password.ts';
import { ping } from './ping.ts';
import { privacy } from './privacy.ts';
import { quit } from './quit.ts';
import { react } from './react.ts';
import { read } from './read.ts';
import { register } from './register.ts';
import { rehash } from './rehash.ts';
import { rename } from './rename.ts';
import { reply } from './reply.ts';
import { report } from './report.ts';
import { reports } from './reports.ts';
import { resume } from './resume.ts';
import { role } from './role.ts';
import { room } from './room.ts';
import { rooms } from './rooms.ts';
import type { Nature, Row } from './row.ts';
import { say } from './say.ts';
import { search } from './search.ts';
import { sessions } from './sessions.ts';
import { set } from './set.ts';
import { stats } from './stats.ts';
import { token } from './token.ts';
import { topic } from './topic.ts';
import { typing } from './typing.ts';
import { unban } from './unban.ts';
import { undo } from './undo.ts';
import { unignore } from './unignore.ts';
import { unmute } from './unmute.ts';
import { unreact } from './unreact.ts';
import { unread } from './unread.ts';
import { voice } from './voice.ts';
import { who } from './who.ts';
import { whoami } from './whoami.ts';
import { whois } from './whois.ts';
import { why } from './why.ts';

const rows = {
  say,
  nick,
  join,
  part,
  room,
  msg,
  me,
  notice,
  topic,
  role,
  op,
  deop,
  voice,
  devoice,
  set,
  rename,
  archive,
  forget,
  kick,
  ban,
  unban,
  mute,
  unmute,
  allow,
  disallow,
  bans,
  audit,
  undo,
  report,
  reports,
  invite,
  knock,
  names,
  rooms,
  who,
  whois,
  whoami,
  why,
  away,
  back,
  bell,
  notify,
  ignore,
  unignore,
  privacy,
  register,
  login,
  logout,
  password,
  account,
  sessions,
  cert,
  token,
  history,
  search,
  read,
  unread,
  mentions,
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
  kill,
  announce,
  lockdown,
  rehash,
  stats,
  quit,
} satisfies { readonly [K in CommandName]: Row<K> };

const byName: ReadonlyMap<string, unknown> = new Map(Object.entries(rows));

/** What a command does; nothing for one that a language has been given, and the rooms do not do. */
export const rowOf = <K extends CommandName>(cmd: K): Row<K> | undefined =>
  byName.get(cmd) as Row<K> | undefined;

const undone: Nature = { asks: 'line' };

/** What a command is to the world: see `Nature`. */
export function natureOf<K extends CommandName>(command: CommandOf<K>): Nature {
  const { nature = undone } = rowOf(command.cmd as K) ?? {};
  return typeof nature === 'function' ? nature(command) : nature;
}

/** It changes something, and is refused when that can't be committed. */
export function isRefusable(command: Command): boolean {
  const nature = natureOf(command);
  return 'changes' in nature && nature.changes === 'refused';
}

/** Goes on with the command that has put a question. */
export function answered<Ask extends Answer['ask']>(act: Act, answer: AnswerTo<Ask>): void {
  const { ask, cmd } = answer.to;
  const goOn = rowOf(cmd)?.answered?.[ask as Ask];
  if (goOn === undefined) throw new Error(`/${cmd} has never asked for ${ask}`);
  const command = commandIn(answer);
  if (act.tag !== undefined && command) act.digest = digestOf(command);
  goOn(act, answer);
}
