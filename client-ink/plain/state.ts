/** The state and the effects of the plain client. */
import type { Command } from '../../grammar/ast.ts';
import type { LogKey, NickKey } from '../../grammar/names.ts';
import type { Known } from '../editor/complete.ts';
import { concealed } from '../editor/understand.ts';
import { type Aliases, noAliases } from '../language/aliases.ts';
import { language } from '../language/language.ts';
import type { SettableName } from '../language/options.ts';
import { cleanLine, cut } from '../layout/text.ts';
import { viewport } from '../layout/viewport.ts';
import { last, noEntries } from '../model/entry.ts';
import { knownNames } from '../model/known.ts';
import type { Asked, Model, ModelEffect } from '../model/model.ts';
import { newModel, type Setting } from '../model/new-model.ts';
import type { Place } from '../model/place.ts';
import { placeById, roomPlace } from '../model/place-list.ts';
import { type Line, LineOrder } from './order.ts';

/** The state of the plain client. It is changed in place. */
export interface Talk {
  /** People, private logs and questions, as the client with a screen knows them. */
  model: Model;
  /** Where lines that are no commands are said. */
  current: string | undefined;
  /** The rooms one is in. Until the recent history of one is printed: where its log ended when it was entered. */
  entered: Map<LogKey, number | undefined>;
  /** Whose former owner the last line was refused for. */
  warned: NickKey | undefined;
  /** Something was refused, or perhaps not sent. */
  failed: boolean;
  readonly order: LineOrder;
}

/** What is to be done now, in this order. */
export type PlainEffect =
  | ({ do: 'print' } & Line)
  | { do: 'send'; command: Command }
  /** The person was mentioned. */
  | { do: 'ring' }
  /** An option of the client is set or shown. */
  | { do: 'set'; name?: SettableName; value?: string }
  /** A script is begun or ended. */
  | { do: 'script'; deed?: 'start' | 'stop'; script?: string }
  /** What is typed goes to another server of the configuration from now on. */
  | { do: 'go'; server: string }
  /** The person leaves all servers. */
  | { do: 'quit'; command: Command }
  /** The connection is over. */
  | { do: 'end' };

/** There is no screen; this is for the model to reckon with. */
const size = { columns: 80, rows: 24 };

/** The state before anything was heard or typed. */
export function talk(given: Omit<Setting, 'server' | 'prefix' | 'size' | 'viewport'>): Talk {
  return {
    model: newModel({ server: '', prefix: 'line', size, viewport, ...given }),
    current: undefined,
    entered: new Map(),
    warned: undefined,
    failed: false,
    order: new LineOrder(),
  };
}

/** The place of the room that lines are said in. */
export const currentPlace = ({ model, current }: Talk): Place | undefined =>
  current === undefined ? undefined : roomPlace(model, current);

/** The names that a person may mean, the likeliest first. */
export const known = (state: Talk): Known =>
  knownNames({ ...state.model, shown: currentPlace(state)?.id ?? 0 });

/** Prints these lines. */
export const say = (...lines: string[]): PlainEffect[] =>
  lines.map((line) => ({ do: 'print', line }));

/** What the model wants done, of what can be done without a screen. */
export const plainEffects = (effects: readonly ModelEffect[]): PlainEffect[] =>
  effects.flatMap((effect): PlainEffect[] => {
    switch (effect.do) {
      case 'call':
        return [{ do: 'ring' }];
      case 'go':
        return [{ do: 'go', server: effect.server }];
      case 'send':
      case 'script':
      case 'set':
        return [effect];
      default:
        return [];
    }
  });

/** Asked by the person, and not answered. */
export const waiting = ({ model }: Talk): Asked[] =>
  [...model.asked.values()].filter(({ line }) => line !== undefined);

/** True while the link talks to the server. */
export const isConnected = ({ model }: Talk): boolean => model.connection.is === 'up';

/** A refusal quotes at most this many columns of an unsent line. */
const MAX_QUOTED_COLUMNS = 60;
/** An unsent line as a refusal shows it: cut, with dots for a password, and without what steers a terminal. */
export const quote = (line: string, aliases: Aliases): string =>
  cut(cleanLine(concealed(line, aliases)), MAX_QUOTED_COLUMNS);

/** What somebody asked, as a line that they could type. */
export function asTyped({ command: { tag: _, ...command } }: Asked): string {
  return quote(language.print(command as Command), noAliases);
}

/** What the model has noted in one of its places, or drawn a line about, since it was like `before`. */
export function notes(before: Model, model: Model, place: number): string[] {
  const known = last(placeById(before, place)?.entries ?? noEntries)?.id ?? 0;
  return (placeById(model, place)?.entries.pieces ?? []).flat().flatMap((entry) => {
    if (entry.id <= known) return [];
    if (entry.kind === 'divider') return [cleanLine(`--- ${entry.text}`)];
    return entry.kind === 'note' ? [cleanLine(`* ${entry.text}`)] : [];
  });
}
