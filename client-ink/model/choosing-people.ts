/** The list of the members of a room, and what may be done to each: each thing is a command, as if it had been typed. */
import { type NickKey, nickKey } from '../../grammar/names.ts';
import { ask } from './asking.ts';
import { confirm } from './confirming.ts';
import { choiceAfter } from './list-keys.ts';
import type { Member } from './members.ts';
import { type ModeOf, talking } from './mode.ts';
import { type Model, only, type Update } from './model.ts';
import { shownPlace } from './place-list.ts';
import { talkTo } from './places.ts';
import type { Pressed } from './pressed.ts';
import { mayDo } from './rights.ts';
import { submit } from './sending.ts';

type Members = ModeOf<'members'>;

/** What one letter does to the chosen member. */
interface Deed {
  readonly letter: string;
  readonly words: string;
  /** The line as a person would type it. */
  readonly line: string;
  /** True when the answer is to be read in the window, so that the list closes. */
  readonly answers?: true;
  /** True when the person is asked before it is done. */
  readonly asks?: true;
}

/** What they say is hidden from the person. */
export const isIgnored = ({ ignored }: Model, key: NickKey): boolean => ignored.has(key);

/** What the person may do to a member. To themselves: only ask who they are. */
export function deedsTo(model: Model, member: Member): Deed[] {
  const place = shownPlace(model);
  const { nick, role = 'member' } = member;
  const { name } = place;
  const may = (deed: Parameters<typeof mayDo>[2]) => mayDo(place, model.nick, deed, member);
  const whois = { letter: 'w', words: 'who is it', line: `/whois ${nick}`, answers: true as const };
  if (member.key === nickKey(model.nick)) return [whois];
  return [
    whois,
    isIgnored(model, member.key)
      ? { letter: 'i', words: 'show again', line: `/unignore ${nick}` }
      : { letter: 'i', words: 'ignore', line: `/ignore ${nick}` },
    ...(may('voice') && role === 'member'
      ? [{ letter: 'v', words: 'give voice', line: `/voice ${name} ${nick}` }]
      : []),
    ...(may('voice') && role === 'voice'
      ? [{ letter: 'v', words: 'take voice', line: `/devoice ${name} ${nick}` }]
      : []),
    ...(may('role') && role !== 'op' && role !== 'owner'
      ? [{ letter: 'o', words: 'make op', line: `/op ${name} ${nick}` }]
      : []),
    ...(may('role') && role === 'op'
      ? [{ letter: 'o', words: 'unmake op', line: `/deop ${name} ${nick}` }]
      : []),
    ...(may('kick')
      ? [{ letter: 'k', words: 'put out', line: `/kick ${name} ${nick}`, asks: true as const }]
      : []),
    ...(may('ban')
      ? [
          { letter: 'b', words: 'ban', line: `/ban ${name} ${nick}`, asks: true as const },
          { letter: 'm', words: 'mute', line: `/mute ${name} ${nick}`, asks: true as const },
        ]
      : []),
  ];
}

/** Opens the list. The client asks anew whom the person ignores: that may have changed on another device. */
export function beginMembers(model: Model): Update {
  const place = shownPlace(model);
  if (place.kind !== 'room' || place.members.length === 0) {
    return only({ ...model, flash: 'There are no members here: go into a room first.' });
  }
  const opened: Model = { ...model, mode: { is: 'members', chosen: 0 } };
  return model.connection.is === 'up' ? ask(opened, place.id, { cmd: 'ignore' }) : only(opened);
}

/** The member whom the keys are about. */
export const chosenMember = (model: Model, { chosen }: Members): Member | undefined =>
  shownPlace(model).members[Math.min(chosen, shownPlace(model).members.length - 1)];

/** A key while the list of members is chosen from. */
export function inMembers(
  model: Model,
  mode: Members,
  { key, action, otherwise }: Pressed,
): Update {
  const { members } = shownPlace(model);
  const chosen = choiceAfter(model, action, mode.chosen, members.length);
  if (chosen !== undefined) return only({ ...model, mode: { ...mode, chosen } });
  const calm: Model = { ...model, mode: talking };
  const member = chosenMember(model, mode);
  switch (action) {
    case 'cancel':
    case 'interrupt':
    case 'members':
      return only(calm);
    case 'send':
      return member === undefined || member.key === nickKey(model.nick)
        ? only(calm)
        : only(talkTo(calm, member.nick));
    default: {
      const letter = 'text' in key ? key.text : '';
      const deeds = member === undefined ? [] : deedsTo(model, member);
      const deed = deeds.find((each) => each.letter === letter);
      if (deed === undefined) return otherwise(calm);
      if (deed.asks) return confirm(model, deed.line, mode);
      return submit(deed.answers ? calm : model, deed.line);
    }
  }
}
