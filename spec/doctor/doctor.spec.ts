/** An operator who asks whether a server and its machine are well. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { certificateFindings } from '../../server/doctor/certificates.ts';
import { backupFinding, dataFindings, diskFinding } from '../../server/doctor/data.ts';
import { examine } from '../../server/doctor/doctor.ts';
import { type Finding, inLines } from '../../server/doctor/finding.ts';
import { machineFindings } from '../../server/doctor/machine.ts';
import { portFindings } from '../../server/doctor/ports.ts';
import { scriptFindings } from '../../server/doctor/script.ts';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import { aConversation, meddle } from '../admin/directories.ts';
import { newDirectory, newFolder } from '../support/folders.ts';
import { standIn } from '../support/listening.ts';
import { openServer } from '../support/server.ts';
import { certificateFile } from '../support/tls.ts';

const states = (findings: readonly Finding[]): string =>
  findings.map(({ state }) => state).join(' ');

describe('the doctor', () => {
  const well = {
    ...{ parlance: '1.0.0', node: '24.20.0', files: 1096, connections: 1000, wanted: 1000 },
    ...{ memory: 1024 ** 3, isSynchronised: true, now: Date.UTC(2026, 10, 22), written: 0 },
  };

  it('finds a machine well, or says what it lacks', () => {
    expect(states(machineFindings(well))).to.equal('ok ok ok ok');
    const told = (change: Partial<typeof well>) =>
      machineFindings({ ...well, ...change }).filter(({ state }) => state !== 'ok');
    expect(told({ connections: 900 })).to.have.length(1);
    expect(told({ connections: 900 })[0]?.remedy).to.include('--max-connections 900');
    expect(states(told({ memory: 300 * 1024 ** 2 }))).to.equal('warn');
    expect(states(told({ memory: 100 * 1024 ** 2 }))).to.equal('bad');
    expect(states(told({ isSynchronised: false }))).to.equal('warn');
    expect(states(told({ written: well.now + 120_000 }))).to.equal('bad');
  });

  it('says how long certificates are valid, and which are no good', () => {
    const pair = (name: string, key = 'server.key') => ({
      certificate: certificateFile(name),
      key: certificateFile(key),
    });
    const now = well.now;
    expect(states(certificateFindings([pair('server.pem'), pair('expired.pem')], now))).to.equal(
      'ok bad',
    );
    const soon = certificateFindings([pair('expired.pem')], Date.UTC(2020, 0, 25));
    expect(soon[0]).to.include({ state: 'warn' });
    expect(soon[0]?.says).to.match(/valid until 2020-02-01, for 7 days/);
    expect(states(certificateFindings([pair('server.pem', 'client.key')], now))).to.equal('bad');
    expect(states(certificateFindings([pair('none.pem')], now))).to.equal('bad');
  });

  it('asks the program that is asked about addresses', async () => {
    const file = join(newFolder(), 'ask');
    const says = (script: string) => writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    says('echo "account you are $1"');
    expect(await scriptFindings(file)).to.deep.equal([
      { state: 'ok', says: `${file} answers "account you are 192.0.2.1" about 192.0.2.1.` },
    ]);
    says('echo perhaps');
    expect(states(await scriptFindings(file))).to.equal('bad');
    expect(states(await scriptFindings(`${file}-not`))).to.equal('bad');
    expect(await scriptFindings(undefined)).to.deep.equal([]);
  });

  it('looks at the data: who may read it, and whether it is whole', async () => {
    expect(states(await dataFindings(newDirectory()))).to.equal('ok');
    const directory = await aConversation();
    expect(await dataFindings(directory)).to.deep.equal([
      {
        state: 'ok',
        says: `${databaseIn(directory)}: 1 room, 1 private log, 12 events, 0 MB, without a fault at first sight.`,
      },
    ]);
    chmodSync(directory, 0o755);
    meddle(directory, (db) => db.exec('DROP TABLE meta; PRAGMA user_version = 0'));
    expect(states(await dataFindings(directory))).to.equal('warn bad');
  });

  it('says that a server can not write where it should', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const inFile = join(file, 'data');
    expect(await dataFindings(inFile)).to.deep.equal([
      {
        state: 'bad',
        says: `${databaseIn(inFile)} can't be made: what should be its directory is a file.`,
        remedy: 'The server does not start like that.',
      },
    ]);
    expect(backupFinding({ directory: inFile, every: 1, keep: 1 }, 0).state).to.equal('bad');
  });

  it('counts what is left on the disk, and how old the last backup is', () => {
    const GB = 1024 ** 3;
    const disk = (free: number) => diskFinding('data', { free, size: 100 * GB });
    expect(states([disk(50 * GB), disk(GB), disk(0)])).to.equal('ok warn bad');
    const directory = newFolder();
    const plan = { directory, every: 86_400_000, keep: 7 };
    const at = Date.UTC(2026, 10, 22, 12);
    expect(states([backupFinding(undefined, at), backupFinding(plan, at)])).to.equal('warn warn');
    writeFileSync(join(directory, 'parlance-2026-11-22T11-00-00Z.db'), '');
    expect(backupFinding(plan, at).says).to.match(/made 1 hour ago/);
    expect(states([backupFinding(plan, at + 3 * 86_400_000)])).to.equal('warn');
  });

  it('calls where a server should listen', async () => {
    const server = await openServer();
    const { port: taken } = await standIn((socket) => socket.end('220 mail.example\r\n'));
    const at = (port: number) => ({ kind: 'tcp', host: '127.0.0.1', port }) as const;
    expect(states(await portFindings([at(server.port), at(taken), at(0)], true))).to.equal(
      'ok bad ok',
    );
    await server.close();
    expect(states(await portFindings([at(server.port)], false))).to.equal('ok');
    expect(states(await portFindings([at(server.port)], true))).to.equal('bad');
    const { port: silent } = await standIn((socket) => socket.resume());
    const [hangs] = await portFindings([at(silent)], true, 1);
    expect(hangs?.remedy).to.match(/^If it is the server, it is stopped/);
    const away = { kind: 'tcp', host: '::2', port: 7667 } as const;
    const [none] = await portFindings([away], false);
    expect(none && inLines(none)).to.match(/^bad {3}\[::2\]:7667: .*\n {6}\S/);
  });

  it('tells mistakes in the options before all else', async () => {
    const found = await examine({ typed: { port: 'many', rate: '0' } });
    expect(states(found)).to.equal('bad bad');
    const directory = newDirectory();
    mkdirSync(directory, { mode: 0o700 });
    const fine = await examine({ typed: { port: '0', data: directory } });
    expect(states(fine)).to.not.include('bad');
    expect(fine.map(({ says }) => says)).to.include(`No server runs on ${directory}.`);
  });
});
