/** A room manager without a server: inputs go in by hand. */
import type { Command } from '../../grammar/ast.ts';
import type { Event, Logged, Message } from '../../grammar/events.ts';
import type { RoomKey } from '../../grammar/names.ts';
import { Vocabulary } from '../../grammar/vocabulary.ts';
import type { Authored, Checked, FoundMessage, Gathered, Hit } from '../../server/rooms/answers.ts';
import { noPaces, type Paces } from '../../server/rooms/bounds/buckets.ts';
import type { Due, Effect, Input } from '../../server/rooms/effects.ts';
import type { QuestionOf } from '../../server/rooms/questions.ts';
import { step } from '../../server/rooms/step.ts';
import type { SessionId } from '../../server/rooms/world/ids.ts';
import type { Person, Room } from '../../server/rooms/world/state.ts';
import { World } from '../../server/rooms/world/world.ts';

const limits = {
  rooms: 100,
  allRooms: 1000,
  lost: 100,
  grace: 60_000,
  deserted: 100_000,
  sleepAfter: 10_000,
  accounts: 1000,
  sessionsOfAccount: 8,
  paces: noPaces as Paces,
  perAddress: { sessions: 1000, rooms: 1000, wrongPasswords: 1000, accounts: 1000 },
};

type Bounds = Partial<Omit<typeof limits, 'perAddress' | 'paces'>> & {
  paces?: Partial<Paces>;
  perAddress?: Partial<(typeof limits)['perAddress']>;
};

export class Crowd {
  readonly world: World;
  /** Milliseconds; a spec moves it. */
  now = 1_000_000;
  /** All effects so far, in order. */
  readonly effects: Effect[] = [];
  /** What the store finds, whatever is looked for. */
  found: Message[] = [];
  #sessions = 0;
  /** The passwords of the command that is given: the old one, or the only one, and the new one. */
  passwords: readonly string[] = ['password'];

  constructor({ perAddress = {}, paces = {}, ...bounds }: Bounds = {}, store = 'store-1') {
    this.world = new World(
      {
        server: 'spec',
        version: '0',
        store,
        motd: '',
        registration: 'open',
        autoJoin: [],
        manners: {
          plain: { showsLast: true, welcomes: false },
          json: { showsLast: false, welcomes: true },
        },
        limits: {
          ...{ ...limits, ...bounds },
          paces: { ...noPaces, ...paces },
          perAddress: { ...limits.perAddress, ...perAddress },
        },
      },
      new Vocabulary(),
    );
  }

  /** Somebody comes and is called `nick`. */
  come(nick: string, format: 'plain' | 'json' = 'json', address = '::1'): SessionId {
    this.#sessions += 1;
    const session = this.#sessions;
    const names = { identity: `guest:${session}`, key: `s${session}`, secret: `token-${session}` };
    const from = { session, connection: session, ...names, address, nick: `guest-${session}` };
    this.give({ at: this.now, on: 'opened', ...from, format });
    this.command(session, { cmd: 'nick', nick });
    return session;
  }

  command(session: SessionId, command: Command): Effect[] {
    const connection = this.world.sessions.get(session)?.connection ?? session;
    return this.give({ at: this.now, on: 'commanded', connection, command });
  }

  /** Decides on one input and answers its questions; returns the effects of all of it. */
  give(input: Input): Effect[] {
    const effects = step(this.world, input);
    for (const effect of [...effects]) {
      if (effect.do === 'gather') {
        const { who } = effect;
        const found = this.#saidBy(who, [...this.effects, ...effects]);
        effects.push(...step(this.world, { at: input.at, on: 'gathered', who, found }));
      }
      if (effect.do !== 'ask') continue;
      const { connection, question } = effect;
      const { at } = input;
      const answered = (answer: (Input & { on: 'answered' })['answer']) =>
        effects.push(...step(this.world, { at, on: 'answered', connection, answer }));
      if (question.ask === 'history') {
        answered({ ask: 'history', to: question, records: this.page(question) });
      } else if (question.ask === 'acts') {
        answered({ ask: 'acts', to: question, acts: { events: this.#acts(question) } });
      } else if (question.ask === 'search') {
        answered({ ask: 'search', to: question, hits: this.hits(question) });
      } else if (question.ask === 'unread') {
        answered({ ask: 'unread', to: question, counts: this.counts(question) });
      } else if (question.ask === 'mentions') {
        answered({ ask: 'mentions', to: question, hits: this.calls(question) });
      } else if (question.ask === 'message') {
        answered({ ask: 'message', to: question, found: this.lookUp(question) });
      } else if (question.ask === 'said') {
        answered({ ask: 'said', to: question, found: this.#said(question) });
      } else if (question.ask === 'rooms') answered({ ask: 'rooms', to: question });
      else if (question.ask === 'password') {
        const checked = this.#check(question);
        answered({ ask: 'password', to: question, checked, renewed: `ticket-${at}-${connection}` });
      } else if (question.ask === 'token') {
        answered({ ask: 'token', to: question, secret: `bot-${at}` });
      } else if (question.ask === 'configuration') {
        const read = { changed: ['motd'], restart: [] };
        answered({ ask: 'configuration', to: question, read });
      } else if (question.ask === 'guest') {
        const guest = { identity: `guest:${connection}-${at}`, nick: at + connection };
        answered({ ask: 'guest', to: question, guest, renewed: `ticket-${at}-${connection}` });
      } else answered({ ask: 'answers', to: question, answers: [] });
    }
    this.effects.push(...effects);
    return effects;
  }

  /** A page of a log: there is nothing in it. */
  protected page(_: QuestionOf<'history'>): Authored[] {
    return [];
  }

  protected hits(_: QuestionOf<'search'>): Hit[] {
    return this.found.map((message) => ({ message, cursor: `c${message.seq}` }));
  }

  protected counts({ logs }: QuestionOf<'unread'>): { unread: number; mentions: number }[] {
    return logs.map(() => ({ unread: 1, mentions: 0 }));
  }

  protected calls(_: QuestionOf<'mentions'>): Hit[] {
    return this.found.map((message) => ({ message, cursor: `c${message.seq}` }));
  }

  /** The rooms there are, the fullest first. */
  get rooms(): Room[] {
    const { fullest } = this.world.rooms;
    const keys = Array.from({ length: fullest.size }, (_, place) => fullest.at(place) as RoomKey);
    return keys.map((key) => this.world.rooms.get(key) as Room);
  }

  /** What the room manager asked to be reminded of. */
  get reminders(): Due[] {
    return this.effects.flatMap((effect) => (effect.do === 'remind' ? [effect.due] : []));
  }

  /** Bots tag their logins with t3. What is kept of a password is the password. */
  #check({ against, cmd, nick, tag }: QuestionOf<'password'>): Checked {
    const { tokens = [] } = this.world.persons.byNick(nick)?.account ?? {};
    const [token] = cmd === 'login' && tag === 't3' ? tokens : [];
    if (token) return { isRight: false, secret: undefined, token: token.secret };
    const [given = '', other] = against ? this.passwords : ['', ...this.passwords];
    // Whoever has given one alone keeps it.
    const next = other ?? (cmd === 'password' ? given : undefined);
    const isRight = against === undefined || against.secret === given;
    return { isRight, secret: isRight ? next : undefined };
  }

  #acts({ log, after, before, limit }: QuestionOf<'acts'>): Logged[] {
    const events = this.effects.flatMap((effect) =>
      effect.do === 'record' && effect.log === log ? [effect.event] : [],
    );
    return events.filter(({ seq }) => seq > after && seq < before).slice(-limit - 1);
  }

  /** As the store would find it among all that was recorded. */
  #saidBy(author: string, effects: readonly Effect[]): Gathered[] {
    const found = new Map<string, Gathered>();
    for (const effect of effects) {
      if (effect.do !== 'record') continue;
      const { log, event, amended = [] } = effect;
      const end = event.seq;
      if (event.ev === 'message' && effect.author === author) {
        found.set(`${log} ${event.seq}`, {
          log,
          end,
          found: { message: event, author, edit: undefined },
        });
      }
      for (const each of amended) {
        if (each.ev === 'message' && each.deleted !== undefined) found.delete(`${log} ${each.seq}`);
      }
    }
    const ends = new Map(effects.flatMap((e) => (e.do === 'record' ? [[e.log, e.event.seq]] : [])));
    return [...found.values()].map((each) => ({ ...each, end: ends.get(each.log) ?? each.end }));
  }

  /** Whatever somebody said in a log, as often as it is looked for. */
  #said({ log, after, author, limit }: QuestionOf<'said'>): FoundMessage[] {
    const of = this.#saidBy(author, this.effects).filter((each) => each.log === log);
    return of
      .map(({ found }) => found)
      .filter(({ message }) => message.seq > after)
      .slice(-limit);
  }

  /** As the store would find it among all that was recorded. */
  protected lookUp({ log, seq, author }: QuestionOf<'message'>): FoundMessage | 'nothing' {
    const last = this.effects.findLast(
      (effect) =>
        effect.do === 'record' &&
        effect.log === log &&
        effect.event.ev === 'message' &&
        (seq === undefined || effect.event.seq === seq) &&
        (author === undefined || effect.author === author),
    );
    if (last?.do !== 'record' || last.event.ev !== 'message') return 'nothing';
    return { message: last.event, author: last.author, edit: undefined };
  }
}

/** What `session` alone is told by these effects. */
export const toldTo = (effects: Effect[], session: SessionId): Event[] =>
  effects.flatMap((effect) =>
    effect.do === 'tell' && effect.to === session ? [effect.event] : [],
  );

/** What `session` is refused with. */
export const codes = (effects: Effect[], session: SessionId): string[] =>
  toldTo(effects, session).flatMap((event) => (event.ev === 'error' ? [event.code] : []));

/** What rooms and other audiences hear of presence. */
export const announced = (effects: Effect[]): Event[] =>
  effects.flatMap((effect) => (effect.do === 'announce' ? [effect.event] : []));

/** What logs are given. */
export const recorded = (effects: Effect[]): Event[] =>
  effects.flatMap((effect) => (effect.do === 'record' ? [effect.event] : []));

/** All persons there are; who slept is awake. */
export const everybody = ({ persons }: World): Person[] =>
  [...persons.keys()].flatMap((who) => persons.get(who) ?? []);
