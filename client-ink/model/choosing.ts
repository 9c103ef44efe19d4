/** Choosing a message with the keys, and what can be done to it: each thing is a command, as if it had been typed. */

import { emojiFor } from '../editor/emoji.ts';
import { emptyLine } from '../editor/line.ts';
import { linksIn } from '../language/addresses.ts';
import { draftOf, withBegun } from './about.ts';
import { at, type Entry, indexOf, indexOfSeq, type Reaction, type Said, saidAt } from './entry.ts';
import { refolded } from './folding.ts';
import { type ModeOf, talking } from './mode.ts';
import { type Model, only, type Update } from './model.ts';
import { copied, opened } from './other-programs.ts';
import { type Place, viewed } from './place.ts';
import { changePlace, shownPlace } from './place-list.ts';
import { inQuery, type Pressed } from './pressed.ts';
import { submit } from './sending.ts';
import { jumpTo, pageBy, reveal } from './view.ts';

type Choosing = ModeOf<'choosing'>;

const isChoosable = (entry: Entry | undefined): entry is Said =>
  entry?.kind === 'said' && entry.seq > 0;

/** The next message up (-1) or down (1) from `index`, without it. */
function nextFrom(place: Place, index: number, step: 1 | -1): number | undefined {
  for (let each = index + step; each >= 0 && each < place.entries.length; each += step) {
    if (isChoosable(at(place.entries, each))) return each;
  }
  return undefined;
}

/** Begins with the lowest message in view. */
export function beginChoosing(model: Model): Update {
  const place = viewed(shownPlace(model));
  const { entries, scroll } = place;
  const end = scroll.to === 'end' ? entries.length - 1 : indexOf(entries, scroll.to);
  const index = nextFrom(place, end + 1, -1);
  return index === undefined
    ? only({ ...model, flash: 'There is no message to choose.' })
    : choose(model, index);
}

/** Begins with the message that was found, if it is one. */
export function chooseFound(model: Model, hit: number | undefined): Update {
  const { entries } = viewed(shownPlace(model));
  const index = hit === undefined ? -1 : indexOf(entries, hit);
  return isChoosable(at(entries, index)) ? choose(model, index) : beginChoosing(model);
}

/** Chooses the message with a number of the log, if it is held. */
export function choosing(model: Model, seq: number): Update {
  const { entries } = viewed(shownPlace(model));
  const index = indexOfSeq(entries, seq);
  return isChoosable(at(entries, index)) ? choose(model, index) : only(model);
}

function choose(model: Model, index: number): Update {
  const said = at(viewed(shownPlace(model)).entries, index) as Said;
  return reveal({ ...model, mode: { is: 'choosing', seq: said.seq } }, index);
}

function move(model: Model, mode: Choosing, step: 1 | -1): Update {
  const place = viewed(shownPlace(model));
  const here = indexOfSeq(place.entries, mode.seq);
  const next = nextFrom(place, here, step);
  if (next !== undefined) return choose(model, next);
  return step < 0 ? reveal(model, here) : only({ ...model, mode: talking });
}

/** A key while a message is chosen; what belongs to the line goes on `otherwise`. */
export function inChoosing(
  model: Model,
  mode: Choosing,
  { key, action, otherwise }: Pressed,
): Update {
  switch (action) {
    case 'choose-up':
    case 'up':
      return move(model, mode, -1);
    case 'choose-down':
    case 'down':
      return move(model, mode, 1);
    case 'page-up':
    case 'page-down': {
      const paged = pageBy(model, action === 'page-up' ? 1 : -1);
      const chosen = beginChoosing(paged.model);
      return { model: chosen.model, effects: [...paged.effects, ...chosen.effects] };
    }
    case 'cancel':
    case 'interrupt':
      return only({ ...model, mode: talking });
    case 'send':
      return withChosen(model, mode, 'r') ?? only(model);
    default: {
      const letter = 'text' in key ? key.text : '';
      return withChosen(model, mode, letter) ?? otherwise({ ...model, mode: talking });
    }
  }
}

/** What a letter does to the chosen message. Nothing when the person has begun to write. */
function withChosen(model: Model, mode: Choosing, letter: string): Update | undefined {
  const place = shownPlace(model);
  const said = saidAt(viewed(place).entries, mode.seq);
  if (said === undefined) return only({ ...model, mode: talking });
  const calm: Model = { ...model, mode: { is: 'choosing', seq: mode.seq } };
  switch (letter) {
    case 'r':
      if (said.deleted !== undefined) return flash(calm, 'This message was deleted.');
      return only(typed(calm, `/reply ${mode.seq} ${draftOf(place)}`));
    case 'e':
      return whyNotMine(calm, said) ?? only(typed(calm, `/edit ${mode.seq} ${said.text}`));
    case 'd':
      return whyNotMine(calm, said) ?? remove(calm, mode, `/delete ${mode.seq}`);
    case '+':
      if (said.deleted !== undefined) return flash(calm, 'This message was deleted.');
      return only({
        ...model,
        mode: { is: 'reacting', seq: mode.seq, query: emptyLine, chosen: 0 },
      });
    case '-':
      if (!said.reactions?.some(({ mine }) => mine)) return flash(calm, 'You did not react to it.');
      return submit({ ...model, mode: talking }, `/unreact ${mode.seq}`);
    case 'o': {
      const [link] = linksIn(said.text);
      return link === undefined ? flash(calm, 'No address is in it.') : opened(calm, link.url);
    }
    case 'y':
      return said.deleted === undefined
        ? copied(calm, said.text)
        : flash(calm, 'This message was deleted.');
    case 'f':
      return model.viewport.isLong(model, said)
        ? refolded(calm, mode.seq)
        : flash(calm, 'All of this message is shown.');
    case 'g':
      if (said.answers === undefined) return flash(calm, 'This message answers none.');
      return jumpTo(calm, place.id, said.answers.seq);
    default:
      return undefined;
  }
}

const flash = (model: Model, words: string): Update => only({ ...model, flash: words });

function whyNotMine(model: Model, { mine, deleted }: Said): Update | undefined {
  if (deleted !== undefined) return flash(model, 'This message was deleted.');
  return mine ? undefined : flash(model, 'Only what you said yourself can be edited and deleted.');
}

/** Deleting can't be undone: it takes the key twice. */
function remove(model: Model, mode: Choosing, line: string): Update {
  if (mode.sure) return submit({ ...model, mode: talking }, line);
  return only({ ...model, mode: { ...mode, sure: true } });
}

/** Puts a command into the line, so that the person can finish it. */
const typed = (model: Model, text: string): Model =>
  changePlace({ ...model, mode: talking }, model.shown, (place) => withBegun(place, text));

type Reacting = ModeOf<'reacting'>;

/** A key while a reaction is chosen. */
export function inReacting(model: Model, mode: Reacting, pressed: Pressed): Update {
  const { action } = pressed;
  const { length } = emojiFor(mode.query.text);
  const to = (chosen: number): Update =>
    only({ ...model, mode: { ...mode, chosen: (chosen + length) % Math.max(1, length) } });
  switch (action) {
    case 'send':
      return react(model, mode);
    case 'complete':
    case 'right':
    case 'down':
      return to(mode.chosen + 1);
    case 'complete-back':
    case 'left':
    case 'up':
      return to(mode.chosen - 1);
    case 'cancel':
    case 'interrupt':
      return only({ ...model, mode: { is: 'choosing', seq: mode.seq } });
    default:
      return inQuery(model, mode, pressed, (query) =>
        only({ ...model, mode: { ...mode, query, chosen: 0 } }),
      );
  }
}

/** Reacts; or takes the reaction back, if the person has reacted with it already. */
function react(model: Model, { seq, query, chosen }: Reacting): Update {
  const place = shownPlace(model);
  const taken = emojiFor(query.text)[chosen] ?? query.text.trim();
  const { reactions = [] } = saidAt(viewed(place).entries, seq) ?? {};
  const verb = reactions.some((each) => isMine(each, taken)) ? 'unreact' : 'react';
  const calm: Model = { ...model, mode: talking };
  return submit(calm, `/${verb} ${seq} ${taken}`);
}

const isMine = ({ emoji, mine }: Reaction, taken: string): boolean =>
  mine === true && emoji === taken;
