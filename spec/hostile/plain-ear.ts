/** Listens on a plain connection: nothing in a line may steer a terminal, or pass for a line of its own. */
import type { Hearing } from './hearing.ts';

/** Below a blank all but tab, then delete and C1, then the marks that change the direction of what follows. */
const forbidden = /[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** What a line begins with: something happened, was refused, is said; or it goes on or quotes, indented. */
const beginning = /^(?:\* |! |\[| {2})/;
const BELL = '\x07';

export class PlainEar {
  nick = '';
  token = '';
  readonly #hearing: Hearing;

  constructor(hearing: Hearing) {
    this.#hearing = hearing;
  }

  hear(given: string): void {
    const line = this.#ring(given);
    const wrong = forbidden.exec(line);
    if (wrong) this.#problem(`hears U+${wrong[0].codePointAt(0)?.toString(16)}`, line);
    if (!beginning.test(line)) this.#problem('hears a line that begins like no other', line);
    if (line.startsWith('[')) this.#hearing.words(line, /^\[(#\S+)\] /.exec(line)?.[1]);
    const ok = /^\* ok ([\w.-]+)(?:: |$)/.exec(line);
    const refused = /^! \w+ \(([\w.-]+)\): /.exec(line);
    if (ok) this.#hearing.answer(ok[1], true);
    if (refused) this.#hearing.answer(refused[1], false);
    if (line.startsWith('* Bye: ')) this.#hearing.bye();
    this.nick = /^\* Welcome to \S+, (\S+)\. /.exec(line)?.[1] ?? this.nick;
    this.token = /^\* If your connection is lost: \/resume (\S+)$/.exec(line)?.[1] ?? this.token;
  }

  /** The bell comes behind what it rings for: before the next line. */
  #ring(line: string): string {
    let at = 0;
    while (line[at] === BELL) at += 1;
    if (at > 0 && !this.#hearing.mayRing) this.#problem('hears a bell', line);
    return line.slice(at);
  }

  #problem(what: string, line: string): void {
    this.#hearing.problem(`${what}: ${JSON.stringify(line)}`);
  }
}
