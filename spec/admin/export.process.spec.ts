/** What `parlance export` prints, and how it refuses. */
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import type { Logged } from '../../grammar/events.ts';
import { exportLog } from '../../server/admin/export.ts';
import { aConversation, privateIn } from './directories.ts';
import { ran } from './shell.ts';

describe('export', () => {
  let directory: string;
  before(async () => {
    directory = await aConversation();
  });

  it('prints a room for people, as it reads now', async () => {
    const { code, stdout, stderr } = await ran(['export', '#TEA', '--data', directory]);
    expect(stderr).to.equal('');
    expect(code).to.equal(0);
    const time = /^( ?\d+) \d{4}-\d\d-\d\d \d\d:\d\d /gm;
    expect(stdout.replace(time, '$1 | ').split('\n')).to.deep.equal([
      ' 1 | [#Tea] <ana> one two three (edited)',
      ' 2 | * ana set the topic of #Tea: Leaves',
      ' 3 | [#Tea] * ana edited 1',
      ' 4 | [#Tea] * ana edited 1: one two three',
      ' 5 | [#Tea] <ana> (deleted)',
      ' 6 | [#Tea] * ana deleted 5',
      ' 7 | [#Tea] <ana> (deleted)',
      ' 8 | [#Tea] * ana edited 7',
      ' 9 | [#Tea] * ana deleted 7: enough',
      '10 | [#Tea] <bob> (re ana 1) Größe',
      "11 | [#Tea] * bob reacted 👍 to ana's 1",
      '',
    ]);
  });

  it('prints a room for programs, an event a line, and nothing of who is behind a nick', async () => {
    const { stdout } = await ran(['export', '#tea'], {
      PARLANCE_DATA: directory,
      PARLANCE_FORMAT: 'json',
    });
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Logged);
    expect(events.map(({ seq }) => seq)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const { at, ...first } = events[0]!;
    expect(at).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(first).to.deep.equal({
      ev: 'message',
      room: '#Tea',
      seq: 1,
      from: 'ana',
      kind: 'say',
      text: 'one two three',
      edited: 4,
    });
    expect(stdout).to.not.match(/guest:|"a1"|author|"tag"/);
  });

  it('prints a private log', async () => {
    const printed = new PassThrough();
    await exportLog(directory, privateIn(directory), 'text', printed);
    expect(await text(printed.end())).to.match(
      /^1 \d{4}-\d\d-\d\d \d\d:\d\d \[bob -> ana\] psst\n$/,
    );
  });

  it('names the nearest when there is none of that name', async () => {
    const key = privateIn(directory);
    expect(await ran(['export', '#te', '--data', directory])).to.deep.equal({
      ...{ code: 1, stdout: '' },
      stderr:
        'parlance export: There is no room #te, or nothing was ever said in it. Did you mean #Tea?\n',
    });
    const said = await Promise.all(
      ['#nothing', `${key}0`].map((target) =>
        exportLog(directory, target, 'text', new PassThrough()).catch(({ message }) => message),
      ),
    );
    expect(said).to.deep.equal([
      'There is no room #nothing, or nothing was ever said in it.',
      `There is no private log ${key}0, or nothing was ever said in it. Did you mean ${key}?`,
    ]);
  });
});
