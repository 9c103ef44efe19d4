/** Who may do what in a room is what the table says: for the function, and for whatever people do. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Command } from '../../../grammar/ast.ts';
import type { Logged } from '../../../grammar/events.ts';
import { type Permission, type Permitted, permissions } from '../../../grammar/permissions.ts';
import { isBelow, type Needed, type Role, roles, type Standing } from '../../../grammar/roles.ts';
import { type SettingName, settingNames } from '../../../grammar/settings.ts';
import type { Effect } from '../../../server/rooms/effects.ts';
import { may } from '../../../server/rooms/moderation/may.ts';
import { type Policy, standingIn } from '../../../server/rooms/moderation/policy.ts';
import type { Person, Room } from '../../../server/rooms/world/state.ts';
import { Crowd, everybody } from '../crowd.ts';
import { commands } from '../scripts.ts';

const NICKS = ['ann', 'bob', 'Cy', 'zoë', 'iris', 'odo'];

/** A person of each standing to #dev: the one of the highest is the first, and owns it. */
function court() {
  const crowd = new Crowd();
  const people = NICKS.map((nick, place) => {
    const session = crowd.come(nick);
    if (place < roles.length) crowd.command(session, { cmd: 'join', rooms: ['#dev'] });
    return crowd.world.sessions.get(session)?.person as Person;
  });
  for (const [place, role] of roles.entries()) {
    const nick = NICKS[place] as string;
    if (place > 0) crowd.command(1, { cmd: 'role', room: '#dev', nick, role });
  }
  crowd.command(1, { cmd: 'invite', room: '#dev', nick: 'iris' });
  const [owner, op, voice, member, invited, outsider] = people as Person[] & { length: 6 };
  const who = { owner, op, voice, member, invited, outsider } as Record<Standing, Person>;
  return { crowd, room: crowd.rooms[0] as Room, who };
}

/** As each setting has to be for it to keep anybody out. */
const CLOSED = {
  ...{ 'topic-lock': 'on', moderated: 'on', 'invite-only': 'on', key: 'k', limit: '1' },
  ...{ 'members-only': 'on', secret: 'on', slow: '10s', hold: '30s', filter: 'spam' },
  ...{ welcome: 'hello', history: 'joined', churn: '9', archived: 'on', retention: '90d' },
};

/** These keep out for a time, or what has a word: `settings.spec.ts` is about them. */
const sometimes: readonly SettingName[] = ['slow', 'hold', 'filter'];

/** Everybody has come and spoken just now. */
function hasten({ crowd: { now }, room, who }: ReturnType<typeof court>): void {
  for (const { identity, rooms } of Object.values(who)) {
    room.spoke.put(identity, now);
    if (rooms.has(room.key)) rooms.put(room.key, { joined: 0, came: 0, since: now });
  }
}

describe('who may do what', () => {
  const open = court();
  for (const [deed, { least }] of Object.entries<Permission>(permissions))
    for (const [standing, person] of Object.entries(open.who) as [Standing, Person][])
      it(`is as the table says: ${standing}, ${deed}`, () => {
        const answer = may(person, { do: deed as Permitted }, open.room, open.crowd.now);
        if (!isBelow(standing, least)) expect(answer).to.equal('yes');
        else expect(answer).to.deep.equal([{ rule: 'standing', needs: least, is: standing }]);
      });

  for (const name of settingNames) {
    const closed = court();
    const { crowd, room, who } = closed;
    const value = CLOSED[name];
    crowd.command(1, { cmd: 'set', room: '#dev', name, value });
    hasten(closed);
    for (const [deed, { least, where = {} }] of Object.entries<Permission>(permissions))
      for (const [standing, person] of Object.entries(who) as [Standing, Person][])
        it(`is as the table says where ${name} is set: ${standing}, ${deed}`, () => {
          const said = { text: 'no Spam!', isNew: true } as const;
          const answer = may(person, { do: deed as Permitted, ...said }, room, crowd.now);
          const isLess = isBelow(standing, least) || isBelow(standing, where[name] ?? least);
          expect(answer === 'yes').to.equal(!isLess);
          const set = answer !== 'yes' && answer.some((reason) => 'set' in reason);
          // Whoever has not come has no time to wait for.
          const waits = name !== 'hold' || person.rooms.has(room.key);
          expect(set).to.equal(waits && isBelow(standing, where[name] ?? 'outsider'));
        });
  }

  it('is never done to somebody with a higher role', () => {
    const { who } = open;
    const kick = (to: string) => may(who.op, { do: 'kick', to }, open.room, open.crowd.now);
    expect(kick(who.owner.identity)).to.deep.equal([{ rule: 'above', is: 'owner' }]);
    expect(kick(who.op.identity)).to.equal('yes');
  });

  it('lets in who gives the key, and who comes before the limit is reached', () => {
    const { crowd, room, who } = court();
    crowd.command(1, { cmd: 'set', room: '#dev', name: 'key', value: 'k' });
    crowd.command(1, { cmd: 'set', room: '#dev', name: 'limit', value: '5' });
    const enter = (key?: string) => may(who.outsider, { do: 'join', key }, room, crowd.now);
    expect(enter()).to.have.length(1);
    expect(enter('x')).to.have.length(1);
    expect(enter('k')).to.equal('yes');
    crowd.command(5, { cmd: 'join', rooms: ['#dev'] });
    expect(enter('k')).to.have.length(1);
  });
});

/** What an event shows that was done, and to whom. */
function deedIn(event: Logged, before: (nick: string) => Role): [Permitted, string?] | undefined {
  switch (event.ev) {
    case 'message':
    case 'edit':
    case 'react':
    case 'unreact':
      return ['say'];
    case 'topic':
      return ['topic'];
    case 'setting':
      return [event.name === 'archived' ? 'archive' : 'set'];
    case 'invited':
      return ['invite'];
    case 'renamed':
      return ['rename'];
    case 'kicked':
      return ['kick', event.nick];
    case 'banned':
    case 'muted':
    case 'allowed':
    case 'lifted':
      return ['ban'];
    case 'delete':
      return event.from === event.of_from ? undefined : ['delete', event.of_from];
    case 'role': {
      const was = before(event.nick);
      if (event.nick === event.from && isBelow(event.role, was)) return undefined;
      return [isBelow(was, 'op') && isBelow(event.role, 'op') ? 'voice' : 'role', event.nick];
    }
  }
}

/** The lowest that may do it, as things were. */
function neededFor(deed: Permitted, { settings }: Policy): Needed {
  const { least, where = {} }: Permission = permissions[deed];
  const always = [...settings.keys()].filter((name) => !sometimes.includes(name));
  const all = always.map((name: SettingName) => where[name] ?? least);
  return all.reduce<Needed>(
    (one, other) => (one !== 'nobody' && isBelow(one, other) ? other : one),
    least,
  );
}

/** Behind these somebody is called otherwise, is gone, or is somebody else. */
const changesWho = new Set([
  ...['quit', 'resume', 'nick', 'register', 'login', 'logout', 'account', 'sessions'],
]);

describe('whatever people of all roles ask for', () => {
  it('only that is done which the table lets them do, nobody comes in who may not, and no room loses its owner', () => {
    const asked = fc.array(fc.tuple(fc.nat(5), commands), { size: 'max', maxLength: 50 });
    fc.assert(
      fc.property(
        fc.subarray(settingNames.filter((name) => !sometimes.includes(name))),
        asked,
        (closed, script) => {
          const { crowd, room } = court();
          for (const name of closed) {
            crowd.command(1, { cmd: 'set', room: '#dev', name, value: CLOSED[name] });
          }
          const identities = new Map(
            everybody(crowd.world).map(({ nick, identity }) => [nick, identity]),
          );
          for (const [who, command] of script) {
            if (changesWho.has(command.cmd)) continue;
            const { policy } = room.fold;
            const there = new Set(room.members.keys());
            const full = room.members.size;
            const standing = (nick: string): Standing => {
              const identity = identities.get(nick) ?? '';
              return standingIn(policy, identity, there.has(identity), crowd.now);
            };
            const roleOf = (nick: string): Role =>
              policy.roles.get(identities.get(nick) ?? '') ?? 'member';
            for (const event of recorded(crowd.command(who + 1, command), room)) {
              const [deed, to] = deedIn(event, roleOf) ?? [];
              if (deed === undefined) continue;
              const mine = standing(event.from);
              const needed = neededFor(deed, policy);
              expect(isBelow(mine, needed), `${mine} did ${deed}`).to.equal(false);
              if (to)
                expect(isBelow(mine, roleOf(to)), `${mine} did ${deed} to ${to}`).to.equal(false);
            }
            for (const identity of room.members.keys()) {
              if (there.has(identity)) continue;
              expect(
                isKeptOut(policy, standingIn(policy, identity, false, crowd.now), command, full),
              ).to.equal(false);
            }
            expect([...room.fold.policy.roles.values()]).to.include('owner');
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

const recorded = (effects: readonly Effect[], room: Room): Logged[] =>
  effects.flatMap((effect) =>
    effect.do === 'record' && effect.log === room.key ? [effect.event] : [],
  );

/** Nobody comes in below an invitation but by the key, into space, where it is open. */
function isKeptOut({ settings }: Policy, is: Standing, command: Command, full: number): boolean {
  if (is !== 'outsider') return false;
  const key = command.cmd === 'join' ? command.key : undefined;
  const wanted = settings.get('key')?.value ?? key;
  return (
    settings.has('invite-only') ||
    settings.has('members-only') ||
    wanted !== key ||
    full >= Number(settings.get('limit')?.value ?? full + 1)
  );
}

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
