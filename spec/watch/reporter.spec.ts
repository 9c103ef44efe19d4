/** What the operator's log says, and what it never does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Vocabulary } from '../../grammar/vocabulary.ts';
import { type Fields, type Logger, readable } from '../../server/watch/logging.ts';
import { Reporter } from '../../server/watch/reporter.ts';
import { Party } from '../support/party.ts';
import { repository } from '../support/repository.ts';
import { openServer } from '../support/server.ts';
import { play, readTranscript } from '../support/transcript.ts';
import { behind, byTcp, proxyHeader } from '../support/ways.ts';

interface Line {
  readonly level: string;
  readonly fact: string;
  readonly fields: Fields;
}

/** A log that keeps its lines. */
function kept(): { lines: Line[]; log: Logger } {
  const lines: Line[] = [];
  const at = (level: string) => (fields: Fields, fact: string) => {
    lines.push({ level, fact, fields: JSON.parse(JSON.stringify(fields)) });
  };
  return {
    lines,
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
  };
}

describe('the log of the operator', () => {
  it('says who comes, who guesses a password, and what staff and operators do', async () => {
    const { lines, log } = kept();
    const witness = new Reporter(log, () => 0, new Vocabulary());
    const server = await openServer({ proxyFrom: '127.0.0.1' }, undefined, { witness });
    const from = (address: string) => behind(proxyHeader(address), byTcp(server.port));
    await server.clerk({ ask: 'add', nick: 'ann', password: 'correct-horse-battery' });
    await server.clerk({ ask: 'role', nick: 'ann', role: 'operator' });
    const ann = await Party.open(from('192.0.2.1'), 'ops', 'json');
    const bob = await Party.open(from('192.0.2.2'), 'bob', 'json');
    bob.send('/login ann wrong-horse-battery');
    bob.send('/join #dev');
    await bob.barrier();
    for (const line of ['/login ann correct-horse-battery', '/join #dev', '/ban bob secret reason'])
      ann.send(line);
    await ann.barrier();
    bob.send('/ban mal* secret');
    await bob.barrier();
    ann.send('/announce secret');
    ann.send('/lockdown on');
    ann.send(`/cert add ${'AB:'.repeat(31)}AB`);
    ann.send('/ban * 192.0.2.3');
    await ann.barrier();
    const eve = await Party.connect(from('192.0.2.3'), 'eve');
    eve.send('/ping');
    await eve.until(/You are banned from this server/);
    const shown = lines
      .filter(({ level }) => level === 'info')
      .map(({ fact, fields }) => [fact, ...Object.values(fields)].join(' '));
    expect(shown).to.include.members([
      'ordered add ann',
      'ordered role ann',
      'connected 1 192.0.2.1',
      'connected 2 192.0.2.2',
      'refused wrong_password 192.0.2.2 bob 2',
      'account login 192.0.2.1 ann 1',
      'operated announce 192.0.2.1 ann 1',
      'operated lockdown 192.0.2.1 ann 1',
      'account cert 192.0.2.1 ann 1',
      'turned away 192.0.2.3 banned',
      'moderated banned #dev 1 bob mal*',
    ]);
    expect(
      lines.filter(({ level }) => level === 'debug').map(({ fields }) => fields),
    ).to.deep.include({
      code: 'not_allowed',
      address: '192.0.2.1',
      nick: 'ann',
      connection: 1,
    });
  });

  it('has no text that anybody says, no password and no token, whatever is said', async () => {
    const { lines, log } = kept();
    const witness = new Reporter(log, () => 0, new Vocabulary());
    const folder = join(repository, 'spec/transcripts');
    const secrets = new Set(['correct-horse']);
    for (const name of ['talk.txt', 'private.txt', 'codes.txt', 'bots.txt']) {
      const text = readFileSync(join(folder, name), 'utf8');
      for (const [, said = ''] of text.matchAll(/^\w+> (?:\/msg \S+ )?([^/{].{5,})$/gm))
        secrets.add(said);
      for (const conversation of readTranscript(text, name)) {
        await play(conversation, undefined, { witness });
      }
    }
    const all = lines.map((line) => JSON.stringify(line)).join('\n');
    expect(lines.length).to.be.above(100);
    expect(secrets.size).to.be.above(10);
    for (const secret of secrets) expect(all).not.to.include(secret);
  });

  it('leaves out what strangers say too often, and says how much', () => {
    const { lines, log } = kept();
    let now = 0;
    const reporter = new Reporter(log, () => now, new Vocabulary());
    for (let n = 0; n < 5000; n += 1) reporter.turnedAway('192.0.2.1', 'address');
    expect(lines).to.have.length(2000);
    now = 60_000;
    reporter.turnedAway('192.0.2.1', 'address');
    expect(lines.at(-2)).to.deep.equal({
      level: 'info',
      fact: 'lines were left out',
      fields: { lines: 3000 },
    });
  });

  it('tells of a slow commit, and of nothing that was not stored', () => {
    const { lines, log } = kept();
    let now = 0;
    const reporter = new Reporter(log, () => now, new Vocabulary());
    const ordered = () =>
      reporter.decided({
        on: 'ordered',
        at: 0,
        id: 1,
        order: { order: 'delete', nick: 'ann', texts: false },
      });
    ordered();
    reporter.committing(undefined);
    now = 1500;
    reporter.committed(false);
    ordered();
    reporter.committing(undefined);
    reporter.committed(true);
    expect(lines.map(({ fact }) => fact)).to.deep.equal(['slow commit', 'ordered']);
  });

  it('reads as words on a terminal', () => {
    const line = (fields: object) =>
      readable(JSON.stringify({ level: 'info', time: '2026-11-26T12:00:00.000Z', ...fields }));
    expect(line({ msg: 'connected', address: '::1', connection: 1 })).to.equal(
      '12:00:00 connected address=::1 connection=1\n',
    );
    expect(line({ level: 'warn', msg: 'odd', why: 'two words' })).to.equal(
      '12:00:00 warn: odd why="two words"\n',
    );
  });
});
