/** Somebody who sends anything at all: talks nonsense, breaks off, comes back, takes itself over, and is never content. */
import type { Command } from '../../grammar/ast.ts';
import { language } from '../support/language.ts';
import type { Format } from '../support/party.ts';
import { Answers } from './answers.ts';
import type { Chance } from './chance.ts';
import { type Circle, isLeak } from './deeds.ts';
import type { Hearing } from './hearing.ts';
import type { Remembered } from './json-ear.ts';
import { isForbidden, type Tagged, Tongue } from './tongue.ts';
import { Visit } from './visit.ts';

/** What a stranger needs to know. */
interface Setting {
  readonly port: number;
  readonly name: string;
  readonly circle: Circle;
  /** It may ask for the bell; whoever may not must never hear one. */
  readonly rings: boolean;
  readonly problems: string[];
}

/** What a session that was lost is taken up again with. */
interface Lost extends Remembered {
  readonly token: string;
  /** Nobody knows whether these were done: they are sent again. */
  readonly unanswered: readonly Tagged[];
}

export class Stranger {
  /** Lines sent. */
  sent = 0;
  readonly #setting: Setting;
  readonly #chance: Chance;
  readonly #tongue: Tongue;
  readonly #answers: Answers;
  readonly #hearing: Hearing;
  #visit: Visit | undefined;
  #token = '';
  /** What was asked with tags and not answered yet. */
  readonly #unanswered = new Map<string, Tagged>();

  constructor(setting: Setting, chance: Chance) {
    const { name, circle, rings, problems } = setting;
    const problem = (text: string) => problems.push(`${name} ${text}`);
    this.#setting = setting;
    this.#chance = chance;
    this.#tongue = new Tongue(name, chance, circle, rings);
    this.#answers = new Answers(problem);
    this.#hearing = {
      mayRing: rings,
      answer: (tag, ok) => {
        if (tag === undefined) return;
        this.#answers.take(tag);
        this.#unanswered.delete(tag);
        if (ok && isForbidden(tag)) problem(`may do what it asked with ${tag}`);
      },
      bye: () => {},
      words: (text, room) => {
        if (isLeak(circle, text, room)) problem(`hears in ${room ?? 'private'}: ${text}`);
      },
      problem,
    };
  }

  /** Does its worst until it has sent so many lines, or something went wrong. */
  async live(lines: number): Promise<void> {
    while (this.sent < lines && this.#setting.problems.length === 0) {
      const visit = this.#visit ?? (await this.#arrive());
      this.#visit = visit;
      const act = this.#chance.pick(this.#acts);
      await act(visit);
      if (visit.over && this.#visit === visit) this.#forget();
    }
    if (this.#visit) await this.#quit(this.#visit);
  }

  readonly #acts: readonly ((visit: Visit) => Promise<void>)[] = [
    ...Array.from({ length: 24 }, () => (visit: Visit) => this.#talk(visit)),
    (visit) => this.#quit(visit),
    (visit) => this.#guess(visit),
    (visit) => this.#breakOff(visit),
    (visit) => this.#breakOff(visit),
    (visit) => this.#takeOver(visit),
    (visit) => this.#takeOver(visit),
    (visit) => this.#turn(visit),
  ];

  /** Sends a few dozen lines, waits until all are answered, and sees that nothing is missing. */
  async #talk(visit: Visit): Promise<void> {
    this.#babble(visit);
    await this.#rest(visit);
  }

  async #rest(visit: Visit): Promise<void> {
    if ((await this.#ask(visit, { cmd: 'ping' })) === undefined) return;
    this.#answers.settle();
    visit.json.settle();
  }

  async #quit(visit: Visit): Promise<void> {
    await this.#ask(visit, { cmd: 'quit', reason: 'enough' });
    await visit.closed();
    this.#forget();
  }

  /** Resumes with a token that nobody has, or with its own where it is: refused. */
  async #guess(visit: Visit): Promise<void> {
    const token = this.#chance.oneIn(2) ? this.#token : `${this.#token.slice(1)}x`;
    if (await this.#ask(visit, { cmd: 'resume', token })) this.#problem('resumes by guessing');
  }

  /** Breaks the connection in the middle of something, and mostly comes back for the session. */
  async #breakOff(visit: Visit): Promise<void> {
    this.#babble(visit);
    const lost = this.#lost(visit);
    visit.reset();
    this.#forget();
    if (!this.#chance.oneIn(3)) await this.#return(lost);
  }

  /** Resumes its own session while the old connection still lives: that one is said goodbye to. */
  async #takeOver(visit: Visit): Promise<void> {
    const atRest = this.#chance.oneIn(2);
    if (atRest) await this.#rest(visit);
    else this.#babble(visit);
    if (visit.over) return;
    const lost = this.#lost(visit);
    this.#forget();
    const resumed = await this.#return(lost);
    if (atRest && !resumed) this.#problem('could not take over its own session');
    if (!resumed) visit.reset();
    await visit.closed();
  }

  /** Changes the dialect. */
  async #turn(visit: Visit): Promise<void> {
    const format = visit.format === 'json' ? 'plain' : 'json';
    const tag = this.#tongue.tag();
    visit.expect(format, tag);
    await this.#ask(visit, { cmd: 'format', format }, tag);
    if (!visit.over && visit.format !== format) this.#problem(`was not switched to ${format}`);
  }

  async #arrive(): Promise<Visit> {
    const format = this.#chance.pick<Format>(['plain', 'json', 'json']);
    const visit = await Visit.open(this.#setting.port, format, this.#hearing);
    this.#send(visit, this.#tongue.opening(format));
    await this.#rest(visit);
    this.#token = visit[visit.format].token;
    return visit;
  }

  /** Takes up a lost session with a new connection; true when it could. */
  async #return(lost: Lost): Promise<boolean> {
    const format = this.#chance.pick<Format>(['plain', 'json', 'json']);
    const visit = await Visit.open(this.#setting.port, format, this.#hearing, lost);
    this.#visit = visit;
    const cursors = Object.fromEntries(lost.cursors);
    const named = format === 'json' && lost.cursors.size > 0 && { cursors };
    const ok = await this.#ask(visit, { cmd: 'resume', token: lost.token, ...named });
    if (ok === false) {
      visit.json.startAfresh();
      this.#token = visit[visit.format].token;
    } else {
      this.#token = lost.token;
      for (const command of lost.unanswered) this.#say(visit, command);
    }
    return ok === true;
  }

  /** Some logs are named when the session is resumed, with what was heard of them. */
  #lost(visit: Visit): Lost {
    const { nick, cursors } = visit.json;
    const known = visit.format === 'json' ? [...cursors] : [];
    return {
      nick,
      token: this.#token,
      cursors: new Map(known.filter(() => !this.#chance.oneIn(4))),
      unanswered: this.#chance.oneIn(2) ? retried(this.#unanswered) : [],
    };
  }

  /** The connection is gone, and answers with it. */
  #forget(): void {
    this.#visit = undefined;
    this.#answers.lose();
    this.#unanswered.clear();
  }

  async #ask(
    visit: Visit,
    command: Command,
    tag = this.#tongue.tag(),
  ): Promise<boolean | undefined> {
    const answered = visit.answer(tag);
    const line = { ...command, tag };
    this.#answers.ask(tag);
    // Only an object makes the first line speak JSON.
    this.#send(visit, `${visit.format === 'json' ? JSON.stringify(line) : language.print(line)}\n`);
    return answered;
  }

  /** Sends a tagged command once more, if it can be said in this dialect. */
  #say(visit: Visit, command: Tagged): void {
    const line = this.#tongue.spell(visit.format, command);
    if (line === undefined) return;
    this.#answers.ask(command.tag);
    this.#send(visit, `${line}\n`);
  }

  #babble(visit: Visit): void {
    const lines = this.#tongue.babble(visit.format, (command) => {
      this.#answers.ask(command.tag);
      this.#unanswered.set(command.tag, command);
    });
    this.#send(visit, lines);
  }

  /** In two pieces, cut anywhere. */
  #send(visit: Visit, bytes: string | Buffer): void {
    const all = Buffer.from(bytes);
    for (const byte of all) if (byte === 10) this.sent += 1;
    const at = this.#chance.below(all.length + 1);
    visit.write(all.subarray(0, at));
    visit.write(all.subarray(at));
  }

  #problem(text: string): void {
    this.#hearing.problem(text);
  }
}

/** What is said once however often it is sent; an old answer to `nick` would tell a nick of the past. */
const retried = (unanswered: ReadonlyMap<string, Tagged>): Tagged[] =>
  [...unanswered.values()].filter(({ cmd }) => cmd !== 'nick');
