/** The model: all that the client knows and shows, as plain data, with its inputs and effects. */

import type { LinkInput } from '../../client/talk.ts';
import type { Command } from '../../grammar/ast.ts';
import type { EventOf } from '../../grammar/events.ts';
import type { LogKey, NickKey } from '../../grammar/names.ts';
import type { Kills } from '../editor/editor.ts';
import type { Key } from '../keyboard/keyboard.ts';
import type { Keymap } from '../keyboard/keys.ts';
import type { FocusReport, MouseReport } from '../keyboard/reports.ts';
import type { Aliases } from '../language/aliases.ts';
import type { Joining, SettableName, Timing } from '../language/options.ts';
import type { PartOfDay } from '../language/times.ts';
import type { KeptEntry, Said } from './entry.ts';
import type { Levels } from './levels.ts';
import type { Completing, Mode } from './mode.ts';
import type { Place, Scroll, Split } from './place.ts';
import type { Elsewhere, Spot } from './spot.ts';

/** The columns and rows of the terminal. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** One thing that comes into the client. `at` is in milliseconds since 1970. */
export type ModelInput = { at: number } & (
  | { in: 'key'; key: Key }
  | { in: 'link'; link: LinkInput }
  | { in: 'tick' }
  | { in: 'mouse'; mouse: MouseReport }
  /** The dictionary has answered. */
  | { in: 'spelled'; answers: readonly SpellingAnswer[] }
  | { in: 'focus'; is: FocusReport['is'] }
  /** The person's own editor has ended: what it has made of the line of a place. */
  | { in: 'edited'; place: number; text: string }
  /** The entries that places of a restored model have not got yet. */
  | { in: 'left'; entries: ReadonlyMap<number, readonly KeptEntry[]> }
  /** Options of the client have changed. */
  | { in: 'options'; options: Partial<ModelOptions> }
  /** The client has to tell the person something about itself; `place`: where they asked for that. */
  | { in: 'told'; sentence: string; place?: number | undefined }
  /** The person wants to see a message of this number. */
  | { in: 'jump'; place: number; seq: number }
  /** A script says a line, as it would be typed or as an object. */
  | { in: 'script'; script: string; line: string }
  | ({ in: 'resize' } & Size)
);

/** What the client does for the model. */
export type ModelEffect =
  | { do: 'send'; command: Command }
  /** The person is called: `text` is what was said, without controls. */
  | { do: 'call'; title: string; text: string }
  | { do: 'open'; url: string }
  | { do: 'copy'; text: string }
  /** Asks the dictionary for words. */
  | { do: 'spell'; words: readonly string[] }
  | { do: 'redraw' }
  /** Lends the terminal to the person's own editor, with the line of a place. */
  | { do: 'edit'; place: number; text: string }
  | { do: 'suspend' }
  /** Sets an option of the client or an entry of a table, or shows it; without a name shows all. */
  | { do: 'set'; place: number; name?: SettableName; value?: string }
  /** Begins or ends a script; without a name tells of all. */
  | { do: 'script'; place: number; deed?: 'start' | 'stop'; script?: string }
  /** Shows another server, at this place of it and the message of that number, or where it was left; it is connected to if need be. */
  | { do: 'go'; server: string; place?: number; seq?: number }
  | { do: 'quit' };

/** How the connection is. */
export type Connection =
  /** `reason`: why the try before came to nothing. */
  | { is: 'connecting'; attempt: number; dueAt: number; reason?: string }
  | { is: 'up'; lag?: number }
  | { is: 'lost'; reason: string }
  | { is: 'over'; reason: string };

/** That the dictionary has been asked for a word, that it knows it, or what may be meant instead: perhaps nothing. */
export type Spelt = 'asked' | 'right' | readonly string[];

/** What the dictionary says of a word. */
export type SpellingAnswer = readonly [word: string, spelt: Exclude<Spelt, 'asked'>];

/** What was asked by a command with a tag, and from where. */
export interface Asked {
  readonly place: number;
  readonly command: Command;
  /** The line as it was typed; absent for what the client asked by itself. */
  readonly line?: string;
  /** The script that has asked, which alone hears the answer. */
  readonly script?: string;
  /** True when an answer has been shown. */
  readonly answered?: true;
}

/** The nick that the person wants. */
interface Wanted {
  readonly nick: string;
  /** When to ask for it again; absent as long as somebody who is here has it. */
  readonly dueAt?: number;
}

/** The window of the place that is shown, as the screen draws it: how far it moves is counted in its rows. */
export interface Viewport {
  /** Its rows. */
  height(model: Model): number;
  /** `rows` further up, or down if negative, as far as there is anything. */
  scrolled(model: Model, place: Place, rows: number): { scroll: Scroll; top: boolean };
  /** With entry number `index` in its upper part, or with so many rows from the entry's first one on. */
  scrolledTo(model: Model, place: Place, index: number, rows?: number): Scroll;
  /** With the whole of entry number `index` in it, moved no further than need be. */
  revealed(model: Model, place: Place, index: number): Scroll;
  /** What is under a column and a row of the screen, both from 0. */
  under(model: Model, column: number, row: number): Under | undefined;
  /** Whether a text is so long that only its beginning is shown, unless somebody wants it whole. */
  isLong(model: Model, said: Said): boolean;
  /** How many rows the list of keys has. */
  keyRows(model: Model): number;
}

/** What can be pressed with the mouse. */
export type Under =
  | { readonly on: 'place'; readonly spot: Spot }
  | { readonly on: 'person'; readonly nick: string }
  | { readonly on: 'message'; readonly seq: number }
  /** The rest of a long text. */
  | { readonly on: 'fold'; readonly seq: number }
  | { readonly on: 'address'; readonly url: string };

/** What the person chooses by options. */
export interface ModelOptions {
  /** The client has the mouse; otherwise the terminal selects with it. */
  readonly hasMouse: boolean;
  /** When the person is not called. */
  readonly quiet: PartOfDay | undefined;
  /** There is a program that opens addresses. */
  readonly opensAddresses: boolean;
  /** The others are told that one is typing. */
  readonly tellsTyping: boolean;
  /** Words that call the person, as the nick does. */
  readonly words: readonly string[];
  /** The dictionaries that are asked for what is typed: their names, `auto` or `none`. */
  readonly spelling: string;
  /** How times are shown. */
  readonly time: Timing;
  /** How it is shown who comes and goes; and in single rooms. */
  readonly joins: Joining;
  readonly joinsIn: ReadonlyMap<LogKey, Joining>;
  readonly keymap: Keymap;
  /** Words that stand for lines. */
  readonly aliases: Aliases;
  /** The names of the scripts of the configuration. */
  readonly scripts: readonly string[];
}

/** All that the client knows and shows. Plain data: `reduce` returns a new one. */
export interface Model extends ModelOptions {
  readonly size: Size;
  readonly viewport: Viewport;
  readonly now: number;
  readonly nick: string;
  /** What has not been sent is kept for the next run. */
  readonly remembers: boolean;
  /** All is as an earlier run left it: nobody has been connected in this one. */
  readonly isRestored?: true;
  /** The nick that one asked for at the beginning, until one chooses another. */
  readonly wanted?: Wanted;
  /** Why one is away, if one is. */
  readonly away?: string;
  /** The number space of all logs. */
  readonly store: string;
  readonly connection: Connection;
  /** The first is the server. */
  readonly places: readonly Place[];
  /** The other servers that the client is on; known to the model that is on the screen. */
  readonly elsewhere: readonly Elsewhere[];
  /** Another server is on the screen. */
  readonly isBehind: boolean;
  /** Where the person came from, when that was another server. */
  readonly cameFrom?: { readonly server: string; readonly place: number };
  /** What the configuration calls this server; and all servers that it names. */
  readonly profile?: string;
  readonly profiles: readonly string[];
  /** The id of the place that is shown. */
  readonly shown: number;
  /** The id of the one shown before. */
  readonly before: number;
  readonly nextId: number;
  readonly asked: ReadonlyMap<string, Asked>;
  /** Begins the tags of this run. */
  readonly prefix: string;
  readonly tags: number;
  readonly kills: Kills;
  readonly mode: Mode;
  readonly completing?: Completing;
  /** The view of a place that was at its end stands on this entry as long as one of its messages is chosen. */
  readonly standing?: { readonly place: number; readonly entry: number };
  /** Lines that are given whenever a new session begins. */
  readonly onConnect: readonly string[];
  /** The terminal's bell rings when one is called. */
  readonly bell: 'on' | 'off';
  /** Whether the person looks at this terminal, as far as it says so. */
  readonly focus: 'here' | 'elsewhere' | 'unknown';
  /** What the dictionary has said of each word. */
  readonly spelt: ReadonlyMap<string, Spelt>;
  /** The lists on the left and right may be shown. */
  readonly panes: boolean;
  /** Two places are shown. */
  readonly split?: Split;
  /** A sentence about the last key, until the next one. */
  readonly flash?: string;
  /** Each new session logs in. */
  readonly logsIn: boolean;
  /** One is logged in. */
  readonly isAccount: boolean;
  /** Why no password can be sent, if others on the way would read it. */
  readonly exposed?: string;
  /** When a key was last pressed. */
  readonly pressedAt: number;
  readonly levels: Levels;
  /** Whom one ignores, as far as it was heard. */
  readonly ignored: ReadonlySet<NickKey>;
  /** Rooms that were heard of without being in them. */
  readonly heard: EventOf<'rooms'>['rooms'];
  /** When the server was last asked for them. */
  readonly roomsAskedAt: number;
}

/** A model, and what is to be done because of it, in order. */
export interface Update {
  model: Model;
  effects: ModelEffect[];
}

/** A new model from which nothing follows. */
export const only = (model: Model): Update => ({ model, effects: [] });
