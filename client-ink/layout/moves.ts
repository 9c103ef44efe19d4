/** Who came, went, or took another nick, in one sentence. */
import { unreachable } from '../../grammar/unreachable.ts';
import type { Move } from '../model/entry.ts';
import { cleanLine } from './text.ts';

export function movesSentence(moves: readonly Move[]): string {
  const groups = new Map<string, string[]>();
  const add = (verb: string, words: string) =>
    groups.set(verb, [...(groups.get(verb) ?? []), words]);
  const net = netMoves(moves);
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
  how: Move['how'] | 'passed' | 'returned';
  nick: string;
  more?: string;
}

/** Who came and went again is told once. */
function netMoves(moves: readonly Move[]): Net[] {
  const people = new Map<string, { first: Move; last: Move }>();
  const names: Net[] = [];
  for (const move of moves) {
    if (move.how === 'renamed') {
      names.push(move);
      continue;
    }
    const known = people.get(move.nick);
    people.set(move.nick, { first: known?.first ?? move, last: move });
  }
  const net = [...people.values()].map(({ first, last }): Net => {
    if (first === last) return last;
    if (last.how === 'joined') return first.how === 'joined' ? last : { ...last, how: 'returned' };
    return first.how === 'joined' ? { how: 'passed', nick: last.nick } : last;
  });
  return [...net, ...names];
}
