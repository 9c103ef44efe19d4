/** How a terminal is asked to tell somebody, and that nothing of a message obeys. */
import { expect } from 'chai';
import fc from 'fast-check';
import { tellings } from '../../../client-ink/language/options.ts';
import { clipboard, sequenceOf } from '../../../client-ink/terminal/telling.ts';

describe('a call to the person at a terminal', () => {
  it('is said in the way that the terminal knows', () => {
    const call = { title: 'bob in #dev', text: 'tea; now?' };
    expect(sequenceOf('bell', call)).to.equal('\x07');
    expect(sequenceOf('osc9', call)).to.equal('\x1b]9;bob in #dev: tea; now?\x1b\\');
    expect(sequenceOf('osc777', call)).to.equal('\x1b]777;notify;bob in #dev;tea; now?\x1b\\');
    expect(sequenceOf('osc99', call)).to.equal(
      '\x1b]99;i=parlance:d=0;bob in #dev\x1b\\\x1b]99;i=parlance:d=1:p=body;tea; now?\x1b\\',
    );
  });

  it('holds nothing of a message that a terminal would obey', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('\x1b', '\\', '\x07', '\x9c', ']', 'a', '\n', '\u202e'),
    });
    fc.assert(
      fc.property(hostile, hostile, fc.constantFrom(...tellings), (title, text, telling) => {
        const inner = sequenceOf(telling, { title, text }).replaceAll(
          /\x1b\](?:9|777;notify|99;i=parlance:d=[01](?::p=body)?);|\x1b\\(?=$|\x1b\]99)|^\x07$/g,
          '',
        );
        expect(inner).not.to.match(/[\x00-\x1f\x7f-\x9f]/);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('puts a text on the clipboard as base64', () => {
    expect(clipboard('tea ☕\x1b')).to.equal('\x1b]52;c;dGVhIOKYlRs=\x1b\\');
  });
});
