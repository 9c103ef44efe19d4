/** A conversation of the client, as specs hold it in their hands: what the server says, and what follows from that. */
import { beginning } from '../../client/beginning.ts';
import { closed, heard, opened } from '../../client/conversation.ts';
import { type Conversation, conversation, type Setup, type TalkEffect } from '../../client/talk.ts';
import type { Command } from '../../grammar/ast.ts';
import type { Event } from '../../grammar/events.ts';
import { roomKey } from '../../grammar/names.ts';

export const dev = roomKey('#dev');

/** An event as it comes over the wire. */
export const wire = (event: object): Event => event as Event;
export const welcome = (session: string, store = 's1') =>
  wire({ ev: 'welcome', protocol: 1, store, nick: 'guest-1', session });
export const ok = (re: string, more: object = {}) => wire({ ev: 'ok', re, ...more });
export const error = (re: string, code = 'no_such_session', more: object = {}) =>
  wire({ ev: 'error', re, code, message: 'No.', ...more });
export const room = (seq: number, name = '#dev') =>
  wire({ ev: 'room', room: name, seq, count: 1, members: [], settings: {} });
export const message = (seq: number) =>
  wire({ ev: 'message', room: '#dev', seq, at: '', from: 'ann', kind: 'say', text: `m${seq}` });

/** The commands that go to the server. */
export const sent = (effects: TalkEffect[]): Command[] =>
  effects.flatMap((effect) => (effect.do === 'send' ? [effect.command] : []));
/** The events that the person is told. */
export const told = (effects: TalkEffect[]): Event[] =>
  effects.flatMap((effect) =>
    effect.do === 'hear' && effect.input.link === 'event' ? [effect.input.event] : [],
  );
/** What is told of a session that is there. */
export const ups = (effects: TalkEffect[]): object[] =>
  effects.flatMap((effect) => {
    if (effect.do !== 'hear' || effect.input.link !== 'up') return [];
    const { resumed, perhaps, welcome } = effect.input;
    return [{ resumed, perhaps, nick: welcome.nick }];
  });

export const inRooms: Setup = beginning({ rooms: ['#dev'] });

/** Connected for the first time, in #dev, at its event 7. */
export function inDev(begin = inRooms): Conversation {
  const talk = conversation(begin, 'p');
  opened(talk);
  heard(talk, welcome('k1'));
  heard(talk, wire({ ...room(7), re: 'p-1' }));
  heard(talk, ok('p-1', { room: '#dev', cursors: { '#dev': 7 } }));
  return talk;
}

/** Greeted again after a cut. */
export function again(talk: Conversation, greeting = welcome('k2')): TalkEffect[] {
  closed(talk);
  opened(talk);
  return heard(talk, greeting);
}
