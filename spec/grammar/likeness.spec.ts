/** Nicks that pass for others: what cannot be taken at all, and which ones look alike. */
import { expect } from 'chai';
import unhomoglyph from 'unhomoglyph';
import { skeletonOf } from '../../grammar/names/likeness.ts';
import { newNickProblem, nickProblem } from '../../grammar/names.ts';
import { language } from '../support/language.ts';

describe('a nick that one can take', () => {
  const good = [
    ...[
      'ann',
      'Zoë_2',
      'İpek',
      'Þórr',
      'نرگس',
      'مریم۲',
      'Пётр-1',
      'Ελένη',
      'שלומית',
      'स्नेहा',
      'দীপা',
      'தமிழ்',
    ],
    ...['น้ำ', 'ນ້ຳ', 'ໜູ', 'ბექა', 'Արամ', 'ሰላም', 'ᏣᎳᎩ', 'ᐃᓄᒃ', 'ⵜⴰⵎⴰⵣⵉⵖⵜ', 'བཀྲ་'.slice(0, 3)],
    ...[
      '太郎',
      'たろう',
      'ターくん',
      '山田タロー',
      'ㄅㄆㄇ漢字',
      '철수',
      'ㅋㅋ',
      '金철수',
      'kenji太郎',
      'Kim철수',
      '王_Lee',
    ],
  ];
  for (const nick of good) {
    it(`is ${nick}`, () => expect(newNickProblem(nick)).to.equal(undefined));
  }

  const bad: [nick: string, problem: string][] = [
    ['pаypal', 'is written in one script, and а (U+0430) is of another than what precedes it'],
    ['аnn', 'is written in one script, and n (U+006E) is of another than what precedes it'],
    ['Ελevη', 'is written in one script, and e (U+0065) is of another than what precedes it'],
    ['たろう철수', 'is written in one script, and 철 (U+CCA0) is of another than what precedes it'],
    ['太郎Пётр', 'is written in one script, and П (U+041F) is of another than what precedes it'],
    ['ｐａｙｐａｌ', 'is written in plain letters, as in paypal'],
    ['𝓹𝓪𝔂𝓹𝓪𝓵', 'is written in plain letters, as in paypal'],
    ['ﬁona', 'is written in plain letters, as in fiona'],
    ['bob²', 'is written in plain letters, as in bob2'],
    ['ﾀﾛｳ', 'is written in plain letters, as in タロウ'],
  ];
  for (const [nick, problem] of bad) {
    it(`is not ${nick}`, () => {
      expect(newNickProblem(nick)).to.equal(problem);
      expect(language.read(`/nick ${nick}`)).to.include({ code: 'bad_nick' });
    });
  }

  it('may be worse when somebody has it already, who is spoken to as before', () => {
    for (const [nick] of bad) {
      expect(nickProblem(nick)).to.equal(undefined);
      expect(language.read(`/msg ${nick} hi`)).to.deep.equal({ cmd: 'msg', to: nick, text: 'hi' });
      expect(language.read(`/whois ${nick}`)).to.deep.equal({ cmd: 'whois', nick });
    }
  });
});

describe('nicks that look alike', () => {
  const alike = [
    ['paypal', 'paypaI', 'PAYPAL', 'paypa1', 'paypa|', 'рaypal'],
    ['bob', 'b0b', 'BOB', 'ВОВ'],
    ['ann', 'ɑnn'],
    ['scope', 'ѕсоре'],
  ];
  for (const [first = '', ...others] of alike) {
    it(`as ${first} does: ${others.join(', ')}`, () => {
      for (const other of others) expect(skeletonOf(other), other).to.equal(skeletonOf(first));
    });
  }

  it('do not when people can tell them apart', () => {
    const nicks = [
      'ann',
      'anne',
      'ann_',
      'ann-',
      'anna',
      'änn',
      'mary',
      'rnary',
      'bob2',
      'bob3',
      'Пётр',
      'Петр',
    ];
    expect(new Set(nicks.map(skeletonOf))).to.have.length(nicks.length);
  });

  it('do in ASCII as the tables of Unicode say, but for m and rn', () => {
    for (let code = 0x21; code < 0x7f; code += 1) {
      const character = String.fromCharCode(code);
      if (nickProblem(`a${character}`) !== undefined || character === 'm') continue;
      const skeleton = unhomoglyph(character).toUpperCase().toLowerCase();
      expect(skeletonOf(character), character).to.equal(skeleton);
    }
  });
});
