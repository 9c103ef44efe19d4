/**
 * Nobody is shown what they may not read, by any way: who was in which room when, and what its `history` said, is counted
 * here by itself.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Command } from '../../grammar/ast.ts';
import type { Event } from '../../grammar/events.ts';
import type { LogKey, RoomKey } from '../../grammar/names.ts';
import type { Effect } from '../../server/rooms/effects.ts';
import type { Person, Room } from '../../server/rooms/world/state.ts';
import { everybody } from './crowd.ts';
import { Library } from './library.ts';
import { type Move, moves, NICKS, prelude } from './secrecy-moves.ts';

/** Since which step somebody is in a room, and since which one they are here. */
interface Since {
  readonly joined: number;
  readonly came: number;
}

/** How things are for everybody at one time. */
interface Snapshot {
  readonly since: ReadonlyMap<Person, ReadonlyMap<Room, Since>>;
  readonly here: ReadonlySet<Person>;
  /** What each room says of its past, and whether it is secret. */
  readonly history: ReadonlyMap<Room, string>;
  readonly secret: ReadonlySet<Room>;
  /** Who has which role. */
  readonly roles: ReadonlyMap<Room, ReadonlyMap<string, string>>;
}

/** What is so behind a step, by what was so before it and who was whose session. */
function snapshot(
  crowd: Library,
  step: number,
  before?: Snapshot,
  was?: Person,
  is?: Person,
): Snapshot {
  const since = new Map<Person, Map<Room, Since>>();
  const here = new Set<Person>();
  for (const person of everybody(crowd.world)) {
    if (person.sessions.size > 0) here.add(person);
    const isBack = person.sessions.size > 0 && before?.here.has(person) === false;
    const rooms = new Map<Room, Since>();
    for (const each of person.rooms.values()) {
      const own = before?.since.get(person)?.get(each);
      const brought = is === person && was ? before?.since.get(was)?.get(each) : undefined;
      const known = own ?? brought ?? { joined: step, came: step };
      rooms.set(each, own && isBack ? { ...own, came: step } : known);
    }
    since.set(person, rooms);
  }
  const all = crowd.rooms;
  const set = (each: Room, name: 'history' | 'secret') =>
    each.fold.policy.settings.get(name)?.value;
  return {
    since,
    here,
    history: new Map(all.map((each) => [each, set(each, 'history') ?? 'all'])),
    secret: new Set(all.filter((each) => set(each, 'secret') === 'on')),
    roles: new Map(all.map((each) => [each, new Map(each.fold.policy.roles)])),
  };
}

const mayRead = (
  { since, history }: Snapshot,
  person: Person,
  where: Room,
  said: number,
): boolean => {
  const stay = since.get(person)?.get(where);
  if (stay === undefined) return false;
  const open = history.get(where);
  return said >= (open === 'joined' ? stay.joined : open === 'none' ? stay.came : 0);
};

const mayFind = ({ since, secret, roles }: Snapshot, person: Person, where: Room): boolean =>
  !secret.has(where) ||
  since.get(person)?.has(where) === true ||
  roles.get(where)?.has(person.identity) === true;

const looksAfter = ({ roles }: Snapshot, person: Person, where: Room): boolean =>
  ['owner', 'op'].includes(roles.get(where)?.get(person.identity) ?? '');

/** The topic is not of the past; what keeps a room from being found keeps it, too. */
const textsIn = (event: Event): string[] =>
  event.ev === 'room' || event.ev === 'rooms' ? [] : (JSON.stringify(event).match(/w\d+x/g) ?? []);

/** The room whose people or reports an answer tells: it is shown to whoever may find that, also when they have named it. */
const roomOf = (event: Event): string =>
  (event.ev === 'who' || event.ev === 'room' || event.ev === 'reports' ? event.room : '') ?? '';

describe('whatever people do, in rooms that show nothing of their past, or that are secret', () => {
  it('nobody is shown a text that they may not read, and nobody outside finds a secret room', () => {
    let shownTexts = 0;
    let hidden = 0;
    let answers = 0;
    let reports = 0;
    fc.assert(
      fc.property(moves, (script) => {
        const crowd = new Library();
        const said = new Map<string, { where: Room; step: number }>();
        for (const one of NICKS) crowd.come(one);
        let now = snapshot(crowd, 0);
        for (const [n, [who, what]] of [...prelude, ...script].entries()) {
          const step = n + 1;
          crowd.now += 1000;
          const connection = who + 1;
          const owners = new Map(
            [...crowd.world.sessions.values()].map((one) => [one.id, one.person]),
          );
          const session = crowd.world.sessions.byConnection.get(connection);
          const { id: asker, person: was } = session ?? {};
          const effects = play(crowd, connection, what, `w${step}x`);
          const shown = crowd.shown(effects);
          const is = crowd.world.sessions.byConnection.get(connection)?.person;
          const before = now;
          now = snapshot(crowd, step, before, was === is ? undefined : was, is);
          for (const effect of effects) remember(crowd, said, effect, step);
          crowd.world.journal.commit(crowd.world.journal.end);
          const either = (to: number, holds: (then: Snapshot, person: Person) => boolean) =>
            [owners.get(to), crowd.world.sessions.get(to)?.person].some(
              (person) => person && (holds(before, person) || holds(now, person)),
            );
          for (const { to, event } of shown) {
            for (const text of textsIn(event)) {
              const { where, step: at } = said.get(text) ?? {};
              if (where === undefined || at === undefined) continue;
              shownTexts += 1;
              const isRead = either(to, (then, person) => mayRead(then, person, where, at));
              expect(isRead, `${to} was shown ${text}`).to.equal(true);
            }
            for (const { room: name, unread } of event.ev === 'unread' ? event.logs : []) {
              if (name === undefined) continue;
              const where = crowd.world.rooms.find(name);
              const known = [...said.values()].filter(
                (one) =>
                  one.where === where &&
                  either(to, (then, person) => mayRead(then, person, one.where, one.step)),
              );
              expect(unread, `unread in ${name}`).to.be.at.most(known.length);
            }
            const about = crowd.world.rooms.find(roomOf(event));
            if (about !== undefined) {
              const isMeant = either(to, (then, person) => mayFind(then, person, about));
              answers += about.fold.policy.settings.has('secret') ? 1 : 0;
              expect(isMeant, `${to} was shown ${JSON.stringify(event)}`).to.equal(true);
            }
            if (event.ev === 'reports' && about !== undefined) {
              const isMeant = either(to, (then, person) => looksAfter(then, person, about));
              reports += event.reports.length;
              expect(isMeant, `${to} was shown ${JSON.stringify(event)}`).to.equal(true);
              for (const { room } of event.reports) expect(room ?? about.name).to.equal(about.name);
            }
            if (event.ev === 'invitation') continue;
            for (const each of crowd.rooms) {
              if (to === asker && names(what, each)) continue;
              if (either(to, (then, person) => mayFind(then, person, each))) continue;
              hidden += 1;
              const told = JSON.stringify(event);
              expect(
                told.match(/#[a-z]+/g)?.includes(each.name) === true,
                `${to} found ${each.name}: ${told}`,
              ).to.equal(false);
            }
          }
          for (const effect of effects) {
            if (effect.do !== 'ring') continue;
            const person = crowd.world.sessions.get(effect.who)?.person;
            const rings = effects.some(
              (each) => each.do === 'record' && person && hears(crowd, person, each.log),
            );
            expect(rings, 'a bell rang for nothing that was told').to.equal(true);
          }
        }
      }),
      { numRuns: 600 },
    );
    expect(Math.min(shownTexts / 5, hidden, answers, reports * 10)).to.be.greaterThan(200);
  });
});

function play(crowd: Library, connection: number, what: Move[1], text: string): Effect[] {
  const at = crowd.now;
  if (what === 'come') {
    crowd.come(`late${at}`);
    return [];
  }
  if (what === 'lost') return crowd.give({ at, on: 'lost', connection });
  if (what === 'due') {
    const due = crowd.reminders[connection];
    return due ? crowd.give({ at, on: 'due', due }) : [];
  }
  const command = 'text' in what ? { ...what, text: `hi ann ${text}` } : what;
  return crowd.give({ at, on: 'commanded', connection, command: command as Command });
}

/** The line itself has the name of the room. */
const names = (what: Move[1], { name }: Room): boolean =>
  JSON.stringify(what).includes(`"${name}"`);

function remember(
  { world }: Library,
  said: Map<string, { where: Room; step: number }>,
  effect: Effect,
  step: number,
): void {
  if (effect.do !== 'record') return;
  const where = world.rooms.get(effect.log as RoomKey);
  for (const text of where ? textsIn(effect.event) : []) {
    if (where && !said.has(text)) said.set(text, { where, step });
  }
}

const hears = ({ world }: Library, person: Person, log: LogKey): boolean =>
  world.log(log) !== undefined && person.rooms.has(log as RoomKey);
