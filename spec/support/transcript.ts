/**
 * Conversations as text, read and played over TCP against a server of their own. These are the rules:
 *
 *     # A nick is taken whatever its case          begins a conversation and names it
 *     --motd Tea at five                           an option of `parlance serve` for it; `--limits on` has what is off elsewhere
 *     ; a remark
 *     ana+                                         ana comes in plain, takes the nick ana, and has read what came of it
 *     bob+ json                                    the same for a program
 *     ana> /nick bob                               ana sends this line; whoever is new connects with it, ungreeted
 *     ana~ "/pi"                                   ana sends these bytes, a JSON string, with no line end of its own
 *     ana< ! nick_taken: …                         the next line that ana hears; … is anything
 *     bob< {"ev":"ok","re":"t1"}                   an object: it may have more fields; "key":null says that one is absent
 *     bob> /resume $ana                            $ana is the token of ana's session now; any other $word is learned where
 *                                                  it is first expected, and means the same from then on
 *     ana.                                         nothing else came: proved by a barrier, not by waiting
 *     ana-                                         ana closes in order; what came until the server closed can be read
 *     ana!                                         the connection breaks (RST)
 *     shell> account add cleo                      whoever runs the server does this; $code is learned from an invitation, and
 *                                                  correct-horse-battery is each password
 *     config> motd = "Tea"                         the configuration file has this line from now on, and no other
 *     ana/                                         the server has closed ana's connection, after what was read
 *
 * What one person does has been done, and told to everybody, before another one acts. At the end nobody has anything
 * unread. Every object that is heard is checked against the schema of events. A person who was not seen before and hears
 * something first (`new< …`) has connected and waits in silence.
 */
import { type Request, requestIn } from '../../server/admin/requests.ts';
import { GREETING_DELAY_MS } from '../../server/net/arrival.ts';
import type { Options } from '../../server/options/check.ts';
import type { Surroundings } from '../../server/surroundings.ts';
import { meets, spoken, type Words } from './expectation.ts';
import type { Party } from './party.ts';
import { openServer, type TestServer } from './server.ts';
import { type Transport, transports } from './transports.ts';
import { eventProblem } from './vocabulary.ts';

export interface Conversation {
  readonly title: string;
  readonly file: string;
  readonly options: Options;
  readonly steps: readonly TranscriptStep[];
}

interface TranscriptStep {
  /** Its line in the file. */
  readonly line: number;
  readonly who: string;
  readonly does: '+' | '>' | '~' | '<' | '.' | '-' | '!' | '/';
  readonly text: string;
}

/** The conversations in `source`, which begins in line `first` of `file`. */
export function readTranscript(source: string, file: string, first = 1): Conversation[] {
  const conversations: {
    title: string;
    options: Record<string, string | true>;
    steps: TranscriptStep[];
  }[] = [];
  for (const [index, text] of source.split('\n').entries()) {
    const line = first + index;
    if (text.startsWith('# ')) {
      conversations.push({ title: text.slice(2), options: {}, steps: [] });
    } else if (text !== '' && !text.startsWith(';')) {
      if (conversations.length === 0) conversations.push({ title: file, options: {}, steps: [] });
      const { options, steps } = conversations.at(-1)!;
      const [, option, value = ''] = /^--([a-z-]+) (.+)$/.exec(text) ?? [];
      if (option === undefined) steps.push(readStep(text, file, line));
      else
        options[option.replace(/-./g, (letters) => letters[1]!.toUpperCase())] =
          value === 'on' ? true : value;
    }
  }
  return conversations.map((conversation) => ({ ...conversation, file }));
}

function readStep(source: string, file: string, line: number): TranscriptStep {
  const [, who, does, text = ''] = /^([a-z]\w*)([+>~<.!/-])(?: (.*))?$/.exec(source) ?? [];
  if (who === undefined) throw new Error(`${file}:${line}: no line of a transcript: ${source}`);
  return { line, who, does: does as TranscriptStep['does'], text };
}

/** Plays a conversation; rejects with its place in the file, and what was expected and heard there. */
export async function play(
  { file, options, steps }: Conversation,
  { given, wayTo }: Transport = transports.tcp(),
  around: Partial<Surroundings> = {},
): Promise<void> {
  const stage = new Stage(await openServer({ ...options, ...given }, undefined, around, wayTo));
  for (const step of steps) {
    const { who, does, text, line } = step;
    await stage.play(step).catch(rethrow(`${who}${does} ${text}`, `${file}:${line}`));
  }
  await stage.end().catch(rethrow('at the end', `${file}:${steps.at(-1)?.line}`));
}

function rethrow(what: string, place: string): (error: Error) => never {
  return (error) => {
    error.message = `${what}\n${error.message}`;
    error.stack = `Error: ${error.message}\n    at ${place}`;
    throw error;
  };
}

class Stage {
  readonly #server: TestServer;
  readonly #parties = new Map<string, Party>();
  readonly #words: Words = new Map();
  /** Who has sent lines since the last barrier, all of them whole. */
  #busy: Party | undefined;

  constructor(server: TestServer) {
    this.#server = server;
  }

  async play({ who, does, text }: TranscriptStep): Promise<void> {
    switch (does) {
      case '+':
        return this.#enter(who, text === 'json' ? 'json' : 'plain');
      case '>':
        if (who === 'shell') return this.#order(text);
        if (who === 'config') return this.#configure(text);
        return this.#send(who, `${spoken(text, this.#words)}\n`);
      case '~':
        return this.#send(who, spoken(JSON.parse(text) as string, this.#words));
      case '<':
        if (!this.#parties.has(who)) await this.#wait(who);
        return this.#hear(who, await this.#party(who), text);
      case '.':
        await this.#settle();
        return (await this.#party(who)).silence();
      case '-':
        return this.#close(await this.#party(who));
      case '!':
        await this.#settle();
        return (await this.#party(who)).reset();
      case '/':
        await this.#settle();
        return (await this.#party(who)).closed();
    }
  }

  /** Nobody has anything unread. */
  async end(): Promise<void> {
    await this.#settle();
    for (const party of this.#parties.values()) await party.silence();
  }

  async #enter(who: string, format: 'plain' | 'json'): Promise<void> {
    await this.#settle();
    const party = await this.#server.party(who, format);
    this.#parties.set(who, party);
    this.#words.set(who, party.token);
  }

  async #order(line: string): Promise<void> {
    await this.#settle();
    const reply = await this.#server.clerk(requestOf(line));
    if (reply.is === 'refused') throw new Error(reply.message);
    if ('code' in reply && reply.code !== undefined) this.#words.set('code', reply.code);
  }

  /** Connects, and says nothing until the server greets. */
  async #wait(who: string): Promise<void> {
    await this.#party(who);
    const witness = await this.#server.connect('witness');
    await witness.barrier();
    await witness.close();
    this.#server.clock.pass(GREETING_DELAY_MS);
  }

  /** What it says counts when it is read again. */
  async #configure(file: string): Promise<void> {
    await this.#settle();
    this.#server.configuration.text = file;
  }

  async #send(who: string, bytes: string): Promise<void> {
    const party = await this.#party(who);
    if (party !== this.#busy) await this.#settle();
    party.write(bytes);
    this.#busy = bytes.endsWith('\n') ? party : undefined;
  }

  /** What was sent just before may still be on its way. */
  async #close(party: Party): Promise<void> {
    if (party !== this.#busy) await this.#settle();
    this.#busy = undefined;
    await party.close();
  }

  async #hear(who: string, party: Party, expected: string): Promise<void> {
    const line = await party.next();
    const problem = line.startsWith('{') && eventProblem(line);
    if (problem) throw new Error(`${problem}\n   heard ${line}`);
    if (!meets(expected, line, this.#words)) this.#wrong(expected, line);
    const { ev, session } = line.startsWith('{') ? JSON.parse(line) : {};
    if (ev === 'ok' && session !== undefined) this.#words.set(who, session);
  }

  #wrong(expected: string, line: string): never {
    throw new Error(`expected ${spoken(expected, this.#words)}\n   heard ${line}`);
  }

  /** What was done has been told to everybody. */
  async #settle(): Promise<void> {
    const busy = this.#busy;
    this.#busy = undefined;
    await busy?.barrier();
  }

  async #party(who: string): Promise<Party> {
    const known = this.#parties.get(who);
    if (known) return known;
    await this.#settle();
    const party = await this.#server.connect(who);
    this.#parties.set(who, party);
    return party;
  }
}

/** What `parlance account …` or `parlance rehash` would ask. */
function requestOf(line: string): Request {
  const [ask, nick = '', role = ''] = line.replace(/^account /, '').split(' ');
  const [password, day] = ['correct-horse-battery', 86_400_000];
  const asked = { ask, nick, password, role, texts: false, uses: 1, for: day, after: 0 };
  const request = requestIn(JSON.stringify(asked));
  if (request === undefined) throw new Error(`the shell does not take: ${line}`);
  return request;
}
