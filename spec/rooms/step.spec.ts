/** The room manager by itself: what follows from an input, and laws that hold whatever comes in. */
import { expect } from 'chai';
import fc from 'fast-check';
import { MAX_ANSWERS_KEPT, MAX_PRESENCE_MEMBERS } from '../../grammar/text.ts';
import type { Effect } from '../../server/rooms/effects.ts';
import { step } from '../../server/rooms/step.ts';
import { announced, Crowd, everybody, recorded, toldTo } from './crowd.ts';
import { commands, play, scripts } from './scripts.ts';

describe('a room', () => {
  it('tells of its topic who set it and when', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(ann, { cmd: 'join', rooms: ['#dev'] });
    crowd.now = Date.UTC(2026, 10, 22, 12, 30);
    crowd.command(ann, { cmd: 'topic', text: 'tea' });
    const [state] = toldTo(crowd.command(ann, { cmd: 'names', room: '#DEV' }), ann);
    expect(state).to.deep.include({
      topic: 'tea',
      topic_from: 'ann',
      topic_at: '2026-11-22T12:30:00.000Z',
    });
  });

  it('that nobody ever spoke in is gone with its last member, and one with a past stays', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(ann, { cmd: 'join', rooms: ['#still', '#loud'] });
    crowd.command(ann, { cmd: 'msg', to: '#loud', text: 'hi' });
    crowd.command(ann, { cmd: 'part', rooms: ['#still', '#loud'] });
    expect(crowd.rooms.map(({ key }) => key)).to.deep.equal(['#loud']);
  });

  it('never has its clock go backwards, though the machine does', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(ann, { cmd: 'join', rooms: ['#dev'] });
    const first = recorded(crowd.command(ann, { cmd: 'say', text: 'one' }));
    crowd.now -= 5000;
    const second = recorded(crowd.command(ann, { cmd: 'say', text: 'two' }));
    const times = [...first, ...second].map((event) => ('at' in event ? event.at : ''));
    expect(times).to.have.length(2);
    expect(times).to.deep.equal(times.toSorted());
  });
});

describe('a room of thousands', () => {
  it('tells joins, parts and quits as one count a second', () => {
    const crowd = new Crowd();
    for (let n = 0; n <= MAX_PRESENCE_MEMBERS; n += 1) {
      crowd.command(crowd.come(`p${n}`), { cmd: 'join', rooms: ['#all'] });
    }
    const late = crowd.come('late');
    const soon = crowd.come('soon');
    const effects = [
      ...crowd.command(late, { cmd: 'join', rooms: ['#all'] }),
      ...crowd.command(soon, { cmd: 'join', rooms: ['#all'] }),
      ...crowd.command(late, { cmd: 'part', rooms: ['#all'] }),
      ...crowd.command(soon, { cmd: 'quit' }),
    ];
    expect(announced(effects)).to.deep.equal([]);
    const reminders = effects.filter((effect) => effect.do === 'remind');
    expect(reminders).to.have.length(1);
    const [reminder] = reminders;
    if (reminder?.do !== 'remind') throw new Error('no reminder');
    const at = crowd.now + reminder.after;
    const told = announced(crowd.give({ at, on: 'due', due: reminder.due }));
    expect(told).to.deep.include({
      ev: 'count',
      room: '#all',
      count: MAX_PRESENCE_MEMBERS + 1,
      at: new Date(at).toISOString(),
    });
  });

  it('lists as many members as a line may hold, and says that there are more', () => {
    const crowd = new Crowd();
    for (let n = 0; n < 800; n += 1) {
      const nick = `${'ü'.repeat(28)}${n}`;
      crowd.command(crowd.come(nick), { cmd: 'join', rooms: ['#all'] });
    }
    const last = crowd.come('last');
    const [state] = toldTo(crowd.command(last, { cmd: 'join', rooms: ['#all'] }), last);
    if (state?.ev !== 'room') throw new Error('no room');
    expect(state).to.include({ count: 801, more: true });
    expect(Buffer.byteLength(JSON.stringify(state))).to.be.lessThan(65_536);
    expect(state.members.length).to.be.within(400, 500);
  });
});

describe('a tag', () => {
  it('is remembered for at least the last 256 commands that changed something', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(ann, { cmd: 'join', rooms: ['#dev'] });
    const say = (tag: string) => crowd.command(ann, { cmd: 'say', text: tag, tag });
    for (let n = 0; n < MAX_ANSWERS_KEPT; n += 1) say(`t${n}`);
    expect(MAX_ANSWERS_KEPT).to.be.at.least(256);
    expect(recorded(say('t0'))).to.deep.equal([]);
    expect(toldTo(say('t0'), ann)).to.deep.equal([
      { ev: 'ok', re: 't0', room: '#dev', seq: 1, done: 'say' },
    ]);
    say('one more');
    expect(crowd.world.sessions.get(ann)?.answers?.size).to.equal(MAX_ANSWERS_KEPT);
  });
});

/** Every log is counted from 1. */
function areCounted(effects: readonly Effect[]): void {
  const ends = new Map<string, number>();
  for (const effect of effects) {
    if (effect.do !== 'record') continue;
    expect(effect.event.seq).to.equal((ends.get(effect.log) ?? 0) + 1);
    ends.set(effect.log, effect.event.seq);
  }
}

/** Rooms and people agree on who is where, and nobody who left is kept. */
function agree({ world, rooms }: Crowd): void {
  for (const each of rooms) {
    for (const member of each.members.values()) {
      expect(member.rooms.get(each.key)).to.equal(each);
      expect(world.persons.get(member.identity)).to.equal(member);
    }
  }
  for (const person of everybody(world)) {
    for (const each of person.rooms.values()) {
      const isHere = person.sessions.size > 0;
      expect(each.members.has(person.identity)).to.equal(isHere);
      expect(each.stays.has(person.identity)).to.equal(true);
    }
    expect(world.persons.byNick(person.nick)).to.equal(person);
    for (const session of person.sessions.values()) {
      expect(world.sessions.get(session.id)).to.equal(session);
      expect(session.person).to.equal(person);
      if (session.current) expect(person.rooms.has(session.current.key)).to.equal(true);
    }
  }
  for (const { connection, lost } of world.sessions.values()) {
    expect(world.sessions.byConnection.get(connection)?.connection).to.equal(
      lost === undefined ? connection : undefined,
    );
  }
  expect(world.sessions.byConnection.size).to.equal(world.sessions.size - world.addresses.lost);
  expect(world.persons.nicks.size).to.equal(world.persons.size);
  const here = everybody(world).filter(({ sessions }) => sessions.size > 0);
  expect([...world.persons.here.values()]).to.have.members(here);
  const away = everybody(world).filter(({ sessions }) => sessions.size === 0);
  for (const person of away) {
    expect(person.account, person.nick).not.to.equal(undefined);
  }
  const accounts = everybody(world).filter(({ account }) => account);
  expect(world.persons.accounts).to.equal(accounts.length);
  const opening = [...world.sessions.values()].flatMap(({ secret, earlier }) => [
    secret,
    ...earlier,
  ]);
  expect(world.sessions.bySecret.size).to.equal(opening.length);
}

describe('whatever people do', () => {
  it('the same inputs have the same effects, logs are counted without a gap, and all agree on who is where', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const { crowd, given } = play(script);
        const again = new Crowd();
        for (const input of given) again.give(input);
        expect(again.effects).to.deep.equal(crowd.effects);
        areCounted(crowd.effects);
        agree(crowd);
      }),
      { numRuns: 150 },
    );
  });

  it('a tagged command has one answer, and an untagged one no ok but that of a ping', () => {
    fc.assert(
      fc.property(scripts, fc.nat(3), commands, (script, who, command) => {
        const { crowd } = play(script);
        const session = crowd.world.sessions.get(who + 1);
        if (session === undefined || session.lost !== undefined) return;
        const effects = crowd.command(session.id, command);
        const answers = effects.flatMap((effect) =>
          effect.do === 'tell' &&
          (effect.event.ev === 'ok' || effect.event.ev === 'error') &&
          effect.event.re === command.tag
            ? [effect.event]
            : [],
        );
        if (command.tag !== undefined) expect(answers).to.have.length(1);
        else expect(answers.length).to.be.at.most(1);
      }),
      { numRuns: 200 },
    );
  });

  it('an input for a session that is gone does nothing', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(ann, { cmd: 'quit' });
    expect(step(crowd.world, { at: 1, on: 'lost', connection: ann })).to.deep.equal([]);
    expect(crowd.command(ann, { cmd: 'whoami' })).to.deep.equal([]);
  });

  it('an input from a connection that is the session’s no longer does nothing', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(crowd.come('again'), { cmd: 'resume', token: `token-${ann}` });
    const { now: at } = crowd;
    const from = { at, connection: ann };
    const command = { cmd: 'quit' } as const;
    expect(step(crowd.world, { ...from, on: 'commanded', command })).to.deep.equal([]);
    expect(step(crowd.world, { ...from, on: 'closed', reason: '' })).to.deep.equal([]);
    expect(step(crowd.world, { ...from, on: 'lost' })).to.deep.equal([]);
    expect(crowd.world.sessions.get(ann)).to.include({ lost: undefined });
  });
});
