/** `/rooms` on a server that has very many of them. */
import { expect } from 'chai';
import type { EventOf } from '../../../grammar/events.ts';
import { roomKey } from '../../../grammar/names.ts';
import type { Effect } from '../../../server/rooms/effects.ts';
import type { QuestionOf } from '../../../server/rooms/questions.ts';
import { step } from '../../../server/rooms/step.ts';
import { Crowd, toldTo } from '../crowd.ts';

/** More than are looked at in one go. */
const MANY = 7000;

function town(): { crowd: Crowd; ann: number } {
  const crowd = new Crowd({ allRooms: 2 * MANY, rooms: 2 * MANY });
  const ann = crowd.come('ann');
  for (let n = 0; n < MANY; n += 1) crowd.world.rooms.of(roomKey(`#r${n}`), `#r${n}`);
  crowd.command(ann, { cmd: 'join', rooms: ['#r17'] });
  return { crowd, ann };
}

const questionIn = (effects: Effect[]): QuestionOf<'rooms'> | undefined =>
  effects.flatMap((effect) =>
    effect.do === 'ask' && effect.question.ask === 'rooms' ? [effect.question] : [],
  )[0];

/** Asks for the rooms, and lets the server look on until it answers. */
function ask({ crowd, ann }: ReturnType<typeof town>, matching?: string) {
  let effects = step(crowd.world, {
    at: crowd.now,
    on: 'commanded',
    connection: ann,
    command: { cmd: 'rooms', ...(matching && { matching }) },
  });
  const looked = [crowd.world.looked];
  for (let to = questionIn(effects); to; to = questionIn(effects)) {
    const answer = { ask: 'rooms', to } as const;
    effects = step(crowd.world, { at: crowd.now, on: 'answered', connection: ann, answer });
    looked.push(crowd.world.looked);
  }
  return { told: toldTo(effects, ann)[0] as EventOf<'rooms'>, looked };
}

describe('a list of very many rooms', () => {
  it('begins with the fullest, and is found without a look at the others', () => {
    const { told, looked } = ask(town());
    expect(told.rooms).to.have.length(500);
    expect(told.rooms[0]).to.deep.equal({ room: '#r17', count: 1 });
    expect(told.more).to.equal(true);
    expect(looked).to.deep.equal([501]);
  });

  it('is looked for bit by bit when few are meant, and all of them are found', () => {
    const { told, looked } = ask(town(), '99');
    expect(told.rooms).to.have.length(
      Array.from({ length: MANY }, (_, n) => `${n}`).filter((n) => n.includes('99')).length,
    );
    expect(told.more).to.equal(undefined);
    expect(looked).to.have.length(4);
    expect(Math.max(...looked)).to.equal(2000);
  });

  it('is looked for no faster when topics are long', () => {
    const there = town();
    const { world, rooms } = there.crowd;
    for (const room of rooms) {
      const topic = { text: 'x'.repeat(4096), from: 'ann', at: '' };
      world.set(room, 'fold', { ...room.fold, seq: 1, topic });
    }
    const { told, looked } = ask(there, 'zz');
    expect(told.rooms).to.deep.equal([]);
    expect(Math.max(...looked)).to.be.below(2100);
  });

  it('is told at once when as many as a line holds are found', () => {
    const there = town();
    const { crowd, ann } = there;
    const command = { cmd: 'rooms', matching: 'r1' } as const;
    const asked = step(crowd.world, { at: crowd.now, on: 'commanded', connection: ann, command });
    expect(asked.map((effect) => effect.do)).to.deep.equal(['tell']);
  });
});
