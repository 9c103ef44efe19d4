/** A message that was said before: `41`, `^`, `#dev:41`, `@k3f9:^`. It gives two fields, the log and the number. */
import * as v from 'valibot';
import { shown } from '../reading/quote.ts';
import { rule, terminal } from '../reading/rule.ts';
import { labels } from '../reading/sum.ts';
import type { Argument } from './argument.ts';
import { digits, run } from './ends.ts';
import { Seq } from './seq.ts';
import { checkLog } from './target.ts';

const messageSign = terminal({
  name: 'place',
  word: 'place',
  say: 'a message such as 41, ^ or #dev:41',
  sample: '41',
  match: messageEnd,
  begins: (half) => half.startsWith('#') || half.startsWith('@'),
  meant: messageMeant,
});

/** A number or `^`, perhaps behind a room or private log. */
function messageEnd(line: string, from: number): number {
  const to = run(line, from);
  const isNamed = line[from] === '#' || line[from] === '@';
  const colon = isNamed ? line.slice(from, to).lastIndexOf(':') : -1;
  const seq = from + colon + 1;
  if (isNamed && colon < 0) return -1;
  if (line[seq] === '^') return seq + 1 === to ? to : -1;
  return digits(line, seq, 1, Number.MAX_SAFE_INTEGER) === to ? to : -1;
}

/** `#dev 41` and `#41`, and where the numbers are. */
function messageMeant(rest: string): string {
  const [, target, seq = ''] =
    /^(?:([#@][^ \t:]+)[ \t:]+|#)([0-9]{1,15}|\^)(?![^ \t])/.exec(rest) ?? [];
  if (seq !== '') return `Did you mean ${target === undefined ? seq : `${shown(target)}:${seq}`}?`;
  const alone = /^[#@][^ \t:]+(?![^ \t:])/.exec(rest)?.[0];
  return alone === undefined
    ? '^ is the last one, and /history shows the numbers.'
    : `Name the message as well: ${shown(alone)}:^ is the last one there.`;
}

/** `#dev:41` is a target and a seq; `^` is neither: the last message of the current room. */
function read(place: string): { target?: string; seq?: number } {
  const colon = place.lastIndexOf(':');
  const seq = place.slice(colon + 1);
  return {
    ...(colon >= 0 && { target: place.slice(0, colon) }),
    ...(seq !== '^' && { seq: Number(seq) }),
  };
}

/** The argument type PLACE: it gives a command the fields `target` and `seq`, both absent for `^`. */
export const message: Argument<{ target?: string; seq?: number }> = {
  name: 'message',
  usage: 'PLACE',
  fields: {
    target: {
      schema: v.pipe(
        v.string(),
        v.description(
          'a room such as #dev, or a private log such as @k3f9; left out, the current room',
        ),
      ),
      optional: true,
    },
    seq: {
      schema: v.pipe(
        Seq,
        v.minValue(1),
        v.description('the seq of a message; left out, it is the last one'),
      ),
      optional: true,
    },
  },
  faults: ['bad_room', 'bad_target'],
  rules: (name) => [rule(name, [messageSign], labels(read), ['PLACE'])],
  check: ({ target }) => (target === undefined ? undefined : checkLog(target)),
  print: ({ target, seq }) => [`${target === undefined ? '' : `${target}:`}${seq ?? '^'}`],
};
