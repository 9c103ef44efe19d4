/** The checker finds whatever may go wrong: here it is told small stories, sound ones and broken ones. */
import { expect } from 'chai';
import type { Event, EventOf, Logged } from '../../grammar/events.ts';
import { check, type Evidence } from './checker.ts';
import type { Diary, Happening, Note, Tagged } from './diary.ts';

const at = '2026-11-22T12:00:00.000Z';

/** What is in #tea at the end: ann says two things and changes the first, bob answers it. */
const log: Logged[] = [
  { ev: 'message', room: '#tea', seq: 1, at, from: 'ann', kind: 'say', text: 'new', edited: 3 },
  { ev: 'message', room: '#tea', seq: 2, at, from: 'ann', kind: 'say', text: 'two' },
  { ev: 'edit', room: '#tea', seq: 3, at, from: 'ann', of: 1, of_from: 'ann', text: 'new' },
  { ev: 'message', room: '#tea', seq: 4, at, from: 'bob', kind: 'say', text: 'ah' },
];

/** A story as it should be. Tests take it apart: each makes its own. */
class Story {
  readonly ann: Diary = { name: 'ann', notes: [] };
  readonly bob: Diary = { name: 'bob', notes: [] };
  log: Logged[] = structuredClone(log);
  rows: Evidence['rows'];
  #moment = 0;

  constructor() {
    const { ann, bob } = this;
    for (const diary of [ann, bob]) {
      this.comes(diary, welcome(diary.name));
      this.asks(diary, { cmd: 'join', tag: `${diary.name}.1`, rooms: ['#tea'] });
      this.hears(diary, state(0), ok(`${diary.name}.1`, { room: '#tea' }));
    }
    this.hears(ann, { ev: 'joined', room: '#tea', nick: 'bob', at });
    const told = structuredClone(log);
    told[0] = { ...(told[0] as EventOf<'message'>), text: 'one' };
    delete (told[0] as EventOf<'message'>).edited;
    this.asks(ann, { cmd: 'msg', tag: 'ann.2', to: '#tea', text: 'one' });
    this.asks(ann, { cmd: 'msg', tag: 'ann.3', to: '#tea', text: 'two' });
    this.asks(ann, { cmd: 'edit', tag: 'ann.4', target: '#tea', seq: 1, text: 'new' });
    this.hears(bob, told[0]!, told[1]!);
    this.hears(ann, told[0]!, ok('ann.2', { room: '#tea', seq: 1 }));
    this.hears(ann, told[1]!, ok('ann.3', { room: '#tea', seq: 2 }));
    // Here ann's connection breaks; she comes back and asks again for what was done already.
    this.note(ann, { on: 'lost' });
    this.comes(ann, welcome('guest'));
    this.asks(ann, { cmd: 'resume', tag: 'resume-1', token: 'x', cursors: { '#tea': 2 } });
    this.hears(ann, told[2]!, state(3));
    this.hears(ann, ok('resume-1', { nick: 'ann', room: '#tea', rooms: ['#tea'], logs: [] }));
    this.asks(ann, { cmd: 'edit', tag: 'ann.4', target: '#tea', seq: 1, text: 'new' }, true);
    this.hears(ann, ok('ann.4', { room: '#tea', seq: 3 }));
    this.hears(bob, told[2]!);
    this.asks(bob, { cmd: 'msg', tag: 'bob.2', to: '#tea', text: 'ah' });
    this.hears(ann, told[3]!);
    this.hears(bob, told[3]!, ok('bob.2', { room: '#tea', seq: 4 }));
    const tags = ['ann.2', 'ann.3', 'ann.4', 'bob.2'];
    this.rows = this.log.map((event, index) => ({
      log: '#tea',
      seq: event.seq,
      author: `guest:${event.from}`,
      tag: tags[index],
      event: structuredClone(event),
    }));
  }

  /** What is found wrong with it. */
  get problems(): string[] {
    const logs = new Map([['#tea', this.log]]);
    const { ann, bob, rows } = this;
    return check({ diaries: [ann, bob], logs, rows }).map(
      ({ who, tag, text }) => `${[who, tag].filter(Boolean).join(' ')}: ${text}`,
    );
  }

  /** Takes the first note that is meant out of a diary, and returns it. */
  lose(diary: Diary, isIt: (note: Note) => boolean): Note {
    const [note] = diary.notes.splice(diary.notes.findIndex(isIt), 1);
    if (note === undefined) throw new Error('there is no such note');
    return note;
  }

  comes(diary: Diary, event: EventOf<'welcome'>): void {
    this.note(diary, { on: 'open' });
    this.hears(diary, event);
  }

  asks(diary: Diary, command: Tagged, again = false): void {
    this.note(diary, { on: 'sent', command, again });
  }

  hears(diary: Diary, ...events: Event[]): void {
    for (const event of events) {
      this.note(diary, { on: 'heard', event });
      const isIn = diary.notes.some(({ on }) => on === 'begins');
      if (event.ev === 'room' && !isIn)
        this.note(diary, { on: 'begins', log: event.room, seq: event.seq });
    }
  }

  note(diary: Diary, note: Happening): void {
    this.#moment += 1;
    diary.notes.push({ moment: this.#moment, ...note });
  }
}

type Heard = Extract<Note, { on: 'heard' }>;

const limits = {};
const welcome = (nick: string, store = 'one'): EventOf<'welcome'> => ({
  ...{ ev: 'welcome', protocol: 1, server: 'parlance', version: '1', store, nick },
  ...{ session: 'x', formats: [], limits },
});
const ok = (re: string, rest: Partial<EventOf<'ok'>>): EventOf<'ok'> =>
  ({ ev: 'ok', re, ...rest }) as EventOf<'ok'>;
const state = (seq: number): EventOf<'room'> => ({
  ...{ ev: 'room', room: '#tea', seq, count: 0, members: [], settings: {} },
});

const isEvent =
  (ev: Event['ev'], seq?: number) =>
  (note: Note): boolean =>
    note.on === 'heard' &&
    note.event.ev === ev &&
    (seq === undefined || ('seq' in note.event && note.event.seq === seq));
const isAnswerTo =
  (tag: string) =>
  (note: Note): boolean =>
    note.on === 'heard' && note.event.ev === 'ok' && note.event.re === tag;

describe('the checker of histories', () => {
  let told: Story;
  beforeEach(() => {
    told = new Story();
  });

  it('has nothing to say when all is well', () => {
    expect(told.problems).to.deep.equal([]);
  });

  it('finds an acknowledged message that is lost', () => {
    told.log.pop();
    told.rows = told.rows.slice(0, -1);
    expect(told.problems).to.include('bob bob.2: was acknowledged and is not there');
    expect(told.problems.join()).to.match(/ann: hears \{.*"ah".*, which is lost/);
  });

  it('finds one that is there twice', () => {
    const twice = { ...told.log[3]!, seq: 5 };
    told.log.push(twice);
    told.rows = [...told.rows, { ...told.rows[3]!, seq: 5, event: twice }];
    expect(told.problems.join()).to.include(': nobody has the acknowledgement of {"ev":"message"');
    expect(told.problems.join()).to.include('bob bob.2: is in the file at [#tea 4,#tea 5]');
  });

  it('finds a number that was left out', () => {
    told.log[3]!.seq = 5;
    expect(told.problems.join()).to.include(': has 5 where 4 should be');
  });

  it('finds time going backwards', () => {
    told.log[3]!.at = '2026-11-22T11:59:59.999Z';
    expect(told.problems.join()).to.include(': goes back in time');
  });

  it('finds what a person said first behind what came later', () => {
    const { ann } = told;
    const first = told.lose(ann, (note) => note.on === 'sent' && note.command.tag === 'ann.2');
    const second = ann.notes.findIndex(
      (note) => note.on === 'sent' && note.command.tag === 'ann.3',
    );
    ann.notes.splice(second + 1, 0, first);
    expect(told.problems).to.deep.equal(['ann ann.2: stands before 2, which was sent earlier']);
  });

  it('finds a command that is never answered', () => {
    told.lose(told.bob, isAnswerTo('bob.2'));
    expect(told.problems).to.include('bob bob.2: is never answered');
  });

  it('finds another answer to a command that was sent again', () => {
    told.asks(told.ann, { cmd: 'msg', tag: 'ann.2', to: '#tea', text: 'one' }, true);
    told.hears(told.ann, ok('ann.2', { room: '#tea', seq: 2 }));
    expect(told.problems.join()).to.include('ann ann.2: is answered with {"ev":"ok"');
  });

  it('finds an answer too many', () => {
    told.hears(told.ann, ok('ann.2', { room: '#tea', seq: 1 }));
    expect(told.problems).to.deep.equal(['ann ann.2: is answered 2 times, sent 1']);
  });

  it('finds a refusal that has no reason', () => {
    told.asks(told.bob, { cmd: 'msg', tag: 'bob.3', to: '#tea', text: 'x' });
    told.hears(told.bob, { ev: 'error', re: 'bob.3', code: 'not_in_room', message: 'No.' });
    expect(told.problems).to.deep.equal(['bob bob.3: is refused: not_in_room: No.']);
  });

  it('finds a cursor that the server does not know', () => {
    told.hears(told.ann, { ev: 'error', code: 'bad_cursor', message: 'No.', target: '#tea' });
    expect(told.problems.join()).to.match(
      /^ann: hears \{"ev":"error","code":"bad_cursor".*unasked$/,
    );
  });

  it('finds an event that a reader did not hear', () => {
    told.lose(told.bob, isEvent('message', 2));
    expect(told.problems).to.deep.equal([
      'bob: hears 3 of #tea after 1',
      'bob: is sent 3 of #tea behind 1',
    ]);
  });

  it('finds the last one missing, too', () => {
    told.lose(told.ann, isEvent('message', 4));
    expect(told.problems).to.deep.equal(['ann: has heard #tea up to 3 of 4']);
  });

  it('finds one that a reader heard twice', () => {
    told.hears(told.bob, told.log[3]!);
    expect(told.problems).to.deep.equal([
      'bob: hears 4 of #tea again, after 4',
      'bob: is sent 4 of #tea behind 4',
    ]);
  });

  it('finds two that a reader heard in the wrong order', () => {
    const { notes } = told.bob;
    const [first] = notes.splice(notes.findIndex(isEvent('message', 1)), 1);
    notes.splice(notes.findIndex(isEvent('message', 2)) + 1, 0, first!);
    expect(told.problems).to.include.members([
      'bob: hears 2 of #tea after 0',
      'bob: hears 1 of #tea again, after 2',
    ]);
  });

  it('finds other words than those that were said', () => {
    const { event } = told.bob.notes.find(isEvent('message', 2)) as Heard;
    (event as EventOf<'message'>).text = 'too';
    expect(told.problems.join()).to.match(/bob: hears .*"too".*, and it is .*"two"/);
  });

  it('finds an edit that did not change the message', () => {
    (told.log[0] as EventOf<'message'>).text = 'one';
    expect(told.problems.join()).to.include('a message does not read as was asked');
  });

  it('finds the words of a deleted message', () => {
    told.log.push({ ev: 'delete', room: '#tea', seq: 5, at, from: 'ann', of: 2, of_from: 'ann' });
    told.log[1] = { ...(told.log[1] as EventOf<'message'>), deleted: 5 };
    expect(told.problems.join()).to.include('a message does not read as was asked');
  });

  it('finds the state of a room that is ahead of what was told', () => {
    told.hears(told.bob, state(5));
    expect(told.problems).to.deep.equal([
      'bob: has heard #tea up to 4, and is told the state at 5',
    ]);
  });

  it('finds what is told of a room to somebody who has left it', () => {
    const last = told.lose(told.ann, isEvent('message', 4));
    told.asks(told.ann, { cmd: 'part', tag: 'ann.5', rooms: ['#tea'] });
    told.hears(told.ann, ok('ann.5', { room: '#tea' }));
    told.ann.notes.push(last);
    expect(told.problems).to.deep.equal(['ann: hears 4 of #tea and is not in it']);
  });

  it('finds a session that came back without its room', () => {
    const { event } = told.ann.notes.find(isAnswerTo('resume-1')) as Heard;
    Object.assign(event, { rooms: [], room: undefined });
    expect(told.problems.join()).to.include('ann: resumes as {"nick":"ann","rooms":[]}');
  });

  it('does not mind that what was not answered may be done or not', () => {
    const { ann } = told;
    const nick: Note = {
      ...{ moment: 0, on: 'sent', again: false },
      command: { cmd: 'nick', tag: 'ann.9', nick: 'ann-9' },
    };
    ann.notes.splice(
      ann.notes.findIndex(({ on }) => on === 'lost'),
      0,
      nick,
    );
    told.hears(ann, ok('ann.9', { nick: 'ann-9' }));
    expect(told.problems).to.deep.equal([]);
    const { event } = ann.notes.find(isAnswerTo('resume-1')) as Heard;
    Object.assign(event, { nick: 'ann-9' });
    expect(told.problems).to.deep.equal([]);
  });

  it('finds a session that is gone', () => {
    const { ann } = told;
    const answer = ann.notes.find(isAnswerTo('resume-1')) as Heard;
    answer.event = { ev: 'error', re: 'resume-1', code: 'no_such_session', message: 'Gone.' };
    expect(told.problems).to.deep.equal(["ann resume-1: can't resume: Gone."]);
  });

  it('finds another store', () => {
    told.comes(told.bob, welcome('guest', 'two'));
    expect(told.problems).to.deep.equal(['bob: is greeted by another store']);
  });

  it('finds that somebody was seen to quit', () => {
    told.hears(told.bob, { ev: 'quit', nick: 'ann', reason: 'connection lost', at });
    expect(told.problems).to.deep.equal(['bob: hears that ann quit: connection lost']);
  });

  it('finds that somebody was seen to join again', () => {
    told.hears(told.ann, { ev: 'joined', room: '#tea', nick: 'bob', at });
    expect(told.problems).to.deep.equal(['ann: hears too often that bob joined #tea']);
  });

  it('finds a row of the file that reads otherwise', () => {
    told.rows = told.rows.map((row) => ({ ...row, event: { ...row.event, at: 'then' } }));
    expect(told.problems.join()).to.match(/^: is \{"log":"#tea","seq":1,.*in the file/);
  });

  it('finds one person with two authors', () => {
    told.rows = told.rows.map((row, index) => (index === 1 ? { ...row, author: 'guest:x' } : row));
    expect(told.problems).to.include('ann: is by guest:x, who is not ann');
  });
});
