/** Has a line edited by the person's own editor, on a file that only they can read. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEnvironment } from './open-environment.ts';

/** The editor by the custom of Unix: `VISUAL`, else `EDITOR`, else `vi`. It may have arguments. */
export const editorOf = (env: Readonly<Record<string, string | undefined>>): string =>
  env.VISUAL || env.EDITOR || 'vi';

/** Resolves to the text as it was saved; to a reason when there is none. The terminal has to be free until then. */
export async function editBy(
  editor: string,
  text: string,
): Promise<{ text: string } | { why: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-'));
  const file = join(folder, 'message.txt');
  try {
    writeFileSync(file, `${text}\n`, { mode: 0o600 });
    const code = await run(editor, file);
    if (code !== 0) return { why: `${editor} ended with ${code}: the line is as it was.` };
    return { text: readFileSync(file, 'utf8').replace(/\n+$/, '') };
  } catch (error) {
    return { why: `${editor} could not be run: ${(error as Error).message}.` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The shell splits the editor's arguments; the file is one of them, whatever its name. */
function run(editor: string, file: string): Promise<number> {
  const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, 'sh', file], {
    stdio: 'inherit',
    env: openEnvironment(),
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
