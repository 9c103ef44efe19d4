/** A tag is remembered with what it stood for, so that nothing new is taken for something that was done. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Command } from '../../grammar/ast.ts';
import { digestOf } from '../../server/rooms/digest.ts';
import { anyCharacter } from '../support/any-character.ts';

describe('a digest', () => {
  it('tells two texts apart', () => {
    const digests = new Set<string>();
    const texts = fc.sample(fc.string({ unit: anyCharacter, maxLength: 40 }), 20_000);
    for (const text of texts) digests.add(digestOf({ cmd: 'say', text } as Command));
    expect(digests.size).to.equal(new Set(texts).size);
  });

  it('tells commands and fields apart that hold the same words', () => {
    const commands = [
      { cmd: 'say', text: 'tea' },
      { cmd: 'me', text: 'tea' },
      { cmd: 'msg', to: 'ann', text: 'tea' },
      { cmd: 'msg', to: 'tea', text: 'ann' },
      { cmd: 'part' },
      { cmd: 'part', reason: 'tea' },
      { cmd: 'part', rooms: ['#tea'] },
      { cmd: 'part', rooms: ['#tea', '#dev'] },
      { cmd: 'edit', text: 'tea' },
      { cmd: 'edit', seq: 1, text: 'tea' },
    ] as const;
    expect(new Set(commands.map((each) => digestOf(each))).size).to.equal(commands.length);
  });

  it('is the same whatever the order of the fields, and after every restart', () => {
    const one = { cmd: 'msg', tag: 't1', to: '#dev', text: 'hello' } as const;
    const other = { text: 'hello', to: '#dev', cmd: 'msg', tag: 't2' } as const;
    expect(digestOf(one)).to.equal(digestOf(other));
    expect(digestOf(one)).to.equal('278rzt8yuo7');
  });
});
