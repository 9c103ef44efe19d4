/** A room manager without a server: inputs go in by hand, and the directory says yes to every free nick. */
import type { Command } from '../../grammar/ast.ts';
import type { Event, Message } from '../../grammar/events.ts';
import { nickKey } from '../../grammar/names.ts';
import type { Effect, Input, SessionId } from '../../server/rooms/effects.ts';
import { step } from '../../server/rooms/step.ts';
import { World } from '../../server/rooms/world.ts';

const limits = {
  rooms: 100,
  allRooms: 1000,
  lost: 100,
  grace: 60_000,
  perAddress: { sessions: 1000, rooms: 1000 },
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

  constructor(bounds: Partial<typeof limits> = {}) {
    this.world = new World({
      server: 'spec',
      version: '0',
      store: 'store-1',
      motd: '',
      limits: { ...limits, ...bounds },
    });
  }

  /** Somebody comes and is called `nick`. */
  come(nick: string, format: 'plain' | 'json' = 'json', address = '::1'): SessionId {
    this.#sessions += 1;
    const session = this.#sessions;
    const [identity, token] = [`guest:${session}`, `token-${session}`];
    this.give({ at: this.now, on: 'opened', session, identity, token, address, format });
    this.command(session, { cmd: 'nick', nick });
    return session;
  }

  command(session: SessionId, command: Command): Effect[] {
    return this.give({ at: this.now, on: 'commanded', session, command });
  }

  /** Decides on one input and answers the questions about nicks; returns the effects of all of it. */
  give(input: Input): Effect[] {
    const effects = step(this.world, input);
    for (const effect of [...effects]) {
      if (effect.do !== 'ask') continue;
      const { by, question } = effect;
      const at = this.now;
      const answered = (answer: (Input & { on: 'answered' })['answer']) =>
        effects.push(...step(this.world, { at, on: 'answered', session: by, answer }));
      if (question.ask === 'guest') answered({ ask: 'guest', nick: `guest-${by}` });
      else if (question.ask === 'nick') {
        const claimed = !this.world.nicks.has(nickKey(question.nick));
        answered({ ask: 'nick', to: question, claimed });
      } else if (question.ask === 'history') {
        answered({ ask: 'history', to: question, events: [] });
      } else if (question.ask === 'search') {
        answered({ ask: 'search', to: question, events: this.found });
      } else throw new Error(`no answer to ${question.ask}`);
    }
    this.effects.push(...effects);
    return effects;
  }
}

/** What `session` alone is told by these effects. */
export const toldTo = (effects: Effect[], session: SessionId): Event[] =>
  effects.flatMap((effect) =>
    effect.do === 'tell' && effect.to === session ? [effect.event] : [],
  );

/** What rooms and other audiences hear of presence. */
export const announced = (effects: Effect[]): Event[] =>
  effects.flatMap((effect) => (effect.do === 'announce' ? [effect.event] : []));

/** What logs are given. */
export const recorded = (effects: Effect[]): Event[] =>
  effects.flatMap((effect) => (effect.do === 'record' ? [effect.event] : []));
