/** Somebody at the plain client, without a connection: what the link tells and what they type, and what comes of it. */
import type { LinkInput } from '../../../client/talk.ts';
import { talk as begin, type PlainEffect, type Talk } from '../../../client-ink/plain/state.ts';
import { told as heard } from '../../../client-ink/plain/talk.ts';
import type { Command } from '../../../grammar/ast.ts';
import type { Event } from '../../../grammar/events.ts';
import { welcome } from '../sitter.ts';

const wire = (event: object): Event => event as Event;
export const up = (resumed = false, perhaps: string[] = []) =>
  ({ link: 'up', welcome: welcome('ann', 'one'), resumed, perhaps }) as const;
export const NOW = Date.parse('2026-11-22T12:01:00Z');
export const talk = (nick?: string) => begin({ at: NOW, ...(nick !== undefined && { nick }) });
export const told = (state: Talk, input: LinkInput) => heard(state, input, NOW);

export const hear = (state: Talk, event: object): PlainEffect[] =>
  told(state, { link: 'event', event: wire(event) });
export const lines = (effects: PlainEffect[]): string[] =>
  effects.flatMap((effect) => (effect.do === 'print' ? [effect.line] : []));
export const sent = (effects: PlainEffect[]): Command[] =>
  effects.flatMap((effect) => (effect.do === 'send' ? [effect.command] : []));

export const room = (name: string, seq = 0) => ({
  ev: 'room',
  room: name,
  seq,
  count: 1,
  members: [{ nick: 'ann' }],
  settings: {},
});
export const message = (text: string, from = 'bob', at = '2026-11-22T12:01:00.000Z') => ({
  ev: 'message',
  room: '#dev',
  seq: 1,
  at,
  from,
  kind: 'say',
  text,
});

export function inDev(): Talk {
  const state = talk();
  told(state, up());
  hear(state, room('#dev'));
  return state;
}
