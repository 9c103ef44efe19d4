/** Text of every width in a real terminal: columns are as many as the client counts. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { atEverySize, here, openStage } from './support/stage.ts';
import type { Terminal } from './support/terminal.ts';

/** What breaks columns elsewhere. Each line ends in a bar, which shows where it really ends. */
const texts = [
  'plain ascii|',
  'wide: 漢字かな 한국어|',
  'emoji: 😀 🎉 ❤️ ✈️ ☕|',
  'joined: 👨‍👩‍👧‍👦 🏳️‍🌈 👩🏽‍💻|',
  'flags: 🇳🇱🇯🇵 keycaps: 1️⃣ #️⃣|',
  'skin: 👋🏿 👍🏻|',
  'accents: e\u0301 n\u0303 Z\u0351\u0357\u030d\u0346\u0310\u0357\u0301\u0348algo|',
  'jamo: \u1112\u1161\u11ab\u1100\u1173\u11af|',
  'hindi: नमस्ते दुनिया|',
  'thai: น้ำ กำ|',
  'tamil: நிலை|',
  'hebrew: שלום arabic: مرحبا|',
  'invisible: a\u200bb\u00adc\ufeffd\u2060e|',
  'marks: \u202eright\u202c \u2066isolated\u2069|',
  'tab:\there|',
  'ambiguous: ± × ° → ① ─ ░|',
  'halfwidth: ｱｲｳ fullwidth: ＡＢＣ|',
  'variation: ☺︎ ☺️ ✔ ✔️|',
];

const screens = here('screens');

describe('text of every width', () => {
  atEverySize('keeps its columns, as the golden screens show', async (stage, size) => {
    const ann = await stage.enter('ann', ['#wide', '#漢字'], { size });
    const bob = await stage.party('bób', '#wide');
    bob.send('/topic #wide 漢字 and 👩🏽‍💻 and e\u0301');
    for (const text of texts) bob.send(text);
    await ann.shows(/variation: .*\|/, /online|lag/);
    columns(ann.rows().map((_, row) => ann.looks(row).map(({ text }) => text)));
    columns(await ann.apart());
    golden(`width-${size.columns}x${size.rows}`, ann);
  });

  it('keeps the cursor where the next letter will be', async () => {
    const stage = await openStage();
    const ann = await stage.enter('ann', ['#wide']);
    for (const [text, wide] of [
      ['漢字', 4],
      ['e\u0301', 1],
      ['😀', 2],
      ['👋🏿', 2],
    ] as const) {
      ann.type(text);
      await ann.shows(({ cursor }) => cursor.column === 'ann> '.length + wide);
      ann.press('ctrl-u');
      await ann.shows(({ cursor }) => cursor.column === 'ann> '.length);
    }
  });
});

/** The lines between the parts of the screen are straight. */
function columns(cells: string[][]): void {
  const bars = cells.map((row) => row.flatMap((cell, column) => (cell === '│' ? [column] : [])));
  const straight = bars.slice(1, -3);
  for (const each of straight) expect(each).to.deep.equal(straight[0]);
}

/** Compares with what was kept; `GOLDEN=write` keeps what is there now. */
function golden(name: string, terminal: Terminal): void {
  const file = `${screens}/${name}.txt`;
  // How fast this machine is, is not what is compared.
  const steady = terminal.screen().replace(/lag [\d.]+ s/, 'online');
  const screen = `${steady.replace(/ +$/gm, '')}\n`;
  if (process.env.GOLDEN === 'write') {
    mkdirSync(screens, { recursive: true });
    writeFileSync(file, screen);
  }
  expect(screen).to.equal(readFileSync(file, 'utf8'));
}
