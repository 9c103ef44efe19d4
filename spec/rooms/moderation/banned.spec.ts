/** Nobody who is banned comes in, and nobody who is muted speaks, whatever people of all roles ask for. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Command } from '../../../grammar/ast.ts';
import type { Logged } from '../../../grammar/events.ts';
import type { MeasureKind } from '../../../grammar/measures.ts';
import type { Room } from '../../../server/rooms/world/state.ts';
import { Crowd } from '../crowd.ts';

/** Who there is: ann owns the room, and dan comes from where cat does. */
const PEOPLE = [
  { nick: 'ann', address: '10.0.0.1' },
  { nick: 'bob', address: '10.0.0.2' },
  { nick: 'cat', address: '10.0.0.3' },
  { nick: 'dan', address: '10.0.0.3' },
  { nick: 'spam1', address: '10.1.0.1' },
  { nick: 'spam2', address: '10.1.0.2' },
] as const;
type Somebody = (typeof PEOPLE)[number];

/** The model of a measure: what was typed, when it ends, and who shared a guest's address in the room. */
interface Set {
  readonly does: MeasureKind;
  readonly who: string;
  readonly until: number;
  readonly spared: readonly string[];
}

/** A WHO of these scripts, as a child would explain it. */
function means({ does, who, spared }: Set, { nick, address }: Somebody): boolean {
  if (who === 'spam*') return nick.startsWith('spam');
  if (who === '10.0.0.0/24') return address.startsWith('10.0.0.');
  if (who === '10.1.0.1') return address === who;
  if (who === nick) return true;
  const named = PEOPLE.find((each) => each.nick === who);
  return does !== 'allow' && named?.address === address && !spared.includes(nick);
}

/** What was set in the room, by what it tells and what was typed; nothing here knows of the server's own rules. */
class Model {
  readonly roles = new Map<string, string>([['ann', 'owner']]);
  readonly set = new Map<number, Set>();
  readonly lifted = new Map<number, Set>();

  isStaff(nick: string): boolean {
    return ['owner', 'op'].includes(this.roles.get(nick) ?? 'member');
  }

  hits(does: MeasureKind, who: Somebody, now: number): boolean {
    return [...this.set.values()].some(
      (each) => each.does === does && each.until > now && means(each, who),
    );
  }

  is(does: MeasureKind, who: Somebody, now: number): boolean {
    return !this.isStaff(who.nick) && !this.hits('allow', who, now) && this.hits(does, who, now);
  }

  hear(event: Logged, command: Command, members: readonly string[]): void {
    switch (event.ev) {
      case 'role':
        this.roles.set(event.nick, event.role);
        return;
      case 'lifted': {
        const measure = this.set.get(event.of);
        if (measure) this.lifted.set(event.seq, measure);
        this.set.delete(event.of);
        return;
      }
      case 'banned':
      case 'muted':
      case 'allowed': {
        const again = command.cmd === 'undo' ? this.lifted.get(command.act) : undefined;
        const does = ({ banned: 'ban', muted: 'mute', allowed: 'allow' } as const)[event.ev];
        const who = again?.who ?? ('who' in command ? `${command.who}` : '');
        const until =
          event.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(event.until);
        const spared =
          again?.spared ?? members.filter((nick) => nick !== who && !this.isStaff(nick));
        for (const [seq, other] of this.set)
          if (other.does === does && other.who === who) this.set.delete(seq);
        this.set.set(event.seq, { does, who, until, spared });
        return;
      }
    }
  }
}

const who = fc.constantFrom('bob', 'cat', 'dan', 'spam1', 'spam*', '10.0.0.0/24', '10.1.0.1');
const nick = fc.constantFrom(...PEOPLE.map((each) => each.nick));
const command = <C extends Command['cmd']>(cmd: C, fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ cmd: fc.constant(cmd), ...fields }) as unknown as fc.Arbitrary<Command>;
const room = fc.constant('#dev');
/** Masks of nicks are played among the bans of the server alone. */
const whoOfServer = fc.constantFrom('bob', 'cat', 'spam1', '10.0.0.0/24', '10.1.0.1');
const server = fc.constant('*');
const ofServer = fc.oneof(
  command('ban', { room: server, who: whoOfServer, for: fc.constantFrom('1s', '5s') }),
  command('unban', { room: server, who: whoOfServer }),
  command('allow', { room: server, who: whoOfServer, for: fc.constant('2s') }),
  command('undo', { room: server, act: fc.integer({ min: 1, max: 6 }) }),
);
const anything = fc.oneof(
  command('msg', { to: room, text: fc.constant('hi') }),
  command('topic', { room, text: fc.constant('tea') }),
  command('edit', { target: room, seq: fc.nat(9), text: fc.constant('hm') }),
  command('react', { target: room, seq: fc.nat(9), emoji: fc.constant('+1') }),
  command('ban', { room, who }),
  command('ban', { room, who, for: fc.constantFrom('1s', '1h') }),
  command('mute', { room, who }),
  command('allow', { room, who, for: fc.constantFrom('2s', '1h') }),
  command('unban', { room, who }),
  command('unmute', { room, who }),
  command('disallow', { room, who }),
  command('undo', { room, act: fc.integer({ min: 1, max: 40 }) }),
  command('kick', { room, nick }),
  command('invite', { room, nick }),
  command('invite', { room, nick, for: fc.constantFrom('1s', '1h') }),
  command('delete', { target: room, from: nick, since: fc.constant('1h') }),
  command('report', { room, message: fc.integer({ min: 1, max: 9 }) }),
  command('reports', { room: fc.oneof(room, server) }),
  command('role', { room, nick, role: fc.constantFrom('op', 'member', 'voice') }),
);
const somebody = fc.nat(PEOPLE.length - 1);
const time = fc.nat(1500);
const join: Command = { cmd: 'join', rooms: ['#dev'] };
/** Mostly the owner acts, since what others ask for is mostly refused; and people come and go all the time. */
const asked = fc.oneof(
  fc.tuple(
    fc.oneof(fc.constant(0), somebody),
    fc.oneof({ weight: 8, arbitrary: anything }, { weight: 1, arbitrary: ofServer }),
    time,
  ),
  fc.tuple(
    fc.integer({ min: 1, max: PEOPLE.length - 1 }),
    fc.constantFrom(join, { cmd: 'part' } as Command),
    time,
  ),
);

const spoken = new Set(['message', 'topic', 'edit', 'react', 'unreact']);
const staffs = new Set(['banned', 'muted', 'allowed', 'lifted', 'kicked']);

describe('whatever people of all roles ask for', () => {
  it('no ban lets anybody in, no mute anybody speak, and nobody but staff sets one, never on staff', () => {
    fc.assert(
      fc.property(fc.array(asked, { minLength: 60, maxLength: 60 }), (script) => {
        const crowd = new Crowd();
        const sessions = PEOPLE.map(({ nick, address }) => crowd.come(nick, 'json', address));
        for (const each of sessions) crowd.command(each, { cmd: 'join', rooms: ['#dev'] });
        makeOperator(crowd, sessions[0] as number);
        const [dev] = crowd.rooms as [Room];
        const members = (): string[] => [...dev.members.values()].map((each) => each.nick);
        const [model, whole] = [new Model(), new Model()];
        for (const [place, given, later] of script) {
          crowd.now += later;
          if (given === join) sessions[place] = comeAgain(crowd, place, sessions[place] as number);
          const before = members();
          const here = PEOPLE.map(({ nick }) => nick).filter((nick) =>
            crowd.world.persons.byNick(nick),
          );
          const wasStaff = new Map(
            PEOPLE.map((each) => [each.nick as string, model.isStaff(each.nick)]),
          );
          const quiet = PEOPLE.filter(
            (each) =>
              whole.is('ban', each, crowd.now) ||
              model.is('ban', each, crowd.now) ||
              model.is('mute', each, crowd.now),
          ).map((each): string => each.nick);
          const asker = PEOPLE[place] as Somebody;
          const effects = crowd.command(sessions[place] as number, given);
          crowd.world.journal.commit(crowd.world.journal.end);
          for (const effect of effects) {
            if (effect.do === 'tell' && effect.event.ev === 'reports')
              expect(wasStaff.get(asker.nick), 'reports').to.equal(true);
            if (effect.do === 'record' && effect.log === crowd.world.server.key) {
              expect(effect.event.from).to.equal('ann');
              whole.hear(effect.event, given, here);
            }
            if (effect.do !== 'record' || effect.log !== dev.key) continue;
            const { event } = effect;
            if (spoken.has(event.ev))
              expect(quiet, `${event.from}: ${event.ev}`).not.to.include(event.from);
            if ((event.ev === 'banned' || event.ev === 'muted') && event.kind === 'person')
              expect(wasStaff.get(event.who ?? '')).to.equal(false);
            if (event.ev === 'delete' && event.of_from !== event.from)
              expect(wasStaff.get(event.from), event.ev).to.equal(true);
            if (staffs.has(event.ev)) expect(wasStaff.get(event.from), event.ev).to.equal(true);
            if (event.ev === 'kicked' && given.cmd !== 'kick')
              expect(wasStaff.get(event.nick)).to.equal(false);
            model.hear(event, given, before);
          }
          expect(PEOPLE.map((each): string => each.nick)).to.include.members(members());
          const banned = PEOPLE.filter((each) => model.is('ban', each, crowd.now));
          const came = members().filter((each) => !before.includes(each));
          // Guests hold a role as long as they are here.
          for (const { nick } of PEOPLE)
            if (crowd.world.persons.byNick(nick) === undefined) model.roles.delete(nick);
          const put = effects.some(
            (effect) =>
              effect.do === 'record' &&
              effect.log === crowd.world.server.key &&
              effect.event.ev === 'banned',
          );
          const own = [...whole.set.values()].at(-1);
          for (const each of PEOPLE.filter((each) => whole.is('ban', each, crowd.now))) {
            expect(came).not.to.include(each.nick);
            if (put && own && means(own, each)) expect(members()).not.to.include(each.nick);
          }
          for (const each of banned) {
            expect(came).not.to.include(each.nick);
            if (
              given.cmd === 'ban' &&
              given.room === '#dev' &&
              effects.some((effect) => effect.do === 'record' && effect.event.ev === 'banned')
            ) {
              const own = [...model.set.values()].at(-1) as Set;
              if (means(own, each)) expect(members()).not.to.include(each.nick);
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

function makeOperator(crowd: Crowd, session: number): void {
  crowd.command(session, { cmd: 'register', password: '' });
  crowd.give({
    ...{ at: crowd.now, on: 'ordered', id: 1 },
    order: { order: 'role', nick: 'ann', role: 'operator' },
  });
}

/** Whoever was put off the server comes again from where they were; whoever was barred takes their nick. */
function comeAgain(crowd: Crowd, place: number, session: number): number {
  const { nick, address } = PEOPLE[place] as Somebody;
  const person = crowd.world.sessions.get(session)?.person;
  if (person === undefined) return crowd.come(nick, 'json', address);
  if (person.nick !== nick) crowd.command(session, { cmd: 'nick', nick });
  return session;
}
