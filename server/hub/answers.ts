/** Answers the questions of the rooms from the store. */

import { isActOfStaff } from '../../grammar/acts.ts';
import type { Logged, Message } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type {
  Acts,
  Answer,
  Checked,
  FirstAnswer,
  FoundMessage,
  Gathered,
  Guest,
  Reread,
} from '../rooms/answers.ts';
import type {
  ActsQuestion,
  HistoryQuestion,
  MentionsQuestion,
  MessageQuestion,
  PasswordQuestion,
  Question,
  SaidQuestion,
  SearchQuestion,
} from '../rooms/questions.ts';
import type { Identity, SessionKey } from '../rooms/world/ids.ts';
import type { Hit } from '../store/search.ts';
import type { LogRange, LogRecord, Store } from '../store/store.ts';

/** Hashes passwords, and checks passwords against hashes. */
export interface Passwords {
  /** So many may be hashed or checked at a time. */
  readonly concurrency: number;
  hash(password: string): Promise<string>;
  /** Without a secret the check takes as long, and the password is wrong. */
  check(password: string, secret: string | undefined): Promise<boolean>;
  /** True for a hash that was made with less work than a new one would be. */
  isWeak(secret: string): boolean;
}

/** Takes something random, and its hash. */
type Keep = (hash: string, made: string) => void;

/** Where answers come from. */
export interface Sources {
  readonly store: Store;
  /** The answers that a session got before the server was started. Rejects when the store can't read them, or they make no sense. */
  answers(session: SessionKey): Promise<FirstAnswer[]>;
  readonly passwords: Passwords;
  /** Makes the identity and the nick of a new guest. */
  guest(): Guest;
  /** Makes a token for a bot, or a ticket for a session, gives it to whoever is to be told, and returns its hash. */
  mint(keep: Keep): string;
  ticket(keep: Keep): string;
  /** The hash of what may be a bot's token, in the place of a password. */
  tokenHash(given: string): string | undefined;
  /** Reads the configuration again; what may change has changed by then. */
  reread(): Promise<Reread>;
  /** Tells the operator a fact, and its reason. */
  warn(fact: string, reason?: unknown): void;
}

/**
 * What the store cannot read is undefined in the answer, and told to the operator. `presented` are the passwords of the
 * command that asks, in their order; `keep` takes what is made for its connection.
 */
export async function answer(
  question: Question,
  sources: Sources,
  presented: readonly string[],
  keep: { readonly token: Keep; readonly ticket: Keep },
): Promise<Answer> {
  const { store } = sources;
  const orNothing = <T>(
    reading: Promise<T>,
    fact = 'the store could not be read',
  ): Promise<T | undefined> =>
    reading.catch((error: unknown) => {
      sources.warn(fact, reasonOf(error));
      return undefined;
    });
  switch (question.ask) {
    case 'history':
      return { ask: 'history', to: question, records: await orNothing(history(store, question)) };
    case 'acts':
      return { ask: 'acts', to: question, acts: await orNothing(acts(store, question)) };
    case 'rooms':
      return { ask: 'rooms', to: question };
    case 'search':
      return { ask: 'search', to: question, hits: await orNothing(search(store, question)) };
    case 'unread':
      return { ask: 'unread', to: question, counts: await orNothing(store.unread(question)) };
    case 'mentions':
      return { ask: 'mentions', to: question, hits: await orNothing(mentions(store, question)) };
    case 'message':
      return { ask: 'message', to: question, found: await orNothing(message(store, question)) };
    case 'said':
      return { ask: 'said', to: question, found: await orNothing(said(store, question)) };
    case 'answers': {
      const answers = await orNothing(sources.answers(question.session));
      return { ask: 'answers', to: question, answers };
    }
    case 'password': {
      const checking = check(sources, question, presented);
      const checked = await orNothing(checking, 'a password could not be hashed');
      return { ask: 'password', to: question, checked, renewed: sources.ticket(keep.ticket) };
    }
    case 'token':
      return { ask: 'token', to: question, secret: sources.mint(keep.token) };
    case 'configuration':
      return { ask: 'configuration', to: question, read: await sources.reread() };
    case 'guest':
      return {
        ask: 'guest',
        to: question,
        guest: sources.guest(),
        renewed: sources.ticket(keep.ticket),
      };
    default:
      return unreachable(question);
  }
}

/** Reads one event more than asked for: when it is there, there is more. */
async function history(store: Store, { log, since, limit, ...part }: HistoryQuestion) {
  const old = since === undefined ? 0 : await store.lastBefore(log, since);
  const after = Math.max(part.after, old);
  const { before, keep } = part;
  return store.read(log, { after, before, keep, limit: limit + 1 });
}

/** A question for acts looks through at most so many events, so many at a time. */
const MAX_SIFTED_EVENTS = 20_000;
const MAX_SIFTED_AT_ONCE = 500;

async function acts(
  store: Store,
  { log, after, before, limit, keep }: ActsQuestion,
): Promise<Acts> {
  const found: Logged[] = [];
  const isOne = before - after === 2;
  const last = Math.max(after, before - 1 - MAX_SIFTED_EVENTS);
  for (let end = before; end > last + 1; ) {
    const part = { after: last, before: end, limit: MAX_SIFTED_AT_ONCE, keep };
    const records = (await store.read(log, part)).map(({ event }) => event);
    found.unshift(...records.filter((event) => isOne || isActOfStaff(event)));
    end = records[0]?.seq ?? 0;
    if (found.length > limit) return { events: found.slice(-limit - 1) };
  }
  return last > after ? { events: found, looked: last + 1 } : { events: found };
}

function search(
  store: Store,
  { ask: _, cmd: __, tag: ___, limit, ...search }: SearchQuestion,
): Promise<Hit[]> {
  return store.search({ ...search, limit: limit + 1 });
}

function mentions(
  store: Store,
  { ask: _, cmd: __, tag: ___, limit, ...search }: MentionsQuestion,
): Promise<Hit[]> {
  return store.mentions({ ...search, limit: limit + 1 });
}

async function message(store: Store, { log, seq, author }: MessageQuestion) {
  const record = await at(store, log, seq ?? (await store.lastSaid(log, author)));
  const event = record?.event;
  if (record === undefined || event?.ev !== 'message') return 'nothing';
  return asItReads(store, log, event, record.author);
}

/** A message with what has edited it last. */
async function asItReads(
  store: Store,
  log: LogKey,
  message: Message,
  author: Identity,
): Promise<FoundMessage> {
  const edit = message.edited === undefined ? undefined : await at(store, log, message.edited);
  return { message, author, edit: edit?.event };
}

/** Looks back through a log, as far as anybody looks for acts; the oldest is first. */
async function said(
  store: Store,
  { log, end, after, author, since, limit }: SaidQuestion,
): Promise<FoundMessage[]> {
  const found: FoundMessage[] = [];
  const last = Math.max(after, end - MAX_SIFTED_EVENTS);
  for (let before = end + 1; before > last + 1 && found.length < limit; ) {
    const range = { after: last, before, limit: MAX_SIFTED_AT_ONCE, keep: 'newest' } as const;
    const records = await store.read(log, range);
    for (const { event, author: its } of records.toReversed()) {
      if (Date.parse(event.at) < since) return found.reverse();
      if (event.ev !== 'message' || its !== author || event.deleted !== undefined) continue;
      if (found.length === limit) break;
      found.push(await asItReads(store, log, event, author));
    }
    before = records[0]?.event.seq ?? 0;
  }
  return found.reverse();
}

/** The last messages of somebody that were not deleted. Nothing when the store can't be read. */
export async function gather(
  { store, warn }: Pick<Sources, 'store' | 'warn'>,
  who: Identity,
  limit: number,
): Promise<Gathered[] | undefined> {
  try {
    const said = await store.saidBy(who, limit);
    return await Promise.all(
      said.map(async ({ log, end, message }) => ({
        log,
        end,
        found: await asItReads(store, log, message, who),
      })),
    );
  } catch (error) {
    warn('the store could not be read', reasonOf(error));
    return undefined;
  }
}

/** A new password is hashed when the old one was right; a right one is hashed anew when that was done with less work. */
async function check(
  { passwords, tokenHash }: Pick<Sources, 'passwords' | 'tokenHash'>,
  { against, cmd }: PasswordQuestion,
  presented: readonly string[],
): Promise<Checked> {
  const [given = '', next] = against === undefined ? ['', ...presented] : presented;
  const token = cmd === 'login' ? tokenHash(given) : undefined;
  if (token !== undefined) return { isRight: false, secret: undefined, token };
  const isRight = against === undefined || (await passwords.check(given, against.secret));
  if (!isRight) return { isRight, secret: undefined };
  const isWeak = against?.secret !== undefined && passwords.isWeak(against.secret);
  const hashed = next ?? (isWeak ? given : undefined);
  return { isRight, secret: hashed === undefined ? undefined : await passwords.hash(hashed) };
}

/** The sentence that the store gives as the reason. */
const reasonOf = (error: unknown): unknown => (error instanceof Error ? error.message : error);

const at = async (store: Store, log: LogKey, seq: number): Promise<LogRecord | undefined> =>
  (await store.read(log, part(seq - 1, seq + 1, 1)))[0];

const part = (after: number, before: number, limit: number): LogRange => ({
  after,
  before,
  limit,
  keep: 'newest',
});
