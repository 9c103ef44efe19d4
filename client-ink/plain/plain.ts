/** `parlance chat --plain`: the client as lines in and lines out, for screen readers, dumb terminals, pipes and logs. */

import type { Command } from '../../grammar/ast.ts';
import type { Settings } from '../config/config.ts';
import { type Options, optionsFor } from '../config/options.ts';
import { namesOf, profileNamed, whyNotLoggedIn } from '../config/profiles.ts';
import { setOption } from '../config/set-option.ts';
import { cleanLine } from '../layout/text.ts';
import { isWaitingForNick } from '../model/ghost.ts';
import { isAwaited } from '../model/scripted.ts';
import { elsewhereOf } from '../model/servers.ts';
import { Scripts } from '../programs/scripts.ts';
import { type Way, wayTo } from '../servers/way.ts';
import { openLines } from './lines.ts';
import { currentPlace, known, type PlainEffect } from './state.ts';
import { passed, scripted, told } from './talk.ts';
import { typed } from './typed.ts';
import { Voice } from './voice.ts';

/** While the nick that the person wants is somebody else's, the client looks at this interval whether to ask again. */
const TICK_MS = 1000;

/** What the plain client has of the world. */
export type PlainIo = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'on' | 'off'>;

type Set = Extract<PlainEffect, { do: 'set' }>;

/**
 * Talks until `/quit`, Ctrl-C or the end of the input; then what was asked is answered first. 1 when something was
 * refused or may be lost. `sentences`: what the person has to know at the beginning.
 */
export function plain(
  settings: Pick<Settings, 'options' | 'file' | 'profiles'>,
  ways: readonly [Way, ...Way[]],
  sentences: readonly string[],
  io: PlainIo,
): Promise<0 | 1> {
  return new Promise((resolve) => {
    new Plain(settings, io, resolve).begin(ways, sentences);
  });
}

/** The servers of one run, the lines, and to which server they are typed. */
class Plain {
  readonly #settings: Pick<Settings, 'file' | 'profiles'>;
  readonly #io: PlainIo;
  readonly #resolve: (code: 0 | 1) => void;
  readonly #lines: ReturnType<typeof openLines>;
  readonly #scripts: Scripts;
  readonly #voices = new Map<string, Voice>();
  readonly #ticking: NodeJS.Timeout;
  #options: Options;
  /** The server to which lines are typed, and the one that the last line was about. */
  #current = '';
  #heard = '';
  #ending = false;
  #isOver = false;

  constructor(
    { options, ...settings }: Pick<Settings, 'options' | 'file' | 'profiles'>,
    io: PlainIo,
    resolve: (code: 0 | 1) => void,
  ) {
    this.#settings = settings;
    this.#options = options;
    this.#io = io;
    this.#resolve = resolve;
    this.#lines = openLines(io, {
      line: (line) => this.#typed(line),
      end: () => this.#inputEnded(),
      leave: this.#leave,
      known: () => known(this.#voice.state),
      aliases: () => this.#voice.state.model.aliases,
      action: (key) => this.#voice.state.model.keymap.get(key),
    });
    this.#scripts = new Scripts({
      commands: () => this.#options.scripts,
      now: Date.now,
      servers: () => [...this.#voices.keys()],
      waitsFor: (server) => isAwaited(this.#voices.get(server)!.state.model),
      hear: (script, line, server) => this.#scriptSaid(script, line, server),
      tell: (sentence) => this.#print(this.#voice, `* ${cleanLine(sentence)}`),
    });
    for (const signal of signals) io.on(signal, this.#leave);
    this.#ticking = setInterval(() => {
      for (const voice of this.#voices.values())
        if (isWaitingForNick(voice.state.model))
          this.#perform(voice, passed(voice.state, Date.now()));
    }, TICK_MS);
  }

  begin(ways: readonly [Way, ...Way[]], sentences: readonly string[]): void {
    for (const way of ways) this.#add(way);
    for (const sentence of sentences) this.#lines.print(`* ${cleanLine(sentence)}`);
    this.#current = this.#voices.keys().next().value ?? '';
    this.#scripts.begin();
  }

  #scriptSaid(script: string, line: string, server: string): void {
    const voice = this.#voices.get(server)!;
    this.#perform(voice, scripted(voice.state, script, line, Date.now()));
  }

  get #voice(): Voice {
    return this.#voices.get(this.#current)!;
  }

  #add(way: Way): Voice {
    const voice = new Voice(way, {
      now: Date.now,
      options: () => this.#options,
      profiles: namesOf(this.#settings.profiles),
      hear: (input, of) => {
        this.#perform(of, told(of.state, input, Date.now()));
        this.#scripts.take(of.name, input);
        if (this.#ending && input.link === 'lost') of.link.close(); // Nobody is left to decide what then.
      },
      complain: (sentence, of) => this.#print(of, `* ${cleanLine(sentence)}`),
    });
    this.#voices.set(voice.name, voice);
    const why = whyNotLoggedIn(way.profile);
    if (why !== undefined) this.#print(voice, `* ${cleanLine(why)}`);
    return voice;
  }

  /** Whoever is on several servers hears of which one the lines are that follow, whenever that changes. */
  #print({ name }: Voice, line: string): void {
    if (this.#heard !== name && this.#voices.size > 1) this.#lines.print(`--- ${name}`);
    this.#heard = name;
    this.#lines.print(line);
  }

  #typed(line: string): void {
    if (this.#ending) return;
    const voice = this.#voice;
    const others = [...this.#voices.values()].filter((each) => each !== voice);
    const elsewhere = others.map(({ name, state }) => ({
      ...elsewhereOf(name, state.model, true),
      places: [], // What was printed is heard.
    }));
    voice.state.model = { ...voice.state.model, elsewhere };
    this.#perform(voice, typed(voice.state, line));
  }

  #perform(voice: Voice, effects: readonly PlainEffect[]): void {
    for (const effect of effects) {
      switch (effect.do) {
        case 'print':
          this.#print(voice, effect.line);
          break;
        case 'send':
          voice.link.send(effect.command);
          break;
        case 'ring':
          this.#lines.ring();
          break;
        case 'set':
          this.#set(voice, effect);
          break;
        case 'script':
          for (const sentence of this.#scripts.do(effect.deed, effect.script))
            this.#print(voice, `* ${cleanLine(sentence)}`);
          break;
        case 'go':
          this.#goTo(effect.server).catch((error: Error) =>
            this.#print(voice, `* ${cleanLine(error.message)}`),
          );
          break;
        case 'quit':
          this.#quit(voice, effect.command);
          break;
        case 'end':
          this.#over(voice);
          break;
        default:
          unperformed(effect);
      }
    }
    // After the end of the input there is only the wait for answers.
    if (this.#ending && voice.isIdle) voice.leave();
  }

  /** Whoever types it wants to leave now; in a pipe it stands behind what has to be done first. */
  #quit(voice: Voice, command: Command): void {
    const others = [...this.#voices.values()].filter((each) => each !== voice);
    if (this.#io.stdin.isTTY === true) {
      voice.link.send(command);
      for (const { link } of others) link.close();
      return;
    }
    this.#ending = true;
    voice.farewell = command;
    for (const other of others) this.#perform(other, []);
  }

  #set(voice: Voice, wish: Set): void {
    const outcome = setOption(this.#options, wish, this.#settings.file);
    this.#options = outcome.options;
    for (const { state } of this.#voices.values())
      state.model = { ...state.model, ...optionsFor(this.#options) };
    for (const sentence of outcome.sentences) this.#print(voice, `* ${cleanLine(sentence)}`);
  }

  /** To a server of the configuration, which is dialled if need be; it may ask for a password. */
  async #goTo(name: string): Promise<void> {
    const profile = profileNamed(this.#settings.profiles, name);
    if (profile !== undefined && !this.#voices.has(name)) {
      const complain = (why: string) => this.#print(this.#voice, `* ${cleanLine(why)}`);
      const way = await this.#lines.lend(() => wayTo(profile, complain));
      if (this.#isOver) return; // The last connection has ended meanwhile.
      if ('why' in way) for (const why of way.why) complain(why);
      else if (!this.#voices.has(name)) this.#add(way);
    }
    const voice = this.#voices.get(name);
    if (voice === undefined) return;
    this.#current = name;
    const room = currentPlace(voice.state)?.name;
    const where = room === undefined ? '' : ` You are talking in ${room}.`;
    this.#print(voice, `* What you type goes to ${name} now.${where}`);
  }

  #inputEnded(): void {
    this.#ending = true;
    for (const voice of this.#voices.values()) this.#perform(voice, []);
  }

  readonly #leave = (): void => {
    for (const { link } of this.#voices.values()) link.close();
  };

  /** The run is over when all connections are. */
  #over(voice: Voice): void {
    voice.isOver = true;
    voice.end();
    const all = [...this.#voices.values()];
    if (!all.every(({ isOver }) => isOver)) return;
    this.#isOver = true;
    for (const signal of signals) this.#io.off(signal, this.#leave);
    clearInterval(this.#ticking);
    this.#scripts.end();
    this.#lines.close();
    this.#resolve(all.some((each) => each.hasFailed(this.#ending)) ? 1 : 0);
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

function unperformed(effect: never): never {
  throw new Error(`An effect that nobody performs: ${JSON.stringify(effect)}`);
}
