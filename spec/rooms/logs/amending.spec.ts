/** Two who change one message at the same time: what the later one decides on is the message as it is then. */
import { expect } from 'chai';
import type { Command } from '../../../grammar/ast.ts';
import type { Message } from '../../../grammar/events.ts';
import type { FoundMessage } from '../../../server/rooms/answers.ts';
import type { Effect, Input } from '../../../server/rooms/effects.ts';
import type { QuestionOf } from '../../../server/rooms/questions.ts';
import { step } from '../../../server/rooms/step.ts';
import { Crowd, recorded, toldTo } from '../crowd.ts';

describe('a message that two people change at the same time', () => {
  let crowd: Crowd;
  let ann: number;
  let bob: number;

  beforeEach(() => {
    crowd = new Crowd();
    [ann, bob] = [crowd.come('ann'), crowd.come('bob')];
    for (const each of [ann, bob]) crowd.command(each, { cmd: 'join', rooms: ['#dev'] });
    crowd.command(ann, { cmd: 'say', text: 'secret' });
  });

  const questionIn = (effects: readonly Effect[]): QuestionOf<'message'> | undefined =>
    effects.flatMap((effect) =>
      effect.do === 'ask' && effect.question.ask === 'message' ? [effect.question] : [],
    )[0];

  /** Asks, and is not answered yet. */
  function ask(connection: number, command: Command): QuestionOf<'message'> {
    const input: Input = { at: crowd.now, on: 'commanded', connection, command };
    const question = questionIn(step(crowd.world, input));
    if (question === undefined) throw new Error('no question');
    return question;
  }

  function answer(connection: number, to: QuestionOf<'message'>, found: FoundMessage): Effect[] {
    const said = { ask: 'message', to, found } as const;
    return step(crowd.world, { at: crowd.now, on: 'answered', connection, answer: said });
  }

  const before: FoundMessage = {
    message: {
      ev: 'message',
      room: '#dev',
      seq: 1,
      at: '2026-11-22T12:00:00.000Z',
      from: 'ann',
      kind: 'say',
      text: 'secret',
    } satisfies Message,
    author: 'guest:1',
    edit: undefined,
  };

  it('is looked up again by whoever looked before it was deleted', () => {
    const late = ask(bob, { cmd: 'react', seq: 1, emoji: '👍', tag: 't' });
    crowd.command(ann, { cmd: 'delete', seq: 1 });
    const effects = answer(bob, late, before);
    expect(recorded(effects)).to.deep.equal([]);
    const again = questionIn(effects);
    expect(again).to.include({ log: '#dev', seq: 1, end: 2, tag: 't' });
    const gone = { ...before, message: { ...before.message, text: '', deleted: 2 } };
    const [refusal] = toldTo(answer(bob, again as QuestionOf<'message'>, gone), bob);
    expect(refusal).to.include({ ev: 'error', re: 't', code: 'message_deleted' });
  });

  it('never comes back with a text that was deleted meanwhile', () => {
    const late = ask(ann, { cmd: 'edit', seq: 1, text: 'secret, but longer' });
    crowd.command(ann, { cmd: 'delete', seq: 1 });
    expect(recorded(answer(ann, late, before))).to.deep.equal([]);
  });

  it('is not looked up again when others only talk meanwhile', () => {
    const late = ask(bob, { cmd: 'react', seq: 1, emoji: '👍' });
    crowd.command(ann, { cmd: 'say', text: 'something else' });
    const [reaction] = recorded(answer(bob, late, before));
    expect(reaction).to.include({ ev: 'react', of: 1, seq: 3 });
  });
});
