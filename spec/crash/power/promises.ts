/** What a server has told people on their sockets, and must therefore know after any power cut. */
import { type Event, isVisible, type Logged } from '../../../grammar/events.ts';
import { logged } from '../../history/diary.ts';
import type { DiskStep } from './trace.ts';

export type Promised =
  /** The store that a greeting named. */
  | { is: 'store'; id: string }
  /** Whoever comes with the token of this greeting has that nick. */
  | { is: 'nick'; token: string; nick: string }
  /** Something was heard, or read in a history. */
  | { is: 'event'; event: Logged }
  /** A tagged command, sent again, is answered with this. */
  | { is: 'answer'; tag: string; outcome: object };

/** Listens to all sockets, step by step. */
export class Listener {
  readonly promised: Promised[] = [];
  readonly #lines = new Map<string, string>();
  /** By socket, the token that it was greeted with. */
  readonly #tokens = new Map<string, string>();

  take(step: DiskStep): void {
    if (step.do !== 'send') return;
    const lines = `${this.#lines.get(step.socket) ?? ''}${step.bytes}`.split('\n');
    this.#lines.set(step.socket, lines.pop() ?? '');
    for (const line of lines) if (line.startsWith('{')) this.#hear(step.socket, JSON.parse(line));
  }

  #hear(socket: string, event: Event): void {
    const entry = logged(event);
    if (entry) this.promised.push({ is: 'event', event: entry });
    switch (event.ev) {
      case 'welcome':
        this.#tokens.set(socket, event.session);
        this.promised.push({ is: 'store', id: event.store });
        return;
      case 'history':
        for (const each of event.events.filter(isVisible))
          this.promised.push({ is: 'event', event: each });
        return;
      case 'ok': {
        const { ev: _, re, ...outcome } = event;
        const token = this.#tokens.get(socket);
        if (re === undefined) return;
        if (event.seq !== undefined) this.promised.push({ is: 'answer', tag: re, outcome });
        else if (event.nick !== undefined && event.rooms === undefined && token !== undefined)
          this.promised.push({ is: 'nick', token, nick: event.nick });
        return;
      }
      default:
    }
  }
}
