/** The addresses of servers and proxies as people type them, and whom a certificate has to be for. */
import { expect } from 'chai';
import { placeOf, readAddress, whyExposed, whyNoAddress } from '../../client/dial/address.ts';
import { proxyOf } from '../../client/dial/proxy.ts';
import { judge, type Shown } from '../../client/dial/trust.ts';

describe('the address of a server', () => {
  it('is written in many ways', () => {
    const tcp = { by: 'tcp', host: 'chat.example', port: 7667 };
    expect(readAddress('chat.example')).to.deep.equal(tcp);
    expect(readAddress('tcp://chat.example:99')).to.deep.equal({ ...tcp, port: 99 });
    expect(readAddress('tls://chat.example')).to.deep.equal({ ...tcp, by: 'tls' });
    expect(readAddress('TLS://[::1]:7')).to.deep.equal({ by: 'tls', host: '::1', port: 7 });
    expect(readAddress('::1')).to.deep.equal({ by: 'tcp', host: '::1', port: 7667 });
    expect(readAddress('unix:/run/parlance.sock')).to.deep.equal({
      by: 'unix',
      path: '/run/parlance.sock',
    });
    expect(placeOf({ by: 'tls', host: '::1', port: 7 })).to.equal('[::1]:7');
  });

  it('is told how it should have been written', () => {
    const cases = [
      ['https://chat.example/x', 'write chat.example or chat.example:7667.'],
      ['tls://chat.example/', 'write tls://chat.example or tls://chat.example:7667.'],
      ['tls://chat.example:99999', 'a port is a number from 1 to 65535.'],
      ['chat.example 99', 'write chat.example:99.'],
      ['unix:', 'write unix: and the path of a socket.'],
    ] as const;
    for (const [given, words] of cases) {
      expect(readAddress(given), given).to.equal(undefined);
      expect(whyNoAddress(given), given).to.equal(words);
    }
  });

  it('says whether others can read what is sent there', () => {
    const clear = ['chat.example', 'tcp://10.0.0.7', '127.0.0.1.evil.example'];
    const safe = ['127.0.0.1', 'localhost:99', '[::1]:7', 'tls://chat.example', 'unix:/x'];
    const isClear = (given: string) =>
      whyExposed(readAddress(given) ?? { by: 'unix', path: '' }) !== undefined;
    expect([...clear, ...safe].filter(isClear)).to.deep.equal(clear);
  });

  it('of a proxy has a user and a password, perhaps', () => {
    expect(proxyOf('socks5://127.0.0.1')).to.deep.equal({ host: '127.0.0.1', port: 1080 });
    expect(proxyOf('socks5h://a:b%40c@[::1]:9')).to.deep.equal({
      host: '::1',
      port: 9,
      user: 'a',
      password: 'b@c',
    });
    for (const wrong of ['http://x', '127.0.0.1:1080', 'socks5://', 'socks5://x/y']) {
      expect(proxyOf(wrong), wrong).to.equal(undefined);
    }
  });
});

describe('the certificate of a server', () => {
  const day = (date: string) => new Date(`2026-${date}T00:00:00Z`);
  const good: Shown = { fingerprint: 'A', names: 'x', from: day('01-01'), until: day('12-01') };
  const known = { fingerprint: 'A', file: 'known', line: 3 };
  const rules = { onlyAuthorities: false, now: day('06-01') };
  const self = { ...good, problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' };
  const is = (shown: Shown, of?: typeof known, given = rules) => judge(shown, of, given).is;

  it('is good when an authority vouches for it, or it is the one of before', () => {
    expect(is(good)).to.equal('vouched');
    expect(is(self)).to.equal('new');
    expect(is(self, known)).to.equal('known');
    expect(is({ ...good, fingerprint: 'B' }, known)).to.equal('changed');
  });

  it('is bad out of its time, for another name, or when its chain is broken', () => {
    expect(is(self, known, { ...rules, now: day('12-02') })).to.equal('expired');
    expect(is(self, undefined, { ...rules, now: new Date('2025-01-01') })).to.equal('not_yet');
    expect(is({ ...good, problem: 'ERR_TLS_CERT_ALTNAME_INVALID' })).to.equal('wrong_name');
    expect(judge({ ...good, problem: 'CERT_SIGNATURE_FAILURE' }, undefined, rules)).to.deep.equal({
      is: 'untrusted',
      fingerprint: 'A',
      code: 'CERT_SIGNATURE_FAILURE',
    });
  });

  it('is never taken for granted by whoever names the authorities', () => {
    expect(is(self, undefined, { ...rules, onlyAuthorities: true })).to.equal('untrusted');
  });
});
