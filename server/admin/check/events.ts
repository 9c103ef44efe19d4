/** Reads all events in the order of their commits, and shows each to all inspectors. */
import type { DatabaseSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';
import { roomKey } from '../../../grammar/names.ts';
import { faultOf, type Slot, slotsOf } from '../../store/sqlite/row.ts';
import { Rows } from '../../store/sqlite/rows.ts';
import { Versions } from '../../store/sqlite/versions.ts';
import { eventIn, parsed } from '../json.ts';
import type { Findings, Kind } from './findings.ts';
import type { KnownLog, Logs } from './logs.ts';

/** An event that can be read, and where it stands: `#tea:41`. */
export interface Seen extends Readonly<Omit<Slot, 'event'>> {
  readonly event: Logged;
  /** The place of the event, such as `#dev:41`. */
  readonly where: string;
}

/** A part of the check that looks at each event, and adds what is wrong to the findings. */
export interface Inspector {
  /** The heading of what this inspector finds. */
  readonly kind: Kind;
  see(seen: Seen): void;
  /** Called after the last event. */
  end?(): void;
}

/** Shows all events to the inspectors, and checks what each row says of itself. Of the order: seqs and times. */
export function checkEvents(
  db: DatabaseSync,
  logs: Logs,
  inspectors: readonly Inspector[],
  findings: Findings,
): void {
  const order = new OrderInspector(findings);
  const versions = new Versions(db);
  for (const row of slotsIn(db, findings)) {
    const log = logs.get(row.log);
    const json = versions.current(row).trimEnd();
    const value = parsed(json);
    if (log === undefined) {
      if (isBlank(value)) continue;
      const sentence = `Event ${row.id} is in log ${row.log}, which is not there.`;
      findings.add('events that disagree with their rows', sentence);
      continue;
    }
    const where = `${log.name}:${row.seq}`;
    const isGone = isBlank(value) && (log.key === undefined || row.seq <= log.floor);
    order.seeSeq(row, log, isGone);
    if (isGone) continue;
    const event = eventIn(value);
    if (event === undefined) {
      findings.add('events that no client could be sent', `${where} is no event: ${shown(json)}`);
      continue;
    }
    for (const fault of disagreements(row, log, event)) {
      findings.add('events that disagree with their rows', `${where} ${fault}.`);
    }
    order.seeTime(row, log, event.at);
    for (const inspector of inspectors) inspector.see({ ...row, event, where });
  }
}

/** The events of all rows, those of each in their order. */
function* slotsIn(db: DatabaseSync, findings: Findings): Generator<Slot> {
  for (const row of new Rows(db).behind(Number.MIN_SAFE_INTEGER)) {
    const fault = faultOf(row);
    if (fault !== undefined) {
      findings.add('events that disagree with their rows', `The row of event ${row.id} ${fault}.`);
    }
    yield* slotsOf(row);
  }
}

/** All that the row of an event has when its latest version is elsewhere. */
const ELSEWHERE = /^\{"elsewhere":true,"at":"[^"]*"\} *$/;

/** What an event says of itself that is not so, each as the end of a sentence. */
function* disagreements(row: Slot, { key, keys }: KnownLog, event: Logged): Generator<string> {
  if (event.seq !== row.seq) yield `says that it is ${event.seq}`;
  const named = 'room' in event ? roomKey(event.room) : event.log;
  if (key !== undefined && !keys.includes(named)) {
    yield `says that it is in ${'room' in event ? event.room : event.log}`;
  }
  if (/^\{"elsewhere"/.test(row.event) && !ELSEWHERE.test(row.event)) {
    yield 'was replaced by a version, and its text is still there';
  }
  if (row.tag !== null && row.done === null) yield 'has a tag, and no command that it answers';
}

/** The seqs of each log have no gaps, and its time does not go back. */
class OrderInspector {
  readonly #findings: Findings;
  readonly #last = new Map<number, { seq: number; at: string }>();

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  seeSeq({ log, seq }: Slot, { name, floor }: KnownLog, isGone: boolean): void {
    const last = this.#last.get(log);
    const next = (last?.seq ?? floor) + 1;
    this.#last.set(log, { seq: Math.max(seq, last?.seq ?? 0), at: last?.at ?? '' });
    // What is gone of a log is blank up to its floor, and is removed when the server keeps nothing so old.
    if (seq === next || (last === undefined && isGone)) return;
    const found =
      seq > next
        ? `${name}:${next}${seq === next + 1 ? ' is' : ` to ${seq - 1} are`} missing.`
        : last === undefined
          ? `${name}:${seq} is there, though all up to ${floor} was removed.`
          : `${name}:${seq} comes after ${next - 1}.`;
    this.#findings.add('gaps in logs', found);
  }

  seeTime({ log, seq }: Slot, { name }: KnownLog, at: string): void {
    const last = this.#last.get(log);
    if (last === undefined) return;
    if (at < last.at) {
      const sentence = `${name}:${seq} is of ${at}, and what is before it of ${last.at}.`;
      this.#findings.add('events that go back in time', sentence);
    }
    this.#last.set(log, { seq: last.seq, at });
  }
}

/** What is left of an event that is gone while others beside it are not: nothing but its time. */
const isBlank = (event: unknown): boolean =>
  typeof event === 'object' && event !== null && Object.keys(event).join() === 'at';

const shown = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)} …` : text);
