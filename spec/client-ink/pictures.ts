/**
 * Makes the pictures of the README from real screens: `npm run pictures`. A server, three people and the compiled client
 * in a terminal of its own; the same pictures every time, because the clock of all of them begins at the same minute.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { endAll } from '../support/afterwards.ts';
import { newDirectory } from '../support/folders.ts';
import type { Party } from '../support/party.ts';
import { clock } from './support/clock.ts';
import { here, openStage, type Stage } from './support/stage.ts';
import { picture, themes } from './support/svg.ts';
import { clientOn, openTerminal, type Terminal } from './support/terminal.ts';

const folder = here('pictures');
const wide = { columns: 100, rows: 26 };

/** Draws what a terminal shows now, in each theme. */
function draw(terminal: Terminal, name: string, title: string): void {
  for (const [theme, colours] of Object.entries(themes)) {
    // How fast this machine is, and what it calls a guest, is not for the picture.
    const svg = picture(terminal.emulator, colours, title)
      .replace(/lag [\d.]+ s/, 'online')
      .replaceAll(/guest-\w\w/g, 'guest-2d');
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

/** Somebody starts the client for the first time, on a server where others talk. */
async function isNew(stage: Stage): Promise<void> {
  const mira = await stage.party('mira', '#lobby', '#release', '#tea');
  await stage.party('yuki', '#lobby', '#release');
  await stage.party('tom', '#lobby');
  await say(
    [mira, '/topic #lobby Come in · questions are welcome'],
    [mira, '/topic #release What is left to do until Friday'],
    [mira, '/topic #tea The kettle, and who fills it'],
  );
  const guest = openTerminal(clientOn(stage.port), wide, clock);
  await guest.shows('These rooms are open', /#lobby +3 people/, /online|lag/);
  draw(guest, 'newcomer', 'parlance chat');
  await guest.close();
}

/** Monday morning: the client comes back as it was left on Friday, with what was said meanwhile. */
async function isMonday(stage: Stage): Promise<void> {
  const rooms = ['#dev', '#builds', '#design', '#ops', '#tea'];
  const mira = await stage.party('mira', ...rooms);
  const yuki = await stage.party('yuki', ...rooms);
  const tom = await stage.party('tom', ...rooms);
  await say([mira, '/topic #dev The week of the release · notes in #ops']);
  const env = { PARLANCE_NO_REMEMBER: '', XDG_STATE_HOME: newDirectory() };
  const friday = await stage.enter('ann', rooms, { size: wide, env });
  await say(
    [mira, '/msg #dev The branch is cut. What is in it on Monday is what we ship.'],
    [tom, '/msg #dev Then I go home. Have a good weekend, all of you!'],
    [yuki, '/msg #builds main is green'],
  );
  await friday.shows('Have a good weekend', /#builds +1/);
  friday.press('alt-v', 'alt-o', 'alt-o');
  friday.type('On Monday I look at');
  await friday.shows('ann> On Monday I look at', /│ #dev .*│ #builds/);
  // What was typed is kept a moment later.
  await after(1_000);
  friday.signal('SIGKILL');
  await friday.exited;
  await say(
    [yuki, '/msg #dev The nightly run found a leak in the reader, see https://ci.example/1812'],
    [mira, '/msg #dev ann: is that the one you meant? Everything else is ready.'],
    [yuki, '/msg #builds main is red: 1 of 1,204 specs'],
    [yuki, '/msg #builds main is green again'],
    [tom, '/msg #tea Who has taken the big pot?'],
    [tom, '/msg #tea ann, was it you?'],
    [mira, '/msg #design New pictures of the first screen are in the wiki'],
    [tom, '/msg #ops Certificates are renewed until February'],
    [tom, '/msg ann Lunch at one?'],
  );
  const monday = await stage.enter('ann', rooms, { size: wide, env });
  await monday.shows('is that the one', '─ new ─', /#tea +2!/, /tom +1!/, /online|lag/);
  draw(monday, 'monday', 'Monday morning');
  await monday.close();
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
  await isNew(await openStage());
  await isMonday(await openStage());
  await perform(await openStage());
} finally {
  await endAll();
}
