/** What `tail` prints of an event. */
import { expect } from 'chai';
import { printable, shown } from '../../../client/pipe/printable.ts';
import type { Logged } from '../../../grammar/events.ts';

const message = (text: string, kind: 'say' | 'action' | 'notice' = 'say'): Logged => ({
  ev: 'message',
  room: '#dev',
  seq: 1,
  at: '2026-11-22T12:01:07.000Z',
  from: 'ann',
  kind,
  text,
});

/** Without the time, which is local. */
const told = (event: Logged): string => shown(event).slice('2026-11-22 12:01:07 '.length);

describe('what is printed', () => {
  it('is one line: time, nick, text', () => {
    expect(shown(message('hi'))).to.match(/^2026-11-2\d \d\d:\d\d:07 <ann> hi$/);
    expect(told(message('waves', 'action'))).to.equal('* ann waves');
    expect(told(message('done', 'notice'))).to.equal('-ann- done');
    expect(told(message('two\nlines'))).to.equal('<ann> two ⏎ lines');
  });

  it('tells a topic', () => {
    const topic = { ev: 'topic', room: '#dev', seq: 1, at: message('').at, from: 'ann' } as const;
    expect(told({ ...topic, text: 'tea' })).to.equal('* ann set the topic: tea');
    expect(told({ ...topic, text: '' })).to.equal('* ann cleared the topic');
  });

  it('holds nothing that could steer a terminal', () => {
    const every = String.fromCodePoint(...Array.from({ length: 0xa0 }, (_, code) => code));
    expect(printable(`${every}\u202e\u2066\u2028\u200b\ufeff\u{e0041}`)).to.not.match(
      /[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u200b\ufeff\u{e0041}]/u,
    );
    expect(printable('\x0304,01red\x03 \x02bold\x0f')).to.equal('red bold');
  });
});
