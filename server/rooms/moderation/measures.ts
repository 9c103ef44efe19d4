/** Bans, mutes and exceptions of a room: what staff has set about people who are not staff. */
import type { MeasureKind } from '../../../grammar/measures.ts';
import { durationOf, iso } from '../../../grammar/time.ts';
import type { Seq, Time } from '../world/ids.ts';
import { addressesOf, isHit, isSameWhom, type Somebody, type Whom } from './whom.ts';

/** What was set about somebody, by whom, when, until when, and why. */
export interface Measure {
  readonly does: MeasureKind;
  readonly whom: Whom;
  /** Its number: that of the event which tells of it. */
  readonly seq: Seq;
  readonly at: string;
  readonly from: string;
  /** Like `at`; without it, it holds until it is taken back. */
  readonly until?: string;
  readonly reason?: string;
}

/** A room has at most so many at a time. What is kept of its log holds them all. */
export const MAX_MEASURES = 100;

/** Those that are not over: nothing has to happen for one to end. */
export const inForce = (measures: readonly Measure[], now: Time): Measure[] =>
  measures.filter((each) => isInForce(each, now));

const isInForce = ({ until }: Measure, now: Time): boolean =>
  until === undefined || Date.parse(until) > now;

/** When what is set for so long ends, as events carry it; nothing where no length is given. */
export function endOf(length: string | undefined, now: Time): { until?: string } {
  const ms = length === undefined ? undefined : durationOf(length);
  return ms === undefined ? {} : { until: iso(now + ms) };
}

/** Behind this one, which takes the place of what did the same to the same people; without those that are over by then. */
export const withMeasure = (measures: readonly Measure[], next: Measure): Measure[] => [
  ...inForce(measures, Date.parse(next.at)).filter((each) => !isSameMeasure(each, next)),
  next,
];

/** They do the same to the same people. */
export const isSameMeasure = (one: Measure, other: Measure): boolean =>
  one.does === other.does && isSameWhom(one.whom, other.whom);

/** Those that hit somebody who is not staff: none of them whoever is allowed. It is asked with each message. */
export function measuresOn(measures: readonly Measure[], person: Somebody, now: Time): Measure[] {
  if (measures.length === 0) return [];
  const addresses = addressesOf(person);
  const hits = measures.filter(
    (each) => isHit(person, each.whom, Date.parse(each.at), addresses) && isInForce(each, now),
  );
  return hits.some(({ does }) => does === 'allow') ? [] : hits;
}
