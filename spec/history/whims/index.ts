/** What comes to somebody's mind: a random command that is valid for whoever is in this state and has seen this much. */
import type { Tagged } from '../diary.ts';
import { accounts } from './accounts.ts';
import type { Mind, Whim, Whims } from './mind.ts';
import { order } from './order.ts';
import { questions } from './questions.ts';
import { sessions } from './sessions.ts';
import { talk } from './talk.ts';

/** Each as often as it weighs. */
const bagOf = (whims: Whims): readonly Whim[] =>
  whims.flatMap(([weight, make]) => Array<Whim>(weight).fill(make));

/** By what they are about. */
const bags = {
  talk: bagOf(talk),
  sessions: bagOf(sessions),
  questions: bagOf(questions),
  order: bagOf(order),
  accounts: bagOf(accounts),
};

export type Subject = keyof typeof bags;

/** A command to give under `tag`: about that, or whatever there is to say. */
export function whim(mind: Mind, tag: string, subject: Subject = 'talk'): Tagged {
  for (let tries = 0; ; tries += 1) {
    const bag = bags[tries < 4 ? subject : 'talk'];
    const command = mind.chance.pick(bag)(mind, tag);
    if (command !== undefined) return { ...command, tag };
  }
}
