/** The work on one input for one session: it collects effects in order, and makes answers. */
import type { CommandName } from '../../grammar/ast.ts';
import type { Outcome } from '../../grammar/events/answers.ts';
import type { AnswerName, Event, EventOf, Logged } from '../../grammar/events.ts';
import type { Fault } from '../../grammar/faults.ts';
import type { LogKey } from '../../grammar/names.ts';
import { MAX_ANSWERS_KEPT } from '../../grammar/text.ts';
import { iso } from '../../grammar/time.ts';
import type { Cause, Effect } from './effects.ts';
import { readableFrom } from './logs/past.ts';
import { type Besides, record } from './logs/recording.ts';
import { closeBy } from './moderation/reports.ts';
import { mayHear } from './people/bots.ts';
import { remember } from './people/remembering.ts';
import type { Question } from './questions.ts';
import type { Seq, SessionId } from './world/ids.ts';
import type { Person, Private, Room, Session } from './world/state.ts';
import type { World } from './world/world.ts';

/** The events that can answer a question. */
type Answering = EventOf<
  AnswerName | 'whoami' | 'mentions' | 'history' | 'search' | 'away' | 'absent'
>;

/** A session that resumes pays for at most this many missed events. */
const MAX_REPLAY_CHARGED = 20_000;

/** A question without the fields that the act fills in. */
type Bare<Q> = Q extends Question ? Omit<Q, 'cmd' | 'tag'> : never;

/** An event of the log of a room, but for where it stands, and when and by whom it was done. */
type Unplaced<E> = E extends { room: string } ? Omit<E, 'room' | 'seq' | 'at' | 'from'> : never;

/** An event that `follows` from what the command has recorded already is not its answer. */
type BesidesInLog = Besides & { readonly follows?: true };

/** What an event amends, by the seq that it gets. */
type BesidesInRoom = Omit<BesidesInLog, 'amended'> & { amends?(seq: Seq): Logged[] };

/** Where an event stands in the log of a room, as an `ok` tells it. */
export interface Place {
  readonly room: string;
  readonly seq: Seq;
}

/** The work on one input. An act lives for one call of `step`. */
export class Act {
  readonly effects: Effect[];
  readonly world: World;
  readonly session: Session;
  /** The command that is carried out, if the input is one. */
  readonly cause: Cause | undefined;
  readonly tag: string | undefined;
  /** Of the command, when it is tagged and changes something. */
  digest: string | undefined;
  /** The SHA-256 of the certificate that its connection has shown. */
  certificate: string | undefined;
  /** An event in a log says, with its tag if it has one, that the command was done. */
  #recorded = false;
  /** That event is told to this session. */
  #isHeard = false;

  /** `effects` are those of the input so far. */
  constructor(world: World, session: Session, effects: Effect[] = [], cause?: Cause) {
    this.world = world;
    this.session = session;
    this.cause = cause;
    this.tag = cause?.tag;
    this.effects = effects;
  }

  /** Whose session it is. */
  get person(): Person {
    return this.session.person;
  }

  /** The time of this input, as events carry it. */
  get at(): string {
    return iso(this.world.now);
  }

  /** The name of the command that is answered. Throws when the input is no command. */
  get #cmd(): CommandName {
    if (this.cause === undefined) throw new Error('nobody has asked for this');
    return this.cause.cmd;
  }

  do(effect: Effect): void {
    this.effects.push(effect);
  }

  tell(event: Event): void {
    this.effects.push({ do: 'tell', to: this.session.id, event });
  }

  /** Tells an event to the person's other sessions; of a log, to those that hear it. */
  tellOthers(event: Event, log?: LogKey): void {
    for (const other of this.person.sessions.values()) {
      if (other === this.session || (log !== undefined && !mayHear(other, log))) continue;
      this.do({ do: 'tell', to: other.id, event });
    }
  }

  /** Tells an event that answers a question, with the question's tag. */
  answer(event: Answering): void {
    this.tell(this.tag === undefined ? event : { ...event, re: this.tag });
  }

  /** Tells that the command was done. */
  ok(outcome: Outcome = {}): void {
    this.tell(okTo(this.tag, this.#cmd, outcome));
  }

  /**
   * Tells that the command was done, and remembers the `ok` under its tag, for a command that is sent again. Without a tag
   * the recorded event is the answer: whoever does something hears the log in which that stands.
   */
  done(outcome: Outcome = {}): void {
    if (this.tag === undefined && this.#isHeard) return;
    this.tell(this.remembered(outcome));
  }

  /** The `ok` of a command, remembered, for whoever tells it later. */
  remembered(outcome: Outcome): EventOf<'ok'> {
    const { session, tag, digest } = this;
    const done = this.#cmd;
    const ok = okTo(tag, done, outcome);
    if (tag === undefined) return ok;
    remember(this.world, session, tag, { ok, digest });
    if (this.#recorded) return ok;
    const unkept = [...session.unkept, { tag, done, digest, outcome }];
    this.world.set(session, 'unkept', unkept.slice(-MAX_ANSWERS_KEPT));
    this.world.touch(session);
    return ok;
  }

  /** Answers a question with this alone, and an `ok` behind it if it is tagged. */
  show(event: Answering): void {
    this.answer(event);
    if (this.tag !== undefined) this.ok();
  }

  /** Tells what happened in a log after `after`, or which part of it the person may not read. */
  replay(log: Room | Private, after: Seq): void {
    const { key, fold } = log;
    const from = Math.max(after, readableFrom(this.person, log) - 1);
    if ('name' in log && from > after) {
      this.tell({ ev: 'lagged', room: log.name, from: after + 1, to: from });
    }
    this.world.looked += Math.min(fold.seq - from, MAX_REPLAY_CHARGED);
    this.do({ do: 'replay', to: this.session.id, log: key, after: from });
  }

  /** Refuses what was asked; `/why` says it again. */
  refuse(fault: Fault): void {
    const { code, message } = fault;
    this.world.set(this.session, 'refused', { code, message });
    this.tell(refusal(fault, this.tag));
  }

  /** True when nothing stands in the way; refuses otherwise. */
  mayGoOn(refused: Fault | undefined): boolean {
    if (refused) this.refuse(refused);
    return refused === undefined;
  }

  /** Does the same for each session of a person. */
  each(person: Person, effect: (who: SessionId) => Effect): void {
    for (const { id } of person.sessions.values()) this.do(effect(id));
  }

  /** The same for each that hears a log. */
  eachIn(log: LogKey, person: Person, effect: (who: SessionId) => Effect): void {
    for (const session of person.sessions.values()) {
      if (mayHear(session, log)) this.do(effect(session.id));
    }
  }

  /** Puts a question. The command's row goes on when the answer comes. */
  ask(question: Bare<Question>): void {
    const { id: by, connection } = this.session;
    const { tag } = this;
    this.do({ do: 'ask', by, connection, question: { ...question, cmd: this.#cmd, tag } });
  }

  /** The seq and the time of the next event of a log. */
  next(log: Room | Private): { seq: Seq; at: string } {
    return { seq: log.fold.seq + 1, at: this.at };
  }

  /** Applies the next event of a log, and what it makes of earlier ones; it is told when it is committed. */
  record(log: Room | Private, event: Logged, besides: BesidesInLog = {}): void {
    const { tag, digest } = this;
    const { follows } = besides;
    const { key: session, id: by } = this.session;
    this.#recorded ||= !follows;
    this.#isHeard ||= !follows && log !== this.world.server;
    const isAnswer = tag !== undefined && !follows;
    const first = !isAnswer ? undefined : { session, tag, done: this.#cmd, digest };
    const { identity: author } = this.person;
    this.do(record(this.world, log, event, { author, by, first, besides }));
    closeBy(this, log.key, event, besides);
  }

  /** Records what this person does in a room; returns where that stands. What it amends may tell its seq. */
  recordIn(room: Room, event: Unplaced<Logged>, { amends, ...besides }: BesidesInRoom = {}): Place {
    const { ev, ...what } = event;
    const { seq, at } = this.next(room);
    const where = { room: room.name, seq };
    const placed = { ev, ...where, at, from: this.person.nick, ...what } as Logged;
    this.record(room, placed, { ...besides, amended: amends?.(seq) });
    return where;
  }

  /** Tells what this person is up to, to all who hear one of `logs`, and to this session and its person's others whether they do or not. */
  announce(logs: LogKey[], event: Event): void {
    const { id } = this.session;
    const others = [...this.person.sessions.keys()].filter((other) => other !== id);
    const { identity: author } = this.person;
    this.do({ do: 'announce', logs, event, also: [id, ...others], author });
  }
}

const okTo = (tag: string | undefined, done: CommandName, outcome: Outcome): EventOf<'ok'> =>
  tag === undefined ? { ev: 'ok', ...outcome, done } : { ev: 'ok', re: tag, ...outcome, done };

/** A fault as the event that tells of it. The tag that could be read in the line itself comes first. */
export function refusal(fault: Fault, tag: string | undefined): EventOf<'error'> {
  const { code, message, re = tag, ...where } = fault;
  return re === undefined
    ? { ev: 'error', code, message, ...where }
    : { ev: 'error', re, code, message, ...where };
}
