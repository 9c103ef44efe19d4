/** Reads the tables of this folder: lines and what is answered, as text that can be read aloud. */
import { readFileSync } from 'node:fs';
import type { Command } from '../../grammar/ast.ts';
import type { Fault } from '../../grammar/faults.ts';
import { language } from '../support/language.ts';

/** What the json dialect makes of a line: both languages. */
export const answerTo = (line: string): Command | Fault =>
  line.startsWith('{') ? language.readObject(line) : language.read(line);

/** A line of a table stands for itself, but `\u0007` for that character (JSON has its own) and `{x*40}` for forty. */
export function decoded(written: string): string {
  const line = written.startsWith('{')
    ? written
    : written.replace(/\\u([0-9a-f]{4})/g, (_, hex) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
  return line.replace(/\{(.)\*(\d+)\}/gu, (_, character, times) => character.repeat(Number(times)));
}

/** The paragraphs of a table, without its comments. */
export function paragraphs(name: string): string[][] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8');
  return text
    .split(/\n\n+/)
    .map((paragraph) =>
      paragraph.split('\n').filter((line) => line !== '' && !line.startsWith('# ')),
    )
    .filter((lines) => lines.length > 0);
}
