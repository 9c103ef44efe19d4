/** Checks the search index: it has the words of every message up to its cursor, and no others. */
import type { DatabaseSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';
import { bodyOf } from '../../store/sqlite/body.ts';
import { type Slot, slotsOf } from '../../store/sqlite/row.ts';
import { Rows } from '../../store/sqlite/rows.ts';
import { Versions } from '../../store/sqlite/versions.ts';
import { eventIn, parsed } from '../json.ts';
import type { Inspector, Seen } from './events.ts';
import { type Findings, MAX_SHOWN } from './findings.ts';
import type { Logs } from './logs.ts';

/**
 * Words are compared by sums, one for each event, or in a bigger database for those of the same number modulo this, so that
 * it needs no more memory. Only events whose sums differ are looked at word by word.
 */
const MAX_SUMS = 2 ** 22;

/**
 * Compares the index with the words of every event by sums, in bounded memory; only where sums differ it looks at
 * single words.
 */
export class SearchInspector implements Inspector {
  readonly kind = 'faults of the search index';
  readonly #db: DatabaseSync;
  readonly #logs: Logs;
  readonly #rows: Rows;
  readonly #indexed: number;
  readonly #findings: Findings;
  /** 0 where the words of the events are those of the index. */
  readonly #sums: Int32Array;

  constructor(db: DatabaseSync, logs: Logs, indexed: number, findings: Findings) {
    this.#db = db;
    this.#logs = logs;
    this.#rows = new Rows(db);
    this.#indexed = indexed;
    this.#findings = findings;
    this.#sums = new Int32Array(Math.min(Math.max(0, indexed) + 1, MAX_SUMS));
  }

  see({ id, row, log, author, event }: Seen): void {
    if (row > this.#indexed) return;
    wordsOf(log, author, event).forEach((word, position) => {
      this.#add(id, weight(id, position, word));
    });
  }

  end(): void {
    this.#db.exec("CREATE VIRTUAL TABLE temp.words USING fts5vocab ('main', 'search', 'instance')");
    for (const [word, id, position] of this.#index()) this.#add(id, -weight(id, position, word));
    const wrong: number[] = [];
    let more = 0;
    for (const [sum, value] of this.#sums.entries()) {
      if (value === 0) continue;
      if (wrong.length < MAX_SHOWN) wrong.push(sum);
      else more += 1;
    }
    if (wrong.length > 0) this.#compare(new Set(wrong));
    this.#findings.addUntold(this.kind, more);
  }

  #sumOf(id: number): number {
    return id % this.#sums.length;
  }

  #add(id: number, weight: number): void {
    const sum = this.#sumOf(id);
    this.#sums[sum] = (this.#sums[sum] ?? 0) + weight;
  }

  *#index(): Generator<[word: string, id: number, position: number]> {
    const words = this.#db.prepare('SELECT term, doc, "offset" FROM temp.words');
    words.setReturnArrays(true);
    yield* words.iterate() as Iterable<unknown> as Iterable<[string, number, number]>;
  }

  /** Word by word. */
  #compare(sums: ReadonlySet<number>): void {
    const found = new Map<number, Set<string>>();
    for (const [word, id, position] of this.#index()) {
      if (sums.has(this.#sumOf(id)))
        found.set(id, (found.get(id) ?? new Set()).add(`${position} ${word}`));
    }
    const versions = new Versions(this.#db);
    for (const slot of this.#slots()) {
      const { id, log, seq, author } = slot;
      if (!sums.has(this.#sumOf(id))) continue;
      const event = eventIn(parsed(versions.current(slot)));
      const words = event ? wordsOf(log, author, event) : [];
      const wanted = words.map((word, n) => `${n} ${word}`);
      const fault = difference(new Set(wanted), found.get(id) ?? new Set());
      found.delete(id);
      if (fault === undefined) continue;
      const name = this.#logs.get(log)?.name ?? `log ${log}`;
      this.#tell(`The search index ${fault} ${name}:${seq}.`);
    }
    for (const id of found.keys()) {
      const row = this.#rows.event(id)?.row ?? 0;
      const why = row > this.#indexed ? 'it has not come to yet' : 'is not there';
      this.#tell(`The search index has words of event ${id}, which ${why}.`);
    }
  }

  /** The events that it should know. */
  *#slots(): Generator<Slot> {
    for (const row of this.#rows.behind(0)) {
      if (row.id > this.#indexed) return;
      yield* slotsOf(row);
    }
  }

  #tell(sentence: string): void {
    this.#findings.add(this.kind, sentence);
  }
}

/** As SQLite's `ascii` tokenizer cuts what is indexed of an event: https://sqlite.org/fts5.html#ascii_tokenizer */
const wordsOf = (log: number, author: string, event: Logged): string[] =>
  (bodyOf(log, author, event)?.match(/[\da-z\u0080-\uffff]+/gi) ?? []).map((word) =>
    word.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  );

function difference(wanted: Set<string>, found: Set<string>): string | undefined {
  if (wanted.size > 0 && found.size === 0) return 'does not know';
  const missing = [...wanted].some((word) => !found.has(word));
  const extra = [...found].some((word) => !wanted.has(word));
  if (missing && extra) return 'has other words for';
  if (missing) return 'lacks words of';
  return extra ? 'has words that are not those of' : undefined;
}

/** The numbers of FNV-1a. */
const [OFFSET, PRIME] = [0x811c9dc5, 0x01000193];

/** A word at a position in an event, as a number that hardly any other has. */
function weight(id: number, position: number, word: string): number {
  let hash = Math.imul(OFFSET ^ id, PRIME);
  hash = Math.imul(hash ^ position, PRIME);
  for (let n = 0; n < word.length; n += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(n), PRIME);
  }
  return hash;
}
