/** Who may do what in a room is what the table says: for the function, and for whatever people do. */
import { expect } from 'chai';
import fc from 'fast-check';
import { type Permitted, permissions } from '../../grammar/permissions.ts';
import { isBelow, type Role, roles } from '../../grammar/roles.ts';
import type { Effect } from '../../server/rooms/effects.ts';
import { may } from '../../server/rooms/may.ts';
import type { Person, Room } from '../../server/rooms/state.ts';
import { Crowd } from './crowd.ts';
import { commands } from './scripts.ts';

/** A person of each role in #dev, whose owner is the first. */
function court(): { crowd: Crowd; room: Room; people: Readonly<Record<Role, Person>> } {
  const crowd = new Crowd();
  const nicks = ['ann', 'bob', 'Cy', 'zoë'];
  const people = nicks.map((nick) => {
    const session = crowd.come(nick);
    crowd.command(session, { cmd: 'join', rooms: ['#dev'] });
    return crowd.world.sessions.get(session)?.person as Person;
  });
  for (const [place, role] of roles.entries()) {
    const nick = nicks[place] as string;
    if (place > 0) crowd.command(1, { cmd: 'role', room: '#dev', nick, role });
  }
  const [owner, op, voice, member] = people as [Person, Person, Person, Person];
  return { crowd, room: crowd.rooms[0] as Room, people: { owner, op, voice, member } };
}

describe('who may do what', () => {
  const { room, people } = court();
  for (const [deed, { least }] of Object.entries(permissions))
    for (const role of roles)
      it(`is as the table says: ${role}, ${deed}`, () => {
        const answer = may(people[role], { do: deed as Permitted }, room);
        if (!isBelow(role, least)) expect(answer).to.equal('yes');
        else expect(answer).to.deep.equal([{ rule: 'role', needs: least, is: role }]);
      });

  it('is never done to somebody with a higher role', () => {
    const answer = may(people.op, { do: 'voice', to: people.owner.identity }, room);
    expect(answer).to.deep.equal([{ rule: 'above', is: 'owner' }]);
    expect(may(people.op, { do: 'voice', to: people.op.identity }, room)).to.equal('yes');
  });
});

/** What a recorded event shows that its author has done: nothing when the table has nothing about that. */
function deedIn(effect: Effect & { do: 'record' }, before: ReadonlyMap<string, Role>) {
  const { event } = effect;
  if (event.ev === 'topic') return 'topic';
  if (event.ev === 'message') return 'say';
  if (event.ev !== 'role') return undefined;
  const was = before.get(event.nick) ?? 'member';
  return isBelow(was, 'op') && isBelow(event.role, 'op') ? 'voice' : 'role';
}

describe('whatever people of all roles ask for', () => {
  it('only that is done which the table lets them do, and no room is left without its owner', () => {
    const asked = fc.array(fc.tuple(fc.nat(3), commands), { maxLength: 40 });
    fc.assert(
      fc.property(asked, (script) => {
        const { crowd, room } = court();
        for (const [who, command] of script) {
          if (['quit', 'resume', 'nick'].includes(command.cmd)) continue;
          const before = new Map(room.fold.policy.roles);
          const nicks = new Map(
            [...crowd.world.persons.values()].map(({ nick, identity }) => [nick, identity]),
          );
          const roleOf = (nick: string): Role => before.get(nicks.get(nick) ?? '') ?? 'member';
          for (const effect of crowd.command(who + 1, command)) {
            if (effect.do !== 'record' || effect.log !== room.key) continue;
            const { event } = effect;
            const named = new Map([...nicks.keys()].map((nick) => [nick, roleOf(nick)]));
            const deed = deedIn(effect, named);
            const mine = roleOf(event.from);
            const stepsDown = event.ev === 'role' && event.nick === event.from;
            if (deed && !(stepsDown && !isBelow(mine, event.role))) {
              expect(isBelow(mine, permissions[deed].least), `${mine} did ${deed}`).to.equal(false);
            }
          }
          expect([...room.fold.policy.roles.values()]).to.include('owner');
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('roles', () => {
  it('are of 200 people in one room at most, and another one has a role when one of them has none', () => {
    const { crowd } = court();
    const give = (nick: string, role: Role) =>
      crowd.command(1, { cmd: 'role', room: '#dev', nick, role });
    const kinds = (effects: Effect[]) =>
      effects.map((effect) =>
        effect.do === 'tell' && 'code' in effect.event ? effect.event.code : effect.do,
      );
    for (let n = 0; n < 197; n += 1) {
      crowd.come(`p${n}`);
      expect(kinds(give(`p${n}`, 'voice'))).to.include('record');
    }
    crowd.come('late');
    expect(kinds(give('late', 'voice'))).to.deep.equal(['too_many_roles']);
    give('p7', 'member');
    expect(kinds(give('late', 'op'))).to.include('record');
  });
});
