/** The quick switcher: places and people whose names hold the typed letters in their order. */

import { logKey, nickKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { goTo, shownIndex, spots } from './elsewhere.ts';
import { knownNames } from './known.ts';
import { choiceAfter } from './list-keys.ts';
import { type ModeOf, talking } from './mode.ts';
import { type Model, only, type Update } from './model.ts';
import { talkTo } from './places.ts';
import { inQuery, type Pressed } from './pressed.ts';
import { submit } from './sending.ts';
import type { Spot } from './spot.ts';

type Choice =
  | { go: 'place'; spot: Spot; name: string; unread: number; mentions: number }
  /** A private conversation that is not on the list yet. */
  | { go: 'person'; name: string }
  /** A room that the person is not in. */
  | { go: 'room'; name: string };

/**
 * What fits, the best first: of names that fit in the same way those that call for attention, then the shortest;
 * without a query what calls for attention and then what was used last.
 */
export function choicesFor(model: Model, query: string): Choice[] {
  const here = shownIndex(model);
  const places = spots(model)
    .toSpliced(here, 1)
    .map((spot) => {
      const { name: own, unread, mentions, used } = spot.place;
      const isServer = spot.place.kind === 'server';
      const name = spot.server === undefined || isServer ? own : `${own} ${spot.server}`;
      return {
        choice: { go: 'place', spot, name, unread, mentions } as const,
        score: Math.max(fitness(query, name), fitness(query, own)),
        calls: mentions > 0 ? 2 : unread > 0 ? 1 : 0,
        used,
      };
    });
  const talkedTo = new Set<string>(
    model.places.filter(({ kind }) => kind === 'private').map(({ name }) => nickKey(name)),
  );
  const people =
    query === ''
      ? []
      : knownNames(model)
          .nicks.filter((nick) => !talkedTo.has(nickKey(nick)))
          .map((name) => ({
            choice: { go: 'person', name } as const,
            score: fitness(query, name),
            calls: -1,
            used: 0,
          }));
  return [...places, ...people, ...openRooms(model, query)]
    .filter(({ score }) => score >= 0)
    .sort(
      (a, b) =>
        kindOf(b.score) - kindOf(a.score) ||
        b.calls - a.calls ||
        b.score - a.score ||
        b.used - a.used,
    )
    .map(({ choice }) => choice);
}

/** Rooms of the server that the person could go into. */
function openRooms(model: Model, query: string) {
  if (query === '') return [];
  const joined = new Set(model.places.map(({ log }) => log));
  return model.heard
    .filter(({ room }) => !joined.has(logKey(room)))
    .map(({ room: name }) => ({
      choice: { go: 'room', name } as const,
      score: fitness(query, name),
      calls: -1,
      used: 0,
    }));
}

/** Whole names, beginnings, middles, and scattered letters: only within one of them something else counts. */
const kindOf = (score: number): number => [1000, 400, 200].filter((least) => score >= least).length;

/** How well a name fits: -1 not at all; beginnings count more than middles, and these more than scattered letters. */
function fitness(query: string, name: string): number {
  const wanted = query.toLowerCase().replace(/\s+/g, '');
  if (wanted === '') return 0;
  const given = name.toLowerCase();
  const bare = given.replace(/^[#@]/, '');
  if (given === wanted || bare === wanted) return 1000;
  if (given.startsWith(wanted) || bare.startsWith(wanted)) return 500 - given.length;
  const within = given.indexOf(wanted);
  if (within >= 0) return 300 - within;
  let at = 0;
  for (const letter of wanted) {
    at = given.indexOf(letter, at) + 1;
    if (at === 0) return -1;
  }
  return 100 - at;
}

function choose(model: Model, choice: Choice): Update {
  switch (choice.go) {
    case 'place':
      return goTo({ ...model, mode: talking }, choice.spot);
    case 'person':
      return only(talkTo(model, choice.name));
    case 'room':
      return submit({ ...model, mode: talking }, `/join ${choice.name}`);
    default:
      return unreachable(choice);
  }
}

type Switching = ModeOf<'switching'>;

/** A key while a place is looked for by its name. */
export function inSwitcher(model: Model, mode: Switching, pressed: Pressed): Update {
  const { action } = pressed;
  const choices = choicesFor(model, mode.query.text);
  const chosen = choiceAfter(model, action, mode.chosen, choices.length);
  if (chosen !== undefined) return only({ ...model, mode: { ...mode, chosen } });
  switch (action) {
    case 'send': {
      const choice = choices[mode.chosen];
      return choice ? choose(model, choice) : only({ ...model, flash: 'Nothing fits.' });
    }
    case 'switcher':
    case 'cancel':
    case 'interrupt':
      return only({ ...model, mode: talking });
    default:
      return inQuery(model, mode, pressed, (query) =>
        only({ ...model, mode: { ...mode, query, chosen: 0 } }),
      );
  }
}
