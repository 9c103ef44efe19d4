/** Answers the questions of the rooms: from the store, by chance, or by hashing. */
import { unreachable } from '../../grammar/unreachable.ts';
import type { Answer, Checked, FirstAnswer, Gathered, Guest, Reread } from '../rooms/answers.ts';
import type { Question, QuestionOf } from '../rooms/questions.ts';
import type { Identity, SessionKey } from '../rooms/world/ids.ts';
import type { Store } from '../store/store.ts';
import { acts, history, mentions, message, said, saidBy, search } from './look-ups.ts';

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
  const found = <T>(reading: Promise<T>) => orNothing(sources, reading);
  switch (question.ask) {
    case 'history':
      return { ask: 'history', to: question, records: await found(history(store, question)) };
    case 'acts':
      return { ask: 'acts', to: question, acts: await found(acts(store, question)) };
    case 'rooms':
      return { ask: 'rooms', to: question };
    case 'search':
      return { ask: 'search', to: question, hits: await found(search(store, question)) };
    case 'unread':
      return { ask: 'unread', to: question, counts: await found(store.unread(question)) };
    case 'mentions':
      return { ask: 'mentions', to: question, hits: await found(mentions(store, question)) };
    case 'message':
      return { ask: 'message', to: question, found: await found(message(store, question)) };
    case 'said':
      return { ask: 'said', to: question, found: await found(said(store, question)) };
    case 'answers': {
      const answers = await found(sources.answers(question.session));
      return { ask: 'answers', to: question, answers };
    }
    case 'password': {
      const checking = check(sources, question, presented);
      const checked = await orNothing(sources, checking, 'a password could not be hashed');
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

/** The last messages of somebody that were not deleted. Nothing when the store can't be read. */
export const gather = (
  sources: Pick<Sources, 'store' | 'warn'>,
  who: Identity,
  limit: number,
): Promise<Gathered[] | undefined> => orNothing(sources, saidBy(sources.store, who, limit));

/** What comes of it; nothing when it fails, which the operator is told. */
function orNothing<T>(
  { warn }: Pick<Sources, 'warn'>,
  reading: Promise<T>,
  fact = 'the store could not be read',
): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    // The store gives its reason as a sentence.
    warn(fact, error instanceof Error ? error.message : error);
    return undefined;
  });
}

/** A new password is hashed when the old one was right; a right one is hashed anew when that was done with less work. */
async function check(
  { passwords, tokenHash }: Pick<Sources, 'passwords' | 'tokenHash'>,
  { against, cmd }: QuestionOf<'password'>,
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
