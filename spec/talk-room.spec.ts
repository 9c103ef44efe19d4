/** Whether young objects get more room: when people talk, and not when they come. */
import { expect } from 'chai';
import { roomForTalk } from '../server/process/talk-room.ts';
import type { Input } from '../server/rooms/effects.ts';

/** What is said at each look, while so many come and then so many commands follow, again and again. */
function looks(...phases: { come: number; talk: number }[]): boolean[] {
  const said: boolean[] = [];
  const witness = roomForTalk((isTalk) => said.push(isTalk));
  const hear = (on: Input['on'], times: number): void => {
    for (let n = 0; n < times; n += 1) witness.decided({ on } as Input, []);
  };
  for (const { come, talk } of phases) {
    hear('opened', come);
    hear('commanded', talk);
  }
  return said;
}

describe('young objects', () => {
  it('may have more room when people talk', () => {
    expect(looks({ come: 25, talk: 500 })).to.deep.equal([true]);
  });

  it('may not when people come and each joins a room', () => {
    expect(looks(...Array(250).fill({ come: 1, talk: 2 }))).to.deep.equal([false]);
  });

  it('may again when those who came talk', () => {
    expect(looks({ come: 250, talk: 1000 }, { come: 26, talk: 500 })).to.deep.equal([
      false,
      true,
      false,
    ]);
  });
});
