/** What a terminal sends, as keys; and keys as people write them into their configuration. */
import { StringDecoder } from 'node:string_decoder';
import { expect } from 'chai';
import fc from 'fast-check';
import { bindKeys } from '../../../client-ink/config/binding.ts';
import { actions } from '../../../client-ink/keyboard/actions.ts';
import {
  arrived,
  idle,
  type Key,
  patience,
  silent,
} from '../../../client-ink/keyboard/keyboard.ts';
import { defaultKeymap, keysOf } from '../../../client-ink/keyboard/keys.ts';

/** A piece of what a terminal sends, and how many milliseconds of silence follow it. */
type Sent = readonly [piece: string, silence: number];

const LONG = 60_000;

/** What is heard at last. */
function pressed(sent: readonly Sent[]): Key[] {
  let keyboard = idle;
  const keys: Key[] = [];
  const take = (step: ReturnType<typeof arrived>) => {
    keys.push(...step.keys);
    keyboard = step.keyboard;
  };
  for (const [piece, silence] of sent) {
    take(arrived(keyboard, piece));
    let left = silence;
    for (let wait = patience(keyboard); wait !== undefined && wait <= left; ) {
      left -= wait;
      take(silent(keyboard));
      wait = patience(keyboard);
    }
  }
  return joined(keys);
}

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

/** In short: typed text as it is, other keys in brackets, pastes in braces. */
const short = (keys: readonly Key[]): string =>
  keys
    .map((key) => ('key' in key ? `[${key.key}]` : 'text' in key ? key.text : `{${key.paste}}`))
    .join('');

const read = (...sent: Sent[]): string => short(pressed(sent));

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
    ['\x1b[Z\x1b[1;5Z', '[shift-tab][ctrl-shift-tab]'],
    ['\x1bOP\x1b[15~\x1bOR', '[f1][f5][f3]'],
    ['\x1b[R\x1b[1;5R\x1b[1;2R', '[f3][ctrl-f3][shift-f3]'],
    ['\x1b[[Ax', '[f1]x'],
    ['\x1ba\x1b1\x1b/\x1b<', '[alt-a][alt-1][alt-/][alt-<]'],
    ['\x1b👍', '[alt-👍]'],
    ['\x1b\x7f', '[alt-backspace]'],
    ['\x1b\x02', '[ctrl-alt-b]'],
    ['\x1f', '[ctrl-_]'],
    ['\x1b\x1b[A\x1b\x1bOC', '[alt-up][alt-right]'],
    ['\x1b[3$\x1b[3^\x1b[7@', '[shift-delete][ctrl-delete][ctrl-shift-home]'],
    ['\x1bOM\x1bOp\x1bOk', '[enter]0+'],
    ['\x1b[13;2u\x1b[107;5u', '[shift-enter][ctrl-k]'],
    ['\x1b[27;2;13~\x1b[27;5;107~\x1b[27;4;65~', '[shift-enter][ctrl-k][alt-A]'],
    ['\x1b[97;;97u\x1b[97;2u\x1b[97:65;4u\x1b[97;5:3u', 'aA[alt-A]'],
    ['\x1b[200~a\rb\x1b[Ac\x1b[201~d', '{a\rb\x1b[Ac}d'],
    ['\x9bAx\x8fPx', '[up]x[f1]x'],
  ];
  for (const [input, keys] of cases) {
    it(`reads ${JSON.stringify(input)} as ${keys}`, () => {
      expect(read([input, LONG])).to.equal(keys);
    });
  }

  const nothing: [string, string][] = [
    ['the mouse was clicked', '\x1b[<0;10;17M\x1b[<0;10;17m'],
    ['it was clicked, in the oldest form', '\x1b[M !!'],
    ['it was clicked, in the form of rxvt', '\x1b[32;10;17M'],
    ['where the cursor is', '\x1b[1;1R\x1b[24;80R\x1b[?1;1R'],
    ['the window has the focus', '\x1b[I\x1b[O'],
    ['what the terminal is', '\x1b[?62;c\x1b[>41;354;0c\x1bP>|tmux 3.4\x1b\\'],
    ['which mode is on', '\x1b[?2026;2$y\x1b[4;2$y'],
    ['which colour is behind', '\x1b]11;rgb:0/0/0\x07\x1b]11;rgb:0/0/0\x1b\\'],
    ['what is copied, whatever it is', '\x1b]52;c;\raGVsbG8=\r\x07'],
    ['the same in eight bits', '\x9d11;rgb:0/0/0\x9c\x90>|x\x9c'],
    ['a code point that is none', '\x1b[9999999u\x1b[55296u\x1b[0u\x1b[1114112;5u\x1b[;5u'],
    ['a key without a character', '\x1b[57358u\x1b[57441;2u'],
    ['a paste ended that never began', '\x1b[201~'],
    ['something that nobody knows', '\x1b[?1;2;3;4 q\x1b[99~\x1bOz'],
    ['something without measure', `\x1b[${'1;'.repeat(5000)}13~`],
  ];
  for (const [what, input] of nothing) {
    it(`presses no key when the terminal says: ${what}`, () => {
      expect(read([`half a li${input}ne`, LONG])).to.equal('half a line');
    });
  }

  it('takes an escape that nothing follows for the escape key', () => {
    expect(read(['a\x1b', 99])).to.equal('a');
    expect(read(['a\x1b', 100])).to.equal('a[escape]');
    expect(read(['\x1b\x1b', LONG])).to.equal('[escape][escape]');
  });

  it('reads a sequence that a slow connection has cut in two', () => {
    expect(read(['\x1b', 80], ['[D', LONG])).to.equal('[left]');
    expect(read(['\x1b[', 480], ['D', LONG])).to.equal('[left]');
    expect(read(['\x1b[1;', 480], ['5D', LONG])).to.equal('[ctrl-left]');
  });

  it('types nothing of a sequence whose rest came too late for its escape', () => {
    expect(read(['\x1b', 400], ['[D', LONG])).to.equal('[escape][left]');
    expect(read(['\x1b', 400], ['[<0;10;17M', LONG])).to.equal('[escape]');
    expect(read(['\x1b', 400], ['OP', LONG])).to.equal('[escape][f1]');
  });

  it('lets a bracket be typed behind an escape', () => {
    expect(read(['\x1b', 200], ['[', 200], ['D', LONG])).to.equal('[escape][D');
  });

  it('swallows the beginning of a sequence that has no rest', () => {
    expect(read(['\x1b[1;', 500], ['D', LONG])).to.equal('D');
    expect(read(['\x1b[', LONG], ['\x1bO', LONG], ['\x1b]', LONG])).to.equal(
      '[alt-[][alt-O][alt-]]',
    );
    expect(read(['\x1b]0;title', LONG], ['x\r', LONG])).to.equal('x[enter]');
  });

  it('hears Ctrl-C in the middle of anything', () => {
    for (const begun of ['\x1b[1;', '\x1bO', '\x1b]0;', '\x1bP', '\x1b[M', '\x1b[200~half\r']) {
      expect(read([begun, 0], ['\x03', LONG])).to.equal('[ctrl-c]');
    }
    expect(read(['\x1b\x03', LONG])).to.equal('[escape][ctrl-c]');
    expect(read(['\x1b[99;5u', LONG])).to.equal('[ctrl-c]');
  });

  it('ends a paste that has no end after a while', () => {
    expect(read(['\x1b[200~half', 1999])).to.equal('');
    expect(read(['\x1b[200~half', 2000], ['x', 0], ['\r', 0])).to.equal('{half}x[enter]');
    expect(read(['\x1b[200~half', 2000], ['\x1b[A', 0])).to.equal('{half}[up]');
  });

  it('never takes what a slow network held back of a paste for keys', () => {
    const late = read(['\x1b[200~one\r', 5000], ['two\rthree\r', 5000], ['four\r\x1b[201~x', 0]);
    expect(late).to.equal('{one\r}{two\rthree\r}{four\r}x');
  });

  it('keeps no more of a paste than anybody could send, and says how much there was', () => {
    const huge = 'x'.repeat(1_000_000);
    const [paste] = pressed([
      [`\x1b[200~${huge}`, 10],
      [`${huge}\x1b[201~`, 0],
    ]);
    expect(paste).to.have.property('beyond', 2_000_000 - 262_144);
    expect(paste).to.have.property('paste').of.length(262_144);
  });

  /** Bytes that mean something to somebody, and all others. */
  const bytes = fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...cases.map(([input]) => input)) },
        {
          weight: 6,
          arbitrary: fc.constantFrom(...nothing.map(([, input]) => input.slice(0, 40))),
        },
        {
          weight: 8,
          arbitrary: fc.constantFrom(
            '\x1b',
            '[',
            'O',
            '1',
            ';',
            '~',
            'M',
            '\x07',
            ']',
            'é',
            '\x03',
          ),
        },
        { weight: 2, arbitrary: fc.constantFrom('\x1b[200~', '\x1b[201~', '\x1b[20') },
        {
          weight: 2,
          arbitrary: fc
            .uint8Array({ maxLength: 4 })
            .map((some) => Buffer.from(some).toString('latin1')),
        },
      ),
      { maxLength: 12 },
    )
    .map((parts) => Buffer.concat(parts.map((part) => Buffer.from(part, encodingOf(part)))));

  /** The same bytes as they arrive: in pieces, after each of which there is a silence. */
  function cut(all: Buffer, cuts: Iterator<readonly [number, number]>): Sent[] {
    const decoder = new StringDecoder('utf8');
    const sent: Sent[] = [];
    for (let at = 0; at < all.length; ) {
      const [size, silence] = cuts.next().value ?? [1, 0];
      sent.push([decoder.write(all.subarray(at, at + size)), silence]);
      at += size;
    }
    return [...sent, [decoder.end(), LONG]];
  }

  const sizes = fc.integer({ min: 1, max: 6 });
  const brief = fc.infiniteStream(fc.tuple(sizes, fc.integer({ min: 0, max: 99 })));
  const any = fc.infiniteStream(fc.tuple(sizes, fc.integer({ min: 0, max: 3000 })));

  it('hears the same, however the bytes are cut', () => {
    fc.assert(
      fc.property(bytes, brief, (all, cuts) => {
        const whole = pressed([[new StringDecoder('utf8').end(all), LONG]]);
        expect(pressed(cut(all, cuts))).to.deep.equal(whole);
      }),
      { numRuns: 1000 },
    );
  });

  it('never fails, and hears no Enter that nobody pressed, whatever comes and when', () => {
    fc.assert(
      fc.property(bytes, any, (all, cuts) => {
        const keys = pressed(cut(all, cuts));
        const enter = /\r|OM|13|57414/.test(all.toString());
        if (!enter) expect(short(keys)).to.not.include('enter]');
      }),
      { numRuns: 1000 },
    );
  });

  it('hears Ctrl-C as often as it is pressed, whatever comes and when', () => {
    fc.assert(
      fc.property(bytes, any, (all, cuts) => {
        const pressedAt = [...all].filter((byte) => byte === 3).length;
        const heard = pressed(cut(all, cuts)).filter((key) => 'key' in key && key.key === 'ctrl-c');
        expect(heard.length).to.be.at.least(pressedAt);
      }),
      { numRuns: 1000 },
    );
  });
});

/** A part of bytes above 127 stands for themselves; others are text. */
const encodingOf = (part: string): BufferEncoding =>
  /^[\x80-\xff]+$/.test(part) ? 'latin1' : 'utf8';

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
