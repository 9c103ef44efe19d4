/** Sentences of refusals that depend on more than one thing. */
import { isServer } from '../names.ts';

/** Who can take a ban or its like back. */
export const appeal = (room: string): string =>
  isServer(room)
    ? 'Whoever runs this server, or another operator, can take that back, or /allow you.'
    : `An op or owner of ${room} can take that back, or /allow you.`;

/** Whoever is meant by it can log in; all others choose another one. */
export function taken({
  nick,
  like,
  account,
}: {
  nick: string;
  like?: string;
  account?: string;
}): string {
  const other = like === undefined ? `${nick} is` : `${nick} looks like ${like}, which is`;
  return account === undefined
    ? `${other} in use. Choose another nick.`
    : `${other} an account. If it is yours: /login ${account} PASSWORD. If not, choose another nick.`;
}

/** What they have chosen, and what would lift it. */
export const notWelcome = ({ nick, who }: { nick: string; who: 'accounts' | 'known' }): string =>
  who === 'accounts'
    ? `${nick} takes private messages only from accounts (/privacy). /register PASSWORD makes your nick one.`
    : `${nick} takes private messages only from people whom they know (/privacy). Meet them in a room: /whois ${nick} shows where they are.`;

/** With a number: it is no message. Without: there is no last message, or no last one of one's own. */
export function missing(p: {
  target: string;
  seq?: number;
  own?: true;
  ignored?: true;
  of?: string;
}): string {
  const numbers = `/history ${p.target} shows the numbers.`;
  if (p.seq !== undefined) return `There is no message ${p.seq} in ${p.target}. ${numbers}`;
  if (p.of !== undefined)
    return `${p.of} has said nothing in ${p.target} since then that is still there. ${numbers}`;
  if (p.ignored)
    return `The last message in ${p.target} is from somebody whom you ignore. Name another one: ${numbers}`;
  return p.own
    ? `You have said nothing in ${p.target} that is still there. ${numbers}`
    : `Nothing has been said in ${p.target} so far. Begin with /msg ${p.target} hello.`;
}

/** With the commands that may be meant. */
export function noSuchCommand({ name, near }: { name: string; near: string[] }): string {
  const otherwise = name.includes('/')
    ? 'To say a line that begins with a slash, begin it with //.'
    : 'Type /help for the list.';
  const meant = near.map((command) => `/${command}`);
  return `There is no command /${name}. ${didYouMean(meant, otherwise)}`;
}

/** A question with the names that may be meant; `otherwise` when there are none. */
export function didYouMean(near: string[], otherwise: string): string {
  if (near.length === 0) return otherwise;
  return `Did you mean ${near.length === 1 ? near[0] : `${near.slice(0, -1).join(', ')} or ${near.at(-1)}`}?`;
}

/** What was done so often that one has to wait, by what it is. */
export const hasty = {
  one: 'That was done',
  changes: 'You came and went, took another nick or were away too often',
  asks: 'From your address staff was told something too often',
  rooms: 'You opened too many rooms',
  edits: 'That message was edited too often',
  reactions: 'There were too many reactions to that message',
} as const;

/** One of these. */
export type Hasty = keyof typeof hasty;
