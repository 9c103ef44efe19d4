/** What becomes of messages, however it is heard. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Said } from '../../../client-ink/model/entry.ts';
import { amended, befell, type Fate, renamedIn } from '../../../client-ink/model/fate.ts';
import type { Happening } from '../../../grammar/sentences/message.ts';

type Deed = (seq: number) => Happening;

const common = { room: '#dev', at: '2026-11-22T12:02:00.000Z', of: 1, of_from: 'bob' };
const aNick = fc.constantFrom('ann', 'Ann', 'bob', 'carl');
const anEmoji = fc.constantFrom('👍', '+1');

const aDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.tuple(aNick, anEmoji).map(
    ([from, emoji]): Deed =>
      (seq) => ({ ev: 'react', ...common, seq, from, emoji }),
  ),
  fc.tuple(aNick, fc.option(anEmoji, { nil: undefined })).map(
    ([from, emoji]): Deed =>
      (seq) => ({
        ev: 'unreact',
        ...common,
        seq,
        from,
        ...(emoji !== undefined && { emoji }),
      }),
  ),
  fc.string().map(
    (text): Deed =>
      (seq) => ({ ev: 'edit', ...common, seq, from: 'bob', text }),
  ),
);

const someDeeds = fc
  .tuple(fc.array(aDeed, { maxLength: 12 }), fc.boolean())
  .map(([deeds, deleted]): Happening[] => {
    const all = deeds.map((deed, index) => deed(index + 2));
    const seq = all.length + 2;
    return deleted ? [...all, { ev: 'delete', ...common, seq, from: 'bob' }] : all;
  });

const self = { nick: 'ann', words: [] };
const said: Said = { id: 1, kind: 'said', at: 0, seq: 1, from: 'bob', how: 'say', text: 'tea?' };

const after = (events: readonly Happening[]): Fate | undefined =>
  events.reduce<Fate | undefined>(befell, undefined);

const seen = (events: readonly Happening[]): Said => amended(said, after(events), self);

describe('what becomes of a message', () => {
  it('is the same in whatever order it is heard, and however often', () => {
    const heard = someDeeds.chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(heard, ([events, shuffled]) => {
        expect(seen(shuffled)).to.deep.equal(seen(events));
      }),
    );
  });

  it('is the same when it is heard of bit by bit', () => {
    fc.assert(
      fc.property(someDeeds, fc.nat(), (events, cut) => {
        const half = events.slice(0, cut % (events.length + 1));
        expect(amended(seen(half), after(events), self)).to.deep.equal(seen(events));
      }),
    );
  });

  it('counts of each person what they did last', () => {
    fc.assert(
      fc.property(someDeeds, (events) => {
        const { reactions = [], deleted } = seen(events);
        if (deleted !== undefined) {
          expect(reactions).to.deep.equal([]);
          return;
        }
        const on = new Set<string>();
        for (const event of events) {
          const nick = event.from.toLowerCase();
          if (event.ev === 'react') on.add(`${nick} ${event.emoji}`);
          if (event.ev !== 'unreact') continue;
          for (const emoji of event.emoji ? [event.emoji] : ['👍', '+1'])
            on.delete(`${nick} ${emoji}`);
        }
        const counted = reactions.flatMap(({ emoji, nicks }) =>
          nicks.map((nick) => `${nick.toLowerCase()} ${emoji}`),
        );
        expect(counted.sort()).to.deep.equal([...on].sort());
      }),
    );
  });

  it('keeps what somebody reacted with whose nick is somebody else’s now, who reacts, too', () => {
    const react = (seq: number, from: string, emoji: string): Happening => ({
      ev: 'react',
      ...common,
      seq,
      from,
      emoji,
    });
    const events: Happening[] = [
      react(2, 'carl', '👍'),
      react(3, 'dan', '❤'),
      react(4, 'dan', '👍'),
      { ev: 'unreact', ...common, seq: 5, from: 'dan' },
      react(6, 'dan', '🎉'),
    ];
    const heard = events.reduce<Fate | undefined>(befell, undefined);
    const fate = renamedIn(new Map(heard && [[1, heard]]), 'dan', 'carl').get(1);
    expect(amended(said, fate, self).reactions).to.deep.equal([
      { emoji: '👍', nicks: ['carl'] },
      { emoji: '🎉', nicks: ['carl'] },
    ]);
  });
});
