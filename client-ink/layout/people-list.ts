/** The list of a room's members as rows, each with what is known of them. */
import { noted } from '../../grammar/sentences/phrases.ts';
import { chosenMember, deedsTo, isIgnored } from '../model/choosing-people.ts';
import type { Member } from '../model/members.ts';
import type { ModeOf } from '../model/mode.ts';
import type { Model } from '../model/model.ts';
import { shownPlace } from '../model/place-list.ts';
import { chosenInView, piece, type Row, spread } from './row.ts';
import { cleanLine } from './text.ts';
import { nickTone } from './theme.ts';

type Members = ModeOf<'members'>;

/** As many as fit, around the one that is chosen. */
export function peopleRows(model: Model, mode: Members, columns: number, height: number): Row[] {
  const { members, hues } = shownPlace(model);
  const chosen = Math.min(mode.chosen, members.length - 1);
  return chosenInView(members, chosen, height).map(({ one: member, isChosen }): Row => {
    const tone = isChosen ? 'chosen' : nickTone(member.nick, hues);
    const name = piece(` ${cleanLine(member.nick)} `, tone);
    const notes = piece(`${notesOn(model, member)} `, isChosen ? 'chosen' : 'dim');
    return spread([name], [notes], columns, isChosen ? 'chosen' : 'plain');
  });
}

const notesOn = (model: Model, { key, role, bot, away }: Member): string =>
  [role, bot && 'bot', away && 'away', isIgnored(model, key) && 'ignored']
    .filter(Boolean)
    .join(', ');

/** What the keys do to the one who is chosen, the longest first. */
export function peopleHints(model: Model, mode: Members): string[] {
  const member = chosenMember(model, mode);
  if (member === undefined) return ['Esc leaves'];
  const deeds = deedsTo(model, member).map(({ letter, words }) => `${letter} ${words}`);
  const nick = cleanLine(noted(member.nick, member.role));
  return [
    `${nick}:   Enter writes to them   ${deeds.join('   ')}   Esc leaves`,
    `${nick}: Enter writes  ${deeds.join('  ')}  Esc`,
    deeds.join('  '),
  ];
}
