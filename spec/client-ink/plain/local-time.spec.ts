/** Times as somebody in Tokyo or New York types them, and what the server is asked. */
import { expect } from 'chai';
import { talk } from '../../../client-ink/plain/state.ts';
import { told } from '../../../client-ink/plain/talk.ts';
import { typed } from '../../../client-ink/plain/typed.ts';
import type { Command } from '../../../grammar/ast.ts';
import { ann, ok, welcome } from '../sitter.ts';

const { TZ } = process.env;
const zone = (name: string | undefined): void => {
  if (name === undefined) delete process.env.TZ;
  else process.env.TZ = name;
};

describe('a time that is shown in an answer', () => {
  afterEach(() => zone(TZ));

  it('is of the clock there, and the day too', () => {
    zone('Asia/Tokyo');
    const person = ann();
    person.enters('/history limit=1');
    const { tag } = person.lastSent();
    const at = '2026-11-26T15:40:00.000Z';
    const event = { ...person.message('bob', '#tea', 'good night'), at };
    person.hears({ ev: 'history', re: tag, room: '#tea', events: [event] }, ok(tag));
    expect(person.window()).to.include('2026-11-27 00:40 1 <bob> good night');
    person.enters('/whois bob');
    const asked = person.lastSent();
    const whois = { nick: 'bob', rooms: [], since: at, connected: true };
    person.hears({ ev: 'whois', re: asked.tag, ...whois }, ok(asked.tag));
    expect(person.window()).to.include('bob is here since 2026-11-27 00:40');
  });
});

describe('a time that is typed in the client', () => {
  afterEach(() => zone(TZ));

  /** What is asked of the server for a line, by the client with a screen and by the one without. */
  function asked(line: string): Command[] {
    const person = ann();
    person.enters(line);
    const state = talk({ at: 0 });
    told(state, { link: 'up', welcome: welcome('ann', 'one'), resumed: false, perhaps: [] }, 0);
    const plain = typed(state, line).flatMap((move) => (move.do === 'send' ? [move.command] : []));
    return [person.lastSent(), ...plain];
  }

  const times: [zone: string, line: string, sent: object][] = [
    ['Asia/Tokyo', '/history since=2026-11-26T10:00', { since: '2026-11-26T01:00:00.000Z' }],
    ['Asia/Tokyo', '/history since=2026-11-26', { since: '2026-11-25T15:00:00.000Z' }],
    [
      'America/New_York',
      '/history since=2026-07-01T10:00:30',
      { since: '2026-07-01T14:00:30.000Z' },
    ],
    [
      'America/New_York',
      '/search tea after=2026-11-20 before=2026-11-21T12:00',
      { after: '2026-11-20T05:00:00.000Z', before: '2026-11-21T17:00:00.000Z' },
    ],
    ['Asia/Tokyo', '/history since=2h', { since: '2h' }],
    ['Asia/Tokyo', '/history since=2026-11-26T10:00Z', { since: '2026-11-26T10:00Z' }],
    ['Asia/Tokyo', '/history since=2026-11-26T10:00-05:00', { since: '2026-11-26T10:00-05:00' }],
    ['Asia/Tokyo', '/history since=1970-01-01', { since: '1970-01-01T00:00:00.000Z' }],
  ];
  for (const [place, line, sent] of times) {
    it(`is of the clock there: ${line} in ${place}`, () => {
      zone(place);
      const commands = asked(line);
      expect(commands).to.have.length(2);
      for (const command of commands) expect(command).to.deep.include(sent);
    });
  }
});
