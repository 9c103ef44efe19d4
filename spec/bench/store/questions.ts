/** What people ask a log of very many messages, and how long the server takes to answer. */
import { Chance } from '../../hostile/chance.ts';
import { median } from '../measure.ts';
import { Asker } from './asker.ts';
import { BIG, EVERYWHERE, RARE, type Size, small, VISITOR, wordOf } from './generated.ts';

interface Question {
  readonly label: string;
  /** Another place or other words each time, where that makes a difference. */
  readonly ask: () => string;
}

/** Milliseconds that the server took for one question, asked again and again. */
export interface Answered {
  readonly label: string;
  readonly times: readonly number[];
  /** How many events the last answer brought. */
  readonly events: number;
}

/** As many rooms as one person can be in. */
export const ROOMS = 100;

export function history({ events }: Size): readonly Question[] {
  const chance = new Chance(1);
  const place = (): number => 200 + chance.below(events - 400);
  // There is an event of the big room every two seconds.
  const hours = Math.floor((2 * events) / 3600);
  const ask = (rest: string): string => `/history ${BIG} ${rest} limit=100`;
  return [
    { label: 'the last ones', ask: () => ask('') },
    { label: 'before= somewhere', ask: () => ask(`before=${place()}`) },
    { label: 'after= somewhere', ask: () => ask(`after=${place()}`) },
    { label: 'around= somewhere', ask: () => ask(`around=${place()}`) },
    { label: 'since= some hours ago', ask: () => ask(`since=${1 + chance.below(hours)}h`) },
  ];
}

export function search({ events }: Size): readonly Question[] {
  const chance = new Chance(2);
  const seldom = (): string => wordOf(2000 + chance.below(2000));
  const [often, alsoOften] = [wordOf(0), wordOf(1)];
  const day = new Date(Date.now() - events * 1000).toISOString().slice(0, 10);
  const asked: [label: string, words: () => string][] = [
    ['a rare word', () => RARE],
    ['another word each time', seldom],
    ['the word of every message', () => EVERYWHERE],
    ['two words that are said often', () => `${often} ${alsoOften}`],
    ['one of them, and a rare one', () => `${often} ${RARE}`],
    ['two words that hardly ever meet', () => `${seldom()} ${seldom()}`],
    ['a word that nobody has said', () => 'zzz'],
    ['a phrase', () => `"${EVERYWHERE} ${RARE}"`],
    ['the beginning of many words, said very often', () => `${often.slice(0, 3)}*`],
    ['the word of every message, from=', () => `${EVERYWHERE} from=talker${chance.below(50)}`],
    ['the same from= a rare visitor', () => `${EVERYWHERE} from=${VISITOR}`],
    ['a rare word, in=', () => `${RARE} in=${BIG}`],
    ['the word of every message, in= a small room', () => `${EVERYWHERE} in=${small(0)}`],
    ['the word of every message, before= a day', () => `${EVERYWHERE} before=${day}`],
  ];
  return asked.map(([label, words]) => ({ label, ask: () => `/search ${words()}` }));
}

/** Each question so many times, by somebody in so many rooms; a `/ping` after each tells what is not the server's time. */
export async function answerAll(
  port: number,
  questions: readonly Question[],
  times: number,
  rooms: number,
): Promise<{ readonly answered: readonly Answered[]; readonly ping: number }> {
  const asker = await Asker.open(port);
  const joined = Array.from({ length: rooms - 1 }, (_, n) => small(n));
  for (const room of [BIG, ...joined]) await asker.ask(`/join ${room} quiet`);
  const pings: number[] = [];
  const asked = [];
  for (const { label, ask } of questions) {
    const trips: number[] = [];
    let events = 0;
    for (let left = times; left > 0; left -= 1) {
      const answer = await asker.ask(ask());
      trips.push(answer.milliseconds);
      events = answer.events;
      pings.push((await asker.ask('/ping')).milliseconds);
    }
    asked.push({ label, trips, events });
  }
  asker.close();
  const ping = median(pings);
  const answered = asked.map(({ label, trips, events }) => ({
    label,
    times: trips.map((trip) => Math.max(0, trip - ping)),
    events,
  }));
  return { answered, ping };
}
