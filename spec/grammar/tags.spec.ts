/** Programs tell their answers apart by tags, also when everything else about a line is wrong. */
import { expect } from 'chai';
import { tagOf } from '../../grammar/arguments/tag.ts';
import { language } from '../support/language.ts';

describe('a tag', () => {
  const lines: [string, string | undefined][] = [
    ['/say@t1 hi', 't1'],
    ['/nonsense@t1', 't1'],
    ['/SAY@A.b_c-9', 'A.b_c-9'],
    ['  /say@t1 hi', 't1'],
    ['/say@t1\thi', 't1'],
    ['\u00a0\ufeff/say@t1 hi', 't1'],
    ['\uff0fsay@t1 hi', 't1'],
    ['\u00a0//say@t1 hi', undefined],
    ['x /say@t1 hi', undefined],
    [`/say@${'a'.repeat(32)} hi`, 'a'.repeat(32)],
    [`/say@${'a'.repeat(33)} hi`, undefined],
    ['/say@ t1', undefined],
    ['/say @t1', undefined],
    ['/say@t1@t2', undefined],
    ['/say@t:1', undefined],
    ['//say@t1', undefined],
    ['say@t1', undefined],
    ['', undefined],
  ];
  for (const [line, tag] of lines)
    it(`of ${JSON.stringify(line.slice(0, 20))} is ${tag ?? 'none'}`, () => {
      expect(tagOf(line)).to.equal(tag);
    });

  it('comes back with every fault of a typed line', () => {
    for (const line of [
      '/x@t1',
      '/say@t1',
      '/say@t1 \x07',
      `/say@t1 ${'x'.repeat(4097)}`,
      '/nick@t1 9',
    ])
      expect(language.read(line)).to.include({ re: 't1' }).and.to.have.property('code');
  });

  it('comes back with every fault of an object that is one', () => {
    for (const rest of ['', ',"cmd":"x"', ',"cmd":"say"', ',"cmd":"say","text":"\\u0007"'])
      expect(language.readObject(`{"tag":"t1"${rest}}`))
        .to.include({ re: 't1' })
        .and.to.have.property('code');
    expect(language.readObject('{"tag":"t 1"}')).to.not.have.property('re');
    expect(language.readObject('{"tag":"t1"')).to.not.have.property('re');
  });
});
