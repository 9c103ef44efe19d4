/** What a terminal sends, as keys; and keys as people write them into their configuration. */
import { expect } from 'chai';
import fc from 'fast-check';
import { bindKeys } from '../../client-ink/binding.ts';
import { decode, type Key, settle } from '../../client-ink/keyboard.ts';
import { actions, defaultKeymap, keysOf } from '../../client-ink/keys.ts';

/** In short: typed text as it is, other keys in brackets. */
const read = (input: string): string =>
  decode(input)
    .keys.map((key) =>
      'key' in key ? `[${key.key}]` : 'text' in key ? key.text : `{${key.paste}}`,
    )
    .join('');

describe('the keyboard', () => {
  const cases: [string, string][] = [
    ['héllo', 'héllo'],
    ['a\r', 'a[enter]'],
    ['\x1b\r', '[alt-enter]'],
    ['\n', '[ctrl-j]'],
    ['\x0b\x17', '[ctrl-k][ctrl-w]'],
    ['\x1b[A\x1bOB', '[up][down]'],
    ['\x1b[1;5D\x1b[1;3C', '[ctrl-left][alt-right]'],
    ['\x1b[5~\x1b[6;5~', '[pageup][ctrl-pagedown]'],
    ['\x1b[Z', '[shift-tab]'],
    ['\x1bOP\x1b[15~', '[f1][f5]'],
    ['\x1ba\x1b1\x1b/\x1b<', '[alt-a][alt-1][alt-/][alt-<]'],
    ['\x1b\x7f', '[alt-backspace]'],
    ['\x1b\x02', '[ctrl-alt-b]'],
    ['\x1f', '[ctrl-_]'],
    ['\x1b[13;2u\x1b[107;5u', '[shift-enter][ctrl-k]'],
    ['\x1b[200~a\rb\x1b[Ac\x1b[201~d', '{a\rb\x1b[Ac}d'],
    ['\x1b[I\x1b[?62;c\x1b]11;rgb:0/0/0\x07x', 'x'],
  ];
  for (const [input, keys] of cases) {
    it(`reads ${JSON.stringify(input)} as ${keys}`, () => {
      expect(read(input)).to.equal(keys);
      expect(decode(input).rest).to.equal('');
    });
  }

  it('takes an escape that nothing follows for the escape key', () => {
    expect(decode('a\x1b')).to.deep.equal({ keys: [{ text: 'a' }], rest: '\x1b' });
    expect(settle('\x1b')).to.deep.equal({ keys: [{ key: 'escape' }], rest: '' });
  });

  it('reads the same, however the bytes are cut', () => {
    const pieces = cases.map(([input]) => input);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces)),
        fc.infiniteStream(fc.nat(5)),
        (all, cuts) => {
          const input = all.join('');
          let rest = '';
          const keys: Key[] = [];
          for (let at = 0; at < input.length; ) {
            const size = 1 + (cuts.next().value ?? 0);
            const step = decode(rest + input.slice(at, at + size));
            keys.push(...step.keys);
            rest = step.rest;
            at += size;
          }
          expect(rest).to.equal('');
          expect(joined(keys)).to.deep.equal(joined(decode(input).keys));
        },
      ),
    );
  });

  it('never fails, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('\x1b', '[', 'O', '1', ';', '~', 'a', '\x9b', '\x07', ']', 'é'),
        }),
        (input) => {
          const { keys, rest } = decode(input);
          expect(rest.length).to.be.at.most(input.length);
          expect(keys.length + settle(rest).keys.length).to.be.at.most(2 * input.length);
        },
      ),
    );
  });
});

/** Text that came in pieces, in one. */
function joined(keys: readonly Key[]): Key[] {
  const whole: Key[] = [];
  for (const key of keys) {
    const before = whole.at(-1);
    if ('text' in key && before !== undefined && 'text' in before) before.text += key.text;
    else whole.push({ ...key });
  }
  return whole;
}

describe('the keys', () => {
  it('are enough for every action', () => {
    for (const action of Object.keys(actions) as (keyof typeof actions)[]) {
      expect(keysOf(defaultKeymap, action), action).not.to.deep.equal([]);
    }
  });

  it('may be bound anew, in any spelling, or taken away', () => {
    const { keymap, mistakes } = bindKeys({ 'CTRL-O': 'switcher', 'meta-j': 'find', f1: 'none' });
    expect(mistakes).to.deep.equal([]);
    expect(keymap.get('ctrl-o')).to.equal('switcher');
    expect(keymap.get('alt-j')).to.equal('find');
    expect(keymap.has('f1')).to.equal(false);
  });

  it('are refused when there is no such key or action', () => {
    expect(bindKeys({ 'hyper-q': 'find', 'ctrl-o': 'fly', x: 'find' }).mistakes).to.have.length(3);
  });

  it('are guessed when other programs write them otherwise', () => {
    const spellings: [string, string][] = [
      ['Ctrl+K', 'ctrl-k'],
      ['control-k', 'ctrl-k'],
      ['^K', 'ctrl-k'],
      ['C-k', 'ctrl-k'],
      ['M-x', 'alt-x'],
      ['option-x', 'alt-x'],
      ['PgUp', 'pageup'],
      ['ctrl-page_down', 'ctrl-pagedown'],
      ['alt+return', 'alt-enter'],
      ['crtl-atl-entre', 'ctrl-alt-enter'],
      ['esc', 'escape'],
    ];
    for (const [written, meant] of spellings) {
      expect(bindKeys({ [written]: 'find' }).mistakes).to.deep.equal([
        { key: written, sentence: `is no key. Did you mean ${meant}?` },
      ]);
    }
  });
});
