/** Why rooms refuse a command is told on its page of REFERENCE.md, whatever is set there and however fast people are. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Command } from '../../grammar/ast.ts';
import type { Definition } from '../../grammar/commands/command.ts';
import { commands as definitions } from '../../grammar/commands/index.ts';
import type { EventOf } from '../../grammar/events.ts';
import { ofAnyCommand } from '../../grammar/fault-codes.ts';
import { eachPace, noPaces } from '../../server/rooms/bounds/buckets.ts';
import type { Effect } from '../../server/rooms/effects.ts';
import { Crowd } from './crowd.ts';
import { commands } from './scripts.ts';

const dev = { room: '#dev' };
const situations: Record<string, Command[]> = {
  'nothing is set': [],
  'some are muted': [{ cmd: 'mute', ...dev, who: '10.0.0.1' }],
  'some are banned': [{ cmd: 'ban', ...dev, who: '10.0.0.1' }],
  'the room is archived': [{ cmd: 'archive', ...dev }],
  'somebody hears accounts alone': [{ cmd: 'privacy', who: 'accounts' }],
  ...Object.fromEntries(
    Object.entries({
      ...{ slow: '1h', hold: '1h', filter: 'a', moderated: 'on', churn: '1' },
      ...{ key: 'z', limit: '1', 'invite-only': 'on', 'members-only': 'on' },
    }).map(([name, value]) => [`${name} is set`, [{ cmd: 'set', ...dev, name, value } as Command]]),
  ),
};
const speeds = {
  'at leisure': noPaces,
  'too fast': eachPace(() => ({ burst: 1, everyMs: 100_000 })),
};

/** They would leave too few to refuse something. */
const ending = ['lockdown', 'quit', 'sessions', 'account', 'forget', 'rename', 'nick'];

/** The refusals that are no remark behind a `/login`. */
const refusalsIn = (effects: readonly Effect[]): EventOf<'error'>[] =>
  effects.flatMap((effect) =>
    effect.do === 'tell' && effect.event.ev === 'error' && effect.event.re === 't'
      ? [effect.event]
      : [],
  );

function unnamed({ cmd }: Command, effects: readonly Effect[]): string[] {
  const { faults }: Pick<Definition, 'faults'> = definitions[cmd];
  return refusalsIn(effects)
    .filter(({ code }) => ![...faults, ...ofAnyCommand].some((each) => each === code))
    .map(({ code }) => `${cmd} ${code}`);
}

describe('a command is refused for nothing that its page does not name', () => {
  for (const [situation, orders] of Object.entries(situations)) {
    for (const [speed, paces] of Object.entries(speeds)) {
      it(`where ${situation}, ${speed}`, () =>
        fc.assert(
          fc.property(
            fc.array(fc.tuple(fc.nat(3), commands), { minLength: 30, maxLength: 60, size: 'max' }),
            (given) => {
              const crowd = new Crowd({ paces });
              for (const [index, nick] of ['ann', 'bob', 'Cy', 'guest0'].entries()) {
                const session = crowd.come(nick, 'json', `10.0.0.${index % 2}`);
                crowd.now += 500_000;
                crowd.command(session, { cmd: 'join', rooms: ['#dev'] });
                crowd.command(session, { cmd: 'say', text: 'a' });
              }
              for (const order of orders) crowd.command(1, order);
              for (const [who, command] of given) {
                const session = crowd.world.sessions.get(who + 1);
                if (session === undefined || session.lost !== undefined) continue;
                if (who < 3 && ending.includes(command.cmd)) continue;
                const tagged = { ...command, tag: 't' };
                expect(unnamed(tagged, crowd.command(session.id, tagged))).to.deep.equal([]);
              }
            },
          ),
          { numRuns: 25, seed: 1 },
        ));
    }
  }
});
