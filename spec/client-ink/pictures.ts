/**
 * Makes the pictures of the README from real screens: `npm run pictures`. A server, three people and the compiled client
 * in a terminal of its own; the same pictures every time, because the clock of all of them begins at the same minute.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { endAll } from '../support/afterwards.ts';
import type { Party } from '../support/party.ts';
import { here, openStage, type Stage } from './support/stage.ts';
import { picture, themes } from './support/svg.ts';
import type { Terminal } from './support/terminal.ts';

const folder = here('pictures');
const wide = { columns: 100, rows: 26 };

/** Draws what a terminal shows now, in each theme. */
function draw(terminal: Terminal, name: string, title: string): void {
  for (const [theme, colours] of Object.entries(themes)) {
    // How fast this machine is, is not for the picture.
    const svg = picture(terminal.emulator, colours, title).replace(/lag \d+ ms/, 'lag 1 ms');
    writeFileSync(`${folder}/${name}-${theme}.svg`, svg);
  }
}

/** Says these things one after the other, each when the one before has been told to all. */
async function say(...lines: [who: Party, line: string][]): Promise<void> {
  for (const [who, line] of lines) {
    who.send(line);
    await who.barrier();
  }
}

async function perform(stage: Stage): Promise<void> {
  const mira = await stage.party('mira', '#dev', '#tea');
  const yuki = await stage.party('yuki', '#dev', '#builds');
  const tom = await stage.party('tom', '#dev', '#tea');
  await say([mira, '/topic #dev The week of the release · notes in #notes']);
  const ann = await stage.enter('ann', ['#dev', '#tea', '#builds'], { size: wide });
  await say(
    [mira, '/msg #dev Good morning! Who looks at the reconnect bug?'],
    [yuki, '/msg #dev I do. A cut line is resumed now, nothing is lost and nothing comes twice.'],
    [tom, '/me #dev claps'],
    [yuki, '/msg #dev 日本語も大丈夫、絵文字も 🎉 – columns stay straight'],
    [mira, '/msg #dev ann: can you try it on the train?'],
  );
  await ann.shows('on the train');
  ann.press('alt-up');
  ann.type('r');
  await ann.shows('/reply');
  ann.type('Sure. I pulled the plug twice already');
  ann.press('enter');
  await ann.shows(/\d\d:\d\d +ann Sure/);
  await say(
    [mira, '/react #dev:^ 🎉'],
    [tom, '/react #dev:^ 🎉'],
    [yuki, '/react #dev:^ 👀'],
    [yuki, '/msg #builds main is green: 1,204 specs in 9 s'],
    [tom, '/msg #tea the kettle is on'],
    [tom, '/msg #tea ann, sencha or oolong?'],
    [yuki, '/away lunch'],
  );
  await ann.shows(/#tea +2!/, /#builds +1/, /yuki z/);
  ann.type('/history #de');
  ann.press('tab');
  await ann.shows('/history #dev');
  draw(ann, 'chat', 'parlance chat');
  ann.press('ctrl-u');
  ann.press('ctrl-k');
  ann.type('te');
  await ann.shows('go to: te');
  draw(ann, 'switcher', 'Ctrl-K');
  ann.press('escape');
  ann.resize({ columns: 44, rows: 16 });
  await ann.shows('ann>', ({ cursor }) => cursor.row === 14);
  draw(ann, 'narrow', 'parlance chat, 44×16');
}

mkdirSync(folder, { recursive: true });
try {
  await perform(await openStage());
} finally {
  await endAll();
}
