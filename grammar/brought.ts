/** Which command is meant by a name that is none: a slip of the finger, or a word that people bring from other chats. */
import type { CommandName } from './ast.ts';
import { nearest } from './nearest.ts';

/** What is called otherwise elsewhere. These are suggested, and do nothing: one name is enough to learn. */
const words: { readonly [Name in CommandName]?: string } = {
  help: '? h man commands cmds usage',
  part: 'leave l wc',
  quit: 'exit bye goodbye logout logoff signoff disconnect close',
  msg: 'query privmsg private whisper tell pm dm write send t',
  nick: 'nickname name rename',
  who: 'users userlist online people everyone',
  names: 'members',
  whois: 'whowas info user finger profile wi',
  whoami: 'session status',
  rooms: 'channels chans chanlist ls',
  room: 'channel chan switch goto go window win',
  join: 'enter cd open create',
  away: 'afk brb gone busy',
  back: 'unaway here unafk',
  me: 'action emote em describe',
  notice: 'announce',
  topic: 'subject title',
  search: 'find grep lookup fts',
  reply: 're answer respond quote thread',
  edit: 'correct fix amend s',
  delete: 'del rm remove redact unsend unsay retract',
  react: 'reaction like plus',
  unreact: 'unlike',
  history: 'log logs scrollback backlog last lastlog playback chathistory',
  bell: 'beep sound highlight',
  resume: 'reconnect attach',
};

const brought: ReadonlyMap<string, CommandName> = new Map(
  Object.entries(words).flatMap(([command, elsewhere]) =>
    elsewhere.split(' ').map((word): [string, CommandName] => [word, command as CommandName]),
  ),
);

/** Words from elsewhere, for the specs. */
export const broughtWords: Iterable<string> = brought.keys();

/** The commands that may be meant by `name`, which is none: best first, without slashes, perhaps none. */
export function meantBy(name: string, commands: Iterable<string>): string[] {
  const known = brought.get(name.toLowerCase());
  const near = nearest(name, commands).filter((other) => isSlip(name, other));
  return [...new Set(known ? [known, ...near] : near)];
}

/** Fingers seldom slip on the first letter of a short word: /kick is no /nick. */
function isSlip(name: string, near: string): boolean {
  if (name.length <= 2) return false;
  if (name.length > 4) return true;
  const [a = '', b = ''] = name.toLowerCase();
  return near[0] === a || near[0] === b || near[1] === a;
}
