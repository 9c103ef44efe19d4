/** A crowd whose logs are kept and read, and that knows who was shown what. */
import type { Event } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import type { Authored, FoundMessage, Hit } from '../../server/rooms/answers.ts';
import type { Effect, Input } from '../../server/rooms/effects.ts';
import type { QuestionOf } from '../../server/rooms/questions.ts';
import type { SessionId } from '../../server/rooms/world/ids.ts';
import { Crowd } from './crowd.ts';

/** An event, and a session to which it went. */
interface Shown {
  readonly to: SessionId;
  readonly event: Event;
}

export class Library extends Crowd {
  readonly logs = new Map<LogKey, Authored[]>();
  readonly #hearers = new Map<LogKey, Set<SessionId>>();

  /** All that somebody is shown of these effects. */
  shown(effects: readonly Effect[]): Shown[] {
    return effects.flatMap((effect): Shown[] => {
      switch (effect.do) {
        case 'enter':
          this.#hear(effect.log).add(effect.who);
          return [];
        case 'leave':
          this.#hear(effect.log).delete(effect.who);
          return [];
        case 'end':
          for (const hearers of this.#hearers.values()) hearers.delete(effect.who);
          return this.#all(effect.told, quit(effect));
        case 'record':
          return this.#all([effect.log], effect.event);
        case 'announce':
          return [...this.#all(effect.logs, effect.event), ...to(effect.also ?? [], effect.event)];
        case 'replay':
          return this.#log(effect.log)
            .filter(({ event: { seq } }) => seq > effect.after)
            .map(({ event }) => ({ to: effect.to, event }));
        case 'tell':
          return to([effect.to], effect.event);
        default:
          return [];
      }
    });
  }

  override give(input: Input): Effect[] {
    const effects = super.give(input);
    for (const effect of effects) {
      if (effect.do === 'record') this.#keep(effect);
      if (effect.do === 'forget') this.logs.delete(effect.log);
    }
    return effects;
  }

  #keep({ log, event, author, amended = [] }: Effect & { do: 'record' }): void {
    const records = this.#log(log);
    records.push({ event, author });
    for (const each of amended) records[each.seq - 1] = { author, event: each };
  }

  protected override page({ log, after, before, limit, keep }: QuestionOf<'history'>): Authored[] {
    const part = this.#log(log).filter(({ event: { seq } }) => seq > after && seq < before);
    return keep === 'newest' ? part.slice(-limit - 1) : part.slice(0, limit + 1);
  }

  protected override lookUp({ log, seq, author }: QuestionOf<'message'>): FoundMessage | 'nothing' {
    const kept = this.#log(log).findLast((each) =>
      seq === undefined ? author === undefined || each.author === author : each.event.seq === seq,
    );
    if (kept?.event.ev !== 'message') return 'nothing';
    return { message: kept.event, author: kept.author, edit: undefined };
  }

  protected override hits({ words, ...where }: QuestionOf<'search'>): Hit[] {
    return this.#find(words, where);
  }

  #find(words: string, { logs, behind }: Pick<QuestionOf<'search'>, 'logs' | 'behind'>): Hit[] {
    const hidden = new Map(behind);
    return logs.flatMap((log) =>
      this.#log(log).flatMap(({ event }) => {
        const isHit = event.ev === 'message' && event.text.includes(words);
        const isHidden = event.seq <= (hidden.get(log) ?? 0);
        return isHit && !isHidden ? [{ message: event, cursor: `${event.seq}` }] : [];
      }),
    );
  }

  protected override counts({
    logs,
    besides,
  }: QuestionOf<'unread'>): { unread: number; mentions: number }[] {
    return logs.map(([log, after]) => {
      const unread = this.#log(log).filter(
        ({ event, author }) =>
          event.ev === 'message' && event.seq > after && !besides.includes(author),
      ).length;
      return { unread, mentions: unread };
    });
  }

  /** All that is said calls everybody. */
  protected override calls(question: QuestionOf<'mentions'>): Hit[] {
    return this.#find('', question);
  }

  #log(key: LogKey): Authored[] {
    const log = this.logs.get(key) ?? [];
    this.logs.set(key, log);
    return log;
  }

  #hear(key: LogKey): Set<SessionId> {
    const hearers = this.#hearers.get(key) ?? new Set();
    this.#hearers.set(key, hearers);
    return hearers;
  }

  #all = (logs: readonly LogKey[], event: Event): Shown[] =>
    to(new Set(logs.flatMap((log) => [...this.#hear(log)])), event);
}

const to = (sessions: Iterable<SessionId>, event: Event): Shown[] =>
  [...sessions].map((session) => ({ to: session, event }));

const quit = ({ nick, reason, at }: Effect & { do: 'end' }): Event => ({
  ...{ ev: 'quit', nick, reason, at },
});
