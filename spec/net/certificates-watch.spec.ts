/** Certificates whose files are changed, taken away or locked while a server runs. */
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { cpSync, readFileSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Certificates, type Renewed } from '../../server/net/carriers/certificates.ts';
import { keepNew } from '../../server/net/carriers/renewal.ts';
import { newFolder } from '../support/folders.ts';
import { HandClock } from '../support/hand-clock.ts';
import { repository } from '../support/repository.ts';

const keys = join(repository, 'spec/support/test-keys');

describe('the files of a certificate', () => {
  let certificate: string;
  let key: string;
  let certificates: Certificates;
  beforeEach(() => {
    const folder = newFolder();
    [certificate, key] = [join(folder, 'chain.pem'), join(folder, 'key.pem')];
    cpSync(join(keys, 'localhost.crt'), certificate);
    cpSync(join(keys, 'localhost.key'), key);
    certificates = new Certificates({ certificate, key });
  });

  it('are as they were until one is written, or gets other rights', () => {
    expect(certificates.haveChanged).to.equal(false);
    utimesSync(key, 0, 0);
    expect(certificates.haveChanged).to.equal(true);
    certificates.reload();
    expect(certificates.haveChanged).to.equal(false);
  });

  it('hold a new one, of which the operator is told fingerprint and end, or the one that was there', () => {
    expect(certificates.reload()).to.deep.equal([]);
    cpSync(join(keys, 'chat.example.crt'), certificate);
    cpSync(join(keys, 'chat.example.key'), key);
    const { fingerprint256: fingerprint, validToDate: until } = new X509Certificate(
      readFileSync(certificate),
    );
    const told: Renewed[] = [];
    const renewal = keepNew(certificates, new HandClock(), (one) => told.push(one), expect.fail);
    renewal.now();
    renewal.now();
    renewal.stop();
    expect(told).to.deep.equal([{ certificate, fingerprint, until }]);
  });

  it('may be gone, a pipe, or not to be looked at: what was read stays, and nothing ends', () => {
    const { standard } = certificates;
    const spoils = [
      () => {},
      () => symlinkSync(key, key),
      () => void execFileSync('mkfifo', [key]),
    ];
    for (const spoil of spoils) {
      rmSync(key, { force: true });
      spoil();
      expect(certificates.haveChanged).to.equal(true);
      expect(() => certificates.reload()).to.throw(/can't read .*key\.pem/);
      expect(certificates.haveChanged).to.equal(false);
      expect(certificates.standard).to.equal(standard);
    }
    rmSync(key);
    cpSync(join(keys, 'localhost.key'), key);
    expect(certificates.haveChanged).to.equal(true);
    certificates.reload();
  });
});
