/** Whom a WHO means: networks of addresses, and masks of nicks. */
import { expect } from 'chai';
import fc from 'fast-check';
import { whom } from '../../grammar/arguments/whom.ts';
import { maskMatcher, maskProblem } from '../../grammar/names/mask.ts';
import {
  covers,
  type Network,
  networkOf,
  networkProblem,
  written,
} from '../../grammar/names/network.ts';
import { whomKey, whomKind } from '../../grammar/names/whom.ts';
import { nickKey } from '../../grammar/names.ts';

const net = (text: string): Network => networkOf(text) as Network;

describe('a network', () => {
  for (const [typed, canonical] of Object.entries({
    '203.0.113.7': '203.0.113.7',
    '203.0.113.7/32': '203.0.113.7',
    '203.0.113.7/24': '203.0.113.0/24',
    '203.0.113.7/25': '203.0.113.0/25',
    '::ffff:203.0.113.7': '203.0.113.7',
    '2001:DB8::1': '2001:db8:0:0::/64',
    '2001:db8:1:2::/64': '2001:db8:1:2::/64',
    '2001:db8:1:2::/48': '2001:db8:1:0::/48',
    '1:2:3:4:5:6:7:8': '1:2:3:4::/64',
    '::1': '0:0:0:0::/64',
  }))
    it(`is ${canonical} when ${typed} is typed`, () => {
      expect(written(net(typed))).to.equal(canonical);
      expect(written(net(canonical))).to.equal(canonical);
    });

  for (const typed of [
    ...[
      '',
      '203.0.113',
      '203.0.113.256',
      '203.0.113.07',
      '203.0.113.7/33',
      '203.0.113.7/',
      '1.2.3.4/8/8',
    ],
    ...[
      '1:2:3',
      '1::2::3',
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4:5:6:7::8',
      'g::',
      '::/129',
      '::1.2.3',
      'ann',
    ],
  ])
    it(`is not ${typed || 'nothing'}`, () => expect(networkOf(typed)).to.equal(undefined));

  it('covers what begins with its bits, and nothing else', () => {
    expect(covers(net('203.0.113.0/24'), net('203.0.113.255'))).to.equal(true);
    expect(covers(net('203.0.113.0/25'), net('203.0.113.128'))).to.equal(false);
    expect(covers(net('203.0.113.7'), net('203.0.113.0/24'))).to.equal(false);
    expect(covers(net('2001:db8::/47'), net('2001:db8:1:7::/64'))).to.equal(true);
    expect(covers(net('2001:db8::/48'), net('2001:db8:1:7::/64'))).to.equal(false);
    expect(covers(net('::/64'), net('203.0.113.7'))).to.equal(false);
  });

  it('may not be a whole provider', () => {
    expect(networkProblem('10.0.0.0/16')).to.equal(undefined);
    expect(networkProblem('10.0.0.0/15')).to.match(/too wide/);
    expect(networkProblem('::ffff:10.0.0.0/111')).to.not.equal(undefined);
    expect(networkProblem('2001:db8::/32')).to.equal(undefined);
    expect(networkProblem('2001:db8::/31')).to.match(/too wide/);
    expect(networkProblem('::/0')).to.match(/too wide/);
  });

  it('is in all that are wider', () => {
    const byte = fc.nat(255);
    fc.assert(
      fc.property(byte, byte, byte, byte, fc.nat(32), fc.nat(32), (a, b, c, d, one, other) => {
        const address = `${a}.${b}.${c}.${d}`;
        const [wide, narrow] = [Math.min(one, other), Math.max(one, other)];
        expect(covers(net(`${address}/${wide}`), net(`${address}/${narrow}`))).to.equal(true);
      }),
    );
  });
});

describe('a mask of nicks', () => {
  it('means by * any characters, and by others themselves, whatever their case, or what looks like them', () => {
    const means = (mask: string, nick: string) => maskMatcher(mask)(nick);
    expect(means('spam*', 'SPAM-7')).to.equal(true);
    expect(means('spam*', 'spam')).to.equal(true);
    expect(means('spam*', 'no-spam')).to.equal(false);
    expect(means('*bot', 'robot')).to.equal(true);
    expect(means('a*b*a', 'aba')).to.equal(true);
    expect(means('ab*ba', 'aba')).to.equal(false);
    expect(means('*sp*am*', 'xspxamx')).to.equal(true);
    expect(means('*sp*am*', 'xamxspx')).to.equal(false);
    expect(means('b.t*', 'bot')).to.equal(false);
    expect(means('bi11*', 'bill-7')).to.equal(true);
  });

  it('means what a regular expression would', () => {
    const letters = fc.array(fc.constantFrom('a', 'b'), { maxLength: 9 });
    const pieces = fc.array(fc.constantFrom('a', 'b', '*', '*'), { maxLength: 7 });
    fc.assert(
      fc.property(pieces, letters, (mask, nick) => {
        const pattern = new RegExp(`^${mask.join('').replaceAll('*', '.*')}$`);
        expect(maskMatcher(mask.join(''))(nick.join(''))).to.equal(pattern.test(nick.join('')));
      }),
    );
  });

  it('may not mean everybody', () => {
    expect(maskProblem('*')).to.match(/at least 3/);
    expect(maskProblem('*a*b*')).to.match(/at least 3/);
    expect(maskProblem('a*b*c')).to.equal(undefined);
    expect(maskProblem('*7up')).to.equal(undefined);
    expect(maskProblem('abc,*')).to.match(/no nick/);
    expect(maskProblem(`${'a*'.repeat(33)}`)).to.match(/at most/);
  });
});

describe('WHO', () => {
  it('is a nick, unless it has a form that no nick has', () => {
    expect(['ann', 'ann*', '1.2.3.4', '::1', 'ann/x'].map(whomKind)).to.deep.equal([
      ...['person', 'mask', 'address', 'address', 'address'],
    ]);
  });

  it('is the same in each of its spellings', () => {
    expect(whomKey('1.2.3.9/24')).to.equal(whomKey('1.2.3.0/24'));
    expect(whomKey('Spam*')).to.equal(whomKey('spam*'));
    expect(whomKey('ANN')).to.equal(nickKey('ann'));
  });

  it('is refused in words when it can mean nobody, or too many', () => {
    expect(whom.check('ann')).to.equal(undefined);
    expect(whom.check('*')?.code).to.equal('bad_who');
    expect(whom.check('-ann')?.code).to.equal('bad_nick');
  });
});
