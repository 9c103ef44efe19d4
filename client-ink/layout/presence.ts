/** Who came, went, or took another nick, in one sentence. */
import { unreachable } from '../../grammar/unreachable.ts';
import type { PresenceChange } from '../model/entry.ts';
import { cleanLine } from './text.ts';

/** One sentence for changes that follow each other: whoever came and went again is left out. */
export function presenceSentence(changes: readonly PresenceChange[]): string {
  const groups = new Map<string, string[]>();
  const add = (verb: string, words: string) =>
    groups.set(verb, [...(groups.get(verb) ?? []), words]);
  const net = netChanges(changes);
  for (const { how, nick, more } of net) {
    switch (how) {
      case 'joined':
        add('joined', nick);
        break;
      case 'left':
        add('left', more ? `${nick} (${more})` : nick);
        break;
      case 'quit':
        add('quit', more ? `${nick} (${more})` : nick);
        break;
      case 'passed':
        add('came and went', nick);
        break;
      case 'returned':
        add('came back', nick);
        break;
      case 'renamed':
        add('', `${nick} is now ${more ?? ''}`);
        break;
      default:
        unreachable(how);
    }
  }
  const sentences = [...groups].map(([verb, names]) => {
    const shown =
      names.length > 12 ? [...names.slice(0, 10), `${names.length - 10} others`] : names;
    return verb === '' ? shown.join(', ') : `${shown.join(', ')} ${verb}`;
  });
  return cleanLine(sentences.join(' · '));
}

interface Net {
  how: PresenceChange['how'] | 'passed' | 'returned';
  nick: string;
  more?: string;
}

/** Who came and went again is told once. */
function netChanges(changes: readonly PresenceChange[]): Net[] {
  const people = new Map<string, { first: PresenceChange; last: PresenceChange }>();
  const names: Net[] = [];
  for (const change of changes) {
    if (change.how === 'renamed') {
      names.push(change);
      continue;
    }
    const known = people.get(change.nick);
    people.set(change.nick, { first: known?.first ?? change, last: change });
  }
  const net = [...people.values()].map(({ first, last }): Net => {
    if (first === last) return last;
    if (last.how === 'joined') return first.how === 'joined' ? last : { ...last, how: 'returned' };
    return first.how === 'joined' ? { how: 'passed', nick: last.nick } : last;
  });
  return [...net, ...names];
}
