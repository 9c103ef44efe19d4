/** Takes what the link tells of the connection into the model. */

import type { LinkInput } from '../../client/talk.ts';
import { isFault } from '../../grammar/language.ts';
import { logKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { openPart, understand } from '../editor/understand.ts';
import { language } from '../language/language.ts';
import { aboutNothing } from './about.ts';
import { ask } from './asking.ts';
import { hear } from './hear.ts';
import { askRooms } from './known.ts';
import { isSame } from './log.ts';
import { type Mode, talking } from './mode.ts';
import { type Model, only, type Update } from './model.ts';
import { leave } from './people.ts';
import { outside, type Place, withEntry, withoutLog } from './place.ts';
import { noted, placeById } from './place-list.ts';
import { addressed, askWhoIsThere, departed } from './private.ts';
import { askUnread } from './reading.ts';

/** Takes what the link tells: how the connection is, or an event. */
export function heardOf(model: Model, input: LinkInput): Update {
  switch (input.link) {
    case 'connecting': {
      const { attempt, inMs } = input;
      const why = 'reason' in model.connection ? { reason: model.connection.reason } : {};
      const dueAt = model.now + inMs;
      return only({ ...model, connection: { is: 'connecting', attempt, dueAt, ...why } });
    }
    case 'up':
      return input.resumed ? resumed(model, input) : newSession(begun(model, input));
    case 'lag':
      return only(
        model.connection.is === 'up'
          ? { ...model, connection: { is: 'up', lag: input.ms } }
          : model,
      );
    case 'lost':
      return only({ ...model, connection: { is: 'lost', reason: input.reason } });
    case 'over':
      return only(
        noted(
          { ...model, connection: { is: 'over', reason: input.reason } },
          model.shown,
          'error',
          input.reason,
        ),
      );
    case 'event':
      return hear(model, input.event);
    default:
      return unreachable(input);
  }
}

const both = (first: Update, { model, effects }: Update): Update => ({
  model,
  effects: [...first.effects, ...effects],
});

/** Asks for what the client shows of the server and goes by, and does what the person wants done then. */
function newSession(model: Model): Update {
  const levels = ask(model, 0, { cmd: 'notify' });
  const rooms = both(levels, askRooms(levels.model));
  return both(rooms, begunWithLines(rooms.model));
}

/** The session is the same. The person's nick may have changed while the connection was lost. */
function resumed(model: Model, { welcome, perhaps, rooms }: Up): Update {
  const { isRestored: _, ...rest } = leftMeanwhile(model, rooms).reduce(leave, model);
  const same: Model = { ...rest, connection: { is: 'up' }, nick: welcome.nick };
  const up = perhaps.reduce((after, tag) => uncertain(after, model, tag), same);
  const there = askWhoIsThere(told(up, 'Connected again; nothing is missing.'));
  const here = both(there, ask(there.model, 0, { cmd: 'notify' }));
  return model.isAccount ? both(here, askUnread(here.model)) : here;
}

/** The rooms that one was in before the connection was lost, and is not in any more. */
export function leftMeanwhile({ places }: Model, rooms: Up['rooms']): string[] {
  if (rooms === undefined) return [];
  const isIn = new Set(rooms.map(logKey));
  return places.flatMap(({ kind, joined, name }) =>
    kind === 'room' && joined && !isIn.has(logKey(name)) ? [name] : [],
  );
}

/** Shows a sentence in the server's window, and under the line until the next key. */
const told = (model: Model, flash: string): Model => noted({ ...model, flash }, 0, 'info', flash);

type Up = Extract<LinkInput, { link: 'up' }>;

/** A new session. The link joins the rooms anew; the person decides about messages that were not confirmed. */
function begun(model: Model, { welcome, perhaps }: Up): Model {
  const again = model.store !== '';
  const replaced = again && model.store !== welcome.store;
  const lost = new Set(perhaps);
  const { away: _, isRestored: __, ...rest } = model;
  const next: Model = {
    ...rest,
    connection: { is: 'up' },
    mode: unwaiting(rest.mode),
    nick: welcome.nick,
    isAccount: rest.logsIn,
    levels: new Map(),
    ignored: new Set(),
    store: welcome.store,
    asked: new Map([...model.asked].filter(([tag]) => !lost.has(tag))),
    places: model.places.map((place) =>
      anew(place, lost, {
        replaced,
        again,
        server: model.profile ?? welcome.server,
        now: model.now,
        isAccount: model.logsIn,
      }),
    ),
  };
  const words =
    model.isRestored && !replaced
      ? `Welcome back to ${whereAndWho(model, welcome)}.`
      : greeting(whereAndWho(model, welcome), again, replaced);
  // A message that waits for a decision is more urgent to tell.
  const isOpen = perhaps.some((tag) => model.asked.get(tag)?.line !== undefined);
  const greeted = again && !isOpen ? told(next, words) : noted(next, 0, 'info', words);
  return [...lost].reduce((after, tag) => uncertain(after, model, tag), greeted);
}

/** Ends modes of the old session: its answers do not come any more, and messages may have other numbers. */
function unwaiting(mode: Mode): Mode {
  if (mode.is === 'choosing' || mode.is === 'reacting') return talking;
  if (mode.is !== 'searching') return mode;
  const { waiting: _, ...rest } = mode;
  return rest;
}

/** Whoever is about to take another nick is not called by the one that the server has made up. */
function whereAndWho({ wanted }: Model, { server, nick }: Up['welcome']): string {
  const isPassing = wanted !== undefined && !isSame(wanted.nick, nick);
  return isPassing ? server : `${server}, ${nick}`;
}

function greeting(whereAndWho: string, again: boolean, replaced: boolean): string {
  if (!again) return `Welcome to ${whereAndWho}.`;
  return replaced
    ? 'Connected again. The server begins anew: what it kept before is gone.'
    : 'Connected again. The session before is gone: your rooms are joined anew.';
}

interface NewSession {
  /** The server has other logs than before. */
  replaced: boolean;
  /** A session has ended before this one. */
  again: boolean;
  server: string;
  now: number;
  /** The session logs in, so its private logs are those of the session before. */
  isAccount: boolean;
}

/** A guest's private logs end with the session; those of a replaced server end with it. */
function anew(
  place: Place,
  lost: ReadonlySet<string>,
  { replaced, again, server, now, isAccount }: NewSession,
): Place {
  // A reply to a message of a log that is gone can't be said again.
  const possible = place.pending.filter(({ command }) => !replaced || !language.isLiving(command));
  const pending = possible.map((each) =>
    lost.has(each.tag) ? { ...each, state: 'perhaps' as const } : each,
  );
  const kept = { ...(replaced ? aboutNothing(place) : place), pending, typing: [] };
  switch (place.kind) {
    case 'server':
      return { ...kept, name: server };
    case 'room': {
      const left: Place = { ...kept, ...outside, ...(kept.joined && { rejoins: true }) };
      return replaced ? replacedBy(withoutLog(left), now) : unasked(left);
    }
    case 'private': {
      if (!again || (isAccount && !replaced)) return kept;
      const { log: _, ...ended } = kept;
      return departed(withoutLog(ended));
    }
    default:
      return unreachable(place.kind);
  }
}

/** A room of the same name, with a log that begins anew. */
const replacedBy = (place: Place, at: number): Place =>
  place.entries.length === 0
    ? place
    : withEntry(place, {
        kind: 'divider',
        at,
        text: 'the server begins anew: what is above is gone there',
      });

/** Pages that were on their way to the old session may be asked for again. */
function unasked(place: Place): Place {
  const { seeking: _, past, ...rest } = place;
  const live: Place = { ...rest, above: rest.above === 'asked' ? 'unknown' : rest.above };
  if (past === undefined) return live;
  const above = past.above === 'asked' ? 'more' : past.above;
  return { ...live, past: { ...past, above, below: 'more' } };
}

/** Tells of a command that was perhaps done, where it was typed. A message that was perhaps said is shown there itself. */
function uncertain(model: Model, before: Model, tag: string): Model {
  const asked = before.asked.get(tag);
  const shows = model.places.some(({ pending }) => pending.some((each) => each.tag === tag));
  if (asked?.line === undefined || shows) return model;
  const place = placeById(model, asked.place) ? asked.place : model.shown;
  return noted(model, place, 'error', `Perhaps done before the connection was lost: ${asked.line}`);
}

/** Gives each line of the configuration as if it was typed in the server's window; what can't be sent is told there. */
function begunWithLines(given: Model): Update {
  return given.onConnect.reduce<Update>(({ model, effects }, line) => {
    const [server] = model.places;
    const read = understand(line);
    const command = isFault(read) || server === undefined ? read : addressed(read, server);
    if (isFault(command)) {
      return { model: noted(model, 0, 'error', `on-connect: ${command.message}`), effects };
    }
    const asked = ask(model, 0, command, openPart(line, model.aliases));
    return { model: asked.model, effects: [...effects, ...asked.effects] };
  }, only(given));
}
