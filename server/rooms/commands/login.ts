/** Makes a session one of an account's. */
import { type Fault, fault } from '../../../grammar/faults.ts';
import { DAY_MS } from '../../../grammar/time.ts';
import { Act } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import { mayComeBack } from '../bounds/pacing.ts';
import type { BotToken } from '../durable/kept.ts';
import { banOn } from '../moderation/policy.ts';
import { passOn } from '../moderation/roles.ts';
import { keptOff } from '../moderation/server-bans.ts';
import { keepAccount } from '../people/accounts.ts';
import { mayHear, TOKEN_LIFE_MS, tokenOf } from '../people/bots.ts';
import { goOver } from '../people/ending.ts';
import { mayTry, triedWell, triedWrongly, uncount } from '../people/passwords.ts';
import { tellUnheard } from '../people/unheard.ts';
import { askUnread, unreadOf } from '../people/unread.ts';
import { enter } from '../presence.ts';
import { roomState, roomsOf, whereabouts } from '../views.ts';
import type { Account, Person, Room } from '../world/state.ts';
import type { Row } from './row.ts';

export const login: Row<'login'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  bots: 'never',
  isUnlocked: true,
  run(act, command) {
    const { nick, password } = command;
    const question = { ask: 'password', nick, command } as const;
    if (password === undefined) {
      const { certificate } = act;
      if (certificate === undefined) return act.refuse(fault('no_certificate'));
      return act.ask({ ...question, against: undefined, counted: [], certificate });
    }
    const counted = mayTry(act, command);
    if (counted === undefined) return;
    const secret = act.world.persons.byNick(nick)?.account?.secret;
    act.ask({ ...question, against: { secret }, counted });
  },
  answered: { password: checked, unread: tellUnread },
};

/** Goes on when the password has been checked; it may have been changed meanwhile. */
function checked(act: Act, { to, checked, renewed }: AnswerTo<'password'>): void {
  const { nick } = to;
  if (to.certificate !== undefined) return byCertificate(act, nick, to.certificate, renewed);
  if (checked === undefined) {
    uncount(act, to.command, to.counted);
    return act.refuse(fault('store_unavailable'));
  }
  const person = act.world.persons.byNick(nick);
  const account = person?.account;
  const { token, secret } = checked;
  const bot = account && token !== undefined ? tokenOf(account, token, act.world.now) : undefined;
  const isRight = bot !== undefined || (checked.isRight && account?.secret === to.against?.secret);
  if (!person || !account || !isRight) return act.refuse(triedWrongly(act, to.command));
  triedWell(act, to.command, to.counted, person);
  if (!act.mayGoOn(whyNoLogin(act, person))) return;
  if (bot) use(act, person, account, bot);
  else if (secret !== undefined) {
    keepAccount(act.world, act.effects, person, { ...account, secret });
  }
  goOn(act, person, renewed, bot);
}

/** The session is that person's from here on. */
function goOn(act: Act, person: Person, renewed: string, bot?: BotToken): void {
  const isOther = person !== act.person;
  if (isOther) become(act, person, bot);
  if (isOther) act.world.sessions.renew(act.session, renewed);
  act.done({ ...whereabouts(act.session), session: act.session.secret });
  if (isOther && !bot) askUnread(act);
}

/** Nothing is to be guessed here: TLS has proved that the peer has the key. */
function byCertificate(act: Act, nick: string, shown: string, renewed: string): void {
  const person = act.world.persons.byNick(nick);
  const isKnown = person?.account?.certificates?.some(({ fingerprint }) => fingerprint === shown);
  if (person === undefined || !isKnown) return act.refuse(fault('wrong_certificate'));
  if (act.mayGoOn(whyNoLogin(act, person))) goOn(act, person, renewed);
}

/** Tells it only if there is something, since nobody has asked. */
function tellUnread(act: Act, answer: AnswerTo<'unread'>): void {
  const told = unreadOf(act, answer);
  if (told && told.logs.length > 0) act.tell(told);
}

function whyNoLogin({ person: from, session, world }: Act, person: Person): Fault | undefined {
  if (person === from) return undefined;
  const kept = keptOff(world, person, session);
  if (kept) return kept;
  const { nick, rooms, sessions } = person;
  const { rooms: mostRooms, sessionsOfAccount: limit } = world.settings.limits;
  const restless = sessions.size === 0 ? mayComeBack(world, person) : undefined;
  if (restless) return restless;
  const more = broughtBy(from).filter(({ key }) => !rooms.has(key));
  if (sessions.size >= limit) return fault('too_many_sessions', { nick, limit });
  return rooms.size + more.length > mostRooms
    ? fault('too_many_rooms', { limit: mostRooms })
    : undefined;
}

/** The rooms that come along are a guest's: an account keeps its own. */
const broughtBy = ({ account, rooms }: Person): Room[] =>
  account === undefined ? [...rooms.values()] : [];

/**
 * The rooms that a guest was in are the account's, too, from here on, and so are its roles; what is said next is said where it was before. The
 * session hears of its rooms what its person's others hear of new ones: it is in them from now on.
 */
function become({ world, session, effects }: Act, person: Person, bot?: BotToken): void {
  const act = new Act(world, session, effects);
  const { person: from } = session;
  const { current } = session;
  const brought = broughtBy(from).map(({ key, name }) => ({
    key,
    name,
    quietly: from.quiet.has(key),
    stay: from.rooms.of(key),
  }));
  if (from.account === undefined) passOn(act, person);
  goOver(act, person, `logged in as ${person.nick}`, bot);
  for (const room of roomsOf(session)) act.tell(roomState(room));
  for (const { key, name, quietly, stay } of brought) {
    if (person.rooms.has(key) || !mayHear(session, key)) continue;
    const room = world.rooms.open(key, name, person, session.address);
    const isBanned = banOn(room.fold.policy, person, world.now) !== undefined;
    const { nick } = person;
    if (isBanned) act.tell({ ev: 'parted', room: room.name, nick, reason: 'banned', at: act.at });
    else enter(act, room, { quietly, stay });
  }
  tellUnheard(act);
  const heard = roomsOf(session);
  const last = heard.find(({ key }) => key === current?.key) ?? heard.at(-1);
  world.set(session, 'current', last);
}

/** How exactly it is kept when a token was used last. */
const USE_INTERVAL_MS = DAY_MS;

/** The end of a token that is used is put off. */
function use({ world, effects }: Act, person: Person, account: Account, bot: BotToken): void {
  const until = world.now + TOKEN_LIFE_MS;
  if (until - bot.until < USE_INTERVAL_MS) return;
  const tokens = account.tokens?.map((each) => (each === bot ? { ...each, until } : each)) ?? [];
  keepAccount(world, effects, person, { ...account, tokens });
}
