/** The programs that the client runs for somebody, and the secrets that its own environment may hold. */
import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { editBy } from '../../../client-ink/programs/external-editor.ts';
import { accountOf } from '../../../client-ink/servers/password.ts';
import { runFor } from '../../../client-ink/terminal/telling.ts';
import { afterwards } from '../../support/afterwards.ts';
import { newFolder } from '../../support/folders.ts';

describe('a program that the client runs', () => {
  it('has the environment of the person, and no secret of the client', async () => {
    process.env.PARLANCE_TOKEN = 'secret';
    afterwards(() => {
      delete process.env.PARLANCE_TOKEN;
    });
    const path = process.env.PATH;
    const shown = 'echo "$PARLANCE_TOKEN$PATH"';

    const account = await accountOf({ nick: 'ann', command: shown });
    expect(account).to.deep.equal({ nick: 'ann', password: path });

    expect(await editBy(`f() { ${shown} > "$1"; }; f`, '')).to.deep.equal({ text: path });

    const pipe = join(newFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    runFor(`${shown} > ${pipe}`, { title: 'bob', text: 'tea?' });
    expect(await text(createReadStream(pipe))).to.equal(`${path}\n`);
  });
});
