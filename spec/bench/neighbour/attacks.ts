/** What a bad neighbour sends over and over: every kind of command, in the form that costs the server most. */
import type { CommandName } from '../../../grammar/ast.ts';

interface Attack {
  /** What each connection sends first. */
  readonly first?: readonly string[];
  /** What it sends from then on, again and again. */
  readonly lines: readonly string[];
  /** Nothing that the server answers is read. */
  readonly deaf?: true;
  /** After so many of them it breaks the connection and makes another. */
  readonly breaks?: true;
}

/** A room of the attackers, in which all is said that has to be said somewhere. */
const OWN = '#neighbours';
/** As many rooms as one may be in, with `OWN`. */
const rooms = Array.from({ length: 99 }, (_, n) => `#n${n}`);
const hundred = `/join ${rooms.join()}`;
const text = 'x'.repeat(4000);
const enter = [`/join ${OWN}`];
const talk = [...enter, ...Array.from({ length: 60 }, (_, n) => `/say ${text.slice(0, 900)} ${n}`)];

/** No command is forgotten: the table has all. */
const byCommand: Readonly<Record<CommandName, Attack>> = {
  say: { first: enter, lines: [text] },
  me: { first: enter, lines: [`/me ${text}`] },
  msg: { lines: [`/msg nobody-of-this-name ${text.slice(0, 40)}`] },
  notice: { first: enter, lines: [`/notice ${OWN} ${text}`] },
  nick: { first: [hundred], lines: ['/nick NICK-a', '/nick NICK-b'] },
  join: { first: [hundred], lines: [hundred] },
  part: { lines: [hundred, `/part ${rooms.join()}`] },
  room: { first: [hundred], lines: ['/room #n1', '/room'] },
  topic: { first: enter, lines: [`/topic ${OWN} ${text.slice(0, 1000)}`] },
  role: { first: enter, lines: [`/role ${OWN} NICK owner`] },
  op: { lines: [`/op ${OWN} NICK`] },
  deop: { lines: [`/deop ${OWN} NICK`] },
  voice: { lines: [`/voice ${OWN} NICK`] },
  devoice: { lines: [`/devoice ${OWN} NICK`] },
  set: { first: enter, lines: [`/set ${OWN} limit 20`, `/set ${OWN}`] },
  rename: { first: enter, lines: [`/rename ${OWN} ${OWN}-2`, `/rename ${OWN} ${OWN}`] },
  archive: { first: enter, lines: [`/archive ${OWN}`, `/archive ${OWN} off`] },
  forget: { first: enter, lines: [`/forget ${OWN}`] },
  kick: { lines: [`/kick ${OWN} NICK`] },
  ban: { first: enter, lines: [`/ban ${OWN} nobody* ${text.slice(0, 500)}`] },
  unban: { first: enter, lines: [`/ban ${OWN} nobody*`, `/unban ${OWN} nobody*`] },
  mute: { first: enter, lines: [`/mute ${OWN} nobody* ${text.slice(0, 500)}`] },
  unmute: { first: enter, lines: [`/mute ${OWN} nobody*`, `/unmute ${OWN} nobody*`] },
  allow: { first: enter, lines: [`/allow ${OWN} nobody* ${text.slice(0, 500)}`] },
  disallow: { first: enter, lines: [`/allow ${OWN} nobody*`, `/disallow ${OWN} nobody*`] },
  audit: { first: enter, lines: [`/audit ${OWN} limit=100`] },
  undo: { first: enter, lines: [`/undo ${OWN} 1`] },
  knock: { first: enter, lines: [`/knock #elsewhere ${text.slice(0, 500)}`] },
  report: { first: talk, lines: [`/report ${OWN} 1 ${text.slice(0, 500)}`] },
  reports: { lines: ['/reports #dev'] },
  why: { first: ['/whois nobody-of-this-name'], lines: ['/why'] },
  bans: { first: enter, lines: [`/bans ${OWN}`] },
  invite: { lines: [`/invite nobody-of-this-name ${OWN}`] },
  names: { first: enter, lines: [`/names ${OWN}`] },
  rooms: { lines: ['/rooms'] },
  who: { lines: ['/who'] },
  whois: { lines: ['/whois nobody-of-this-name'] },
  whoami: { first: [hundred], lines: ['/whoami'] },
  away: { first: [hundred], lines: [`/away ${text.slice(0, 500)}`] },
  back: { first: [hundred], lines: ['/away x', '/back'] },
  bell: { first: [hundred], lines: ['/bell on', '/bell off'] },
  ignore: { first: [hundred], lines: ['/ignore neighbour', '/ignore'] },
  unignore: { first: ['/ignore neighbour'], lines: ['/unignore neighbour', '/ignore neighbour'] },
  read: { first: enter, lines: [`/read ${OWN}`] },
  unread: { lines: ['/unread'] },
  mentions: { lines: ['/mentions'] },
  notify: { lines: ['/notify none', '/notify', '/notify all until=2h'] },
  privacy: { lines: ['/privacy known', '/privacy all'] },
  register: { lines: ['/register correct-horse-battery'] },
  login: { lines: ['/login nobody-of-this-name correct-horse-battery'] },
  logout: { lines: ['/logout'] },
  password: { lines: ['/password correct-horse-battery staple-and-more'] },
  account: { lines: ['/account'] },
  sessions: { lines: ['/sessions'] },
  history: { first: talk, lines: [`/history ${OWN} limit=500`] },
  search: { first: talk, lines: ['/search x* limit=100'] },
  reply: { first: talk, lines: [`/reply ^ ${text.slice(0, 900)}`] },
  edit: { first: talk, lines: [`/edit ^ ${text.slice(0, 900)}`] },
  delete: { first: talk, lines: ['/delete ^'] },
  react: { first: talk, lines: ['/react ^ +1'] },
  unreact: { first: talk, lines: ['/unreact ^ +1'] },
  typing: { first: enter, lines: [`/typing ${OWN}`] },
  ping: { lines: ['/ping'] },
  format: { lines: ['/format json', '/format plain'] },
  resume: { lines: [`/resume ${text.slice(0, 22)}`] },
  help: { lines: ['/help'] },
  motd: { lines: ['/motd'] },
  token: { lines: ['/token new a', '/token revoke a', '/token'] },
  cert: { lines: [`/cert add ${'AB'.repeat(32)}`, '/cert'] },
  kill: { lines: ['/kill neighbour'] },
  announce: { lines: [`/announce ${text}`] },
  lockdown: { lines: ['/lockdown on'] },
  stats: { lines: ['/stats'] },
  rehash: { lines: ['/rehash'] },
  quit: { first: [hundred], lines: ['/quit'], breaks: true },
};

export const attacks: Readonly<Record<string, Attack>> = {
  ...byCommand,
  'rooms zz': { lines: ['/rooms zz'] },
  'join #a=1,#a=1,…': { lines: [`/join ${Array.from({ length: 1600 }, () => '#a=1').join()}`] },
  'join with a cursor': { first: talk, lines: [`/part ${OWN}`, `/join ${OWN}=1`] },
  'history, never read': { first: talk, lines: [`/history ${OWN} limit=500`], deaf: true },
  'a wrong line': { lines: [`/histroy ${text}`] },
  'a wrong object': { lines: [JSON.stringify({ cmd: 'join', rooms: Array(4000).fill('#a') })] },
  'an object that does not end': { lines: [`{"a":${'['.repeat(32_000)}`] },
  'nick, then RST': { lines: ['/nick NICK'], breaks: true },
};
