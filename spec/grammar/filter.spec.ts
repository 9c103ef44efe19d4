/** What a filter finds in a text: whole words, or what a star stands for, however it is written. */
import { expect } from 'chai';
import { filtered, isFilter } from '../../grammar/filter.ts';

describe('a filter', () => {
  it('finds whole words, whatever their case, accents and what is not seen in them', () => {
    const texts = ['SPAM!', 'spám', 'sp\u200bam', 's\x02pam', 'buy ＳＰＡＭ', 'eggs,spam,eggs'];
    for (const text of texts) expect(filtered('eel spam', text), text).to.equal('spam');
    for (const text of ['spammer', 'antispam', 'sp am']) {
      expect(filtered('spam', text), text).to.equal(undefined);
    }
  });

  it('finds with a star whatever letters stand there, in one word', () => {
    expect(filtered('spam*', 'a Spammer')).to.equal('spammer');
    expect(filtered('*spam', 'antispam')).to.equal('antispam');
    expect(filtered('*spam*', 'antispammers')).to.equal('antispammers');
    expect(filtered('s*m', 'sm')).to.equal('sm');
    expect(filtered('s*p*m', 'spasm')).to.equal('spasm');
    expect(filtered('aba*aba', 'aba')).to.equal(undefined);
    expect(filtered('s*m', 'so warm')).to.equal(undefined);
    expect(filtered('s*x*m', 'spasm')).to.equal(undefined);
  });

  it('takes every other sign as it is', () => {
    expect(filtered('s.am', 'spam')).to.equal(undefined);
    expect(filtered('(a+)+', 'aaaa')).to.equal(undefined);
    expect(filtered('do-it', 'now do it')).to.equal('do it');
  });

  it('finds signs of scripts without blanks wherever they stand', () => {
    expect(filtered('成語*', '今日は成語しりとり')).to.equal('成 語');
    expect(filtered('語成', '今日は成語しりとり')).to.equal(undefined);
  });

  it('has a word in each of its words', () => {
    for (const typed of ['spam', '*spam* s*m', 'do-it']) expect(isFilter(typed)).to.equal(true);
    for (const typed of ['', '*', 'spam **', '!?', 'do-it*']) {
      expect(isFilter(typed), typed).to.equal(false);
    }
  });
});
