/** Whom a text calls: the server rings by it, and the client marks by it. */
import { expect } from 'chai';
import { allCalledIn, calledIn } from '../../grammar/mention.ts';

import { nickKey } from '../../grammar/names.ts';

/** A text, who is called in it, and who is not. */
const texts: [text: string, called: string[], others?: string[]][] = [
  ['ann', ['ann', 'ANN']],
  ['ANN: look', ['ann']],
  ['hey ann!', ['ann']],
  ['so, ann. Yes', ['ann', 'ann.']],
  ['wait for ann...', ['ann']],
  ['(ann), [ann], {ann}, `ann`, "ann", *ann*', ['ann']],
  ['@ann', ['ann']],
  ["ann's tea", ['ann']],
  ['ann/bob: lunch?', ['ann', 'bob']],
  ['ann,bob;zoe', ['ann', 'bob', 'zoe']],
  ['ann_ and ann[1]', ['ann_', 'ann[1]'], ['ann']],
  ['ann-marie', ['ann-marie'], ['ann', 'marie']],
  ['ann.dev', ['ann.dev'], ['ann', 'dev']],
  ['ann|away and ann^', ['ann|away', 'ann^'], ['ann', 'away']],
  ['annual joann \u{1D4B3}ann annä', [], ['ann']],
  ['zoe@example.org', [], ['zoe', 'example.org']],
  ['mail to <zoe@example.org>, please', [], ['zoe']],
  ['ssh zoe@laptop', [], ['zoe', 'laptop']],
  ['https://x/zoe', [], ['zoe', 'https', 'x']],
  ['(see https://example.org/~zoe?by=ann)', [], ['zoe', 'ann']],
  ['www.zoe.org example.org/zoe/ann', [], ['zoe', 'ann']],
  ['cat /home/zoe ~/zoe ./zoe', [], ['zoe', 'home']],
  ['join #zoe (#ann)', [], ['zoe', 'ann']],
  ['太郎さん、おはよう', ['太郎'], ['花子', '郎太']],
  ['今日は太郎です', ['太郎']],
  ['太郎_ は別人', ['太郎_'], ['太郎']],
  ['annさん、zoe様', ['ann', 'zoe'], ['an']],
  ['太郎@zoe', ['太郎', 'zoe']],
  ['철수님 안녕', ['철수']],
  ['คุณสมชายครับ', ['สมชาย']],
  ['Ζωή, привет Аня!', ['ζωή', 'аня']],
  ['', [], ['ann']],
];

describe('a text', () => {
  for (const [text, called, others = []] of texts) {
    const sentence = [...called, ...others.map((nick) => `not ${nick}`)].join(', ');
    it(`calls ${sentence}: ${text}`, () => {
      expect([...called, ...others].filter(calledIn(text))).to.deep.equal(called);
      const known = new Map([...called, ...others].map((nick) => [nickKey(nick), nick]));
      const all = allCalledIn(text, (key) => known.get(key));
      expect([...all]).to.have.members([
        ...new Set(called.map((nick) => known.get(nickKey(nick)))),
      ]);
    });
  }
});
