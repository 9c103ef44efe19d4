/** Checks edits, deletions and replies: each comes after its message, and no text that was removed is left. */
import type { DatabaseSync } from 'node:sqlite';
import type { EventOf, Logged, Message } from '../../../grammar/events.ts';
import { isRoomChange } from '../../../grammar/sentences/room-change.ts';
import { Rows } from '../../store/sqlite/rows.ts';
import { Versions } from '../../store/sqlite/versions.ts';
import { eventIn, parsed } from '../json.ts';
import type { Inspector, Seen } from './events.ts';
import type { Findings } from './findings.ts';

/** Inspects edits, deletions, replies and reactions. Costs a look-up for each. */
export class LivingInspector implements Inspector {
  readonly kind = 'texts that should read otherwise or be gone';
  readonly #findings: Findings;
  readonly #rows: Rows;
  readonly #versions: Versions;

  constructor(db: DatabaseSync, findings: Findings) {
    this.#findings = findings;
    this.#rows = new Rows(db);
    this.#versions = new Versions(db);
  }

  see(seen: Seen): void {
    const { event, where } = seen;
    if (isRoomChange(event)) return;
    if (event.ev === 'message') {
      const remains = this.#remainsOf(seen, event);
      if (remains !== undefined) this.#tell(`${where} ${remains}.`);
    }
    if ('of' in event && event.of !== undefined) this.#seeReference(seen, event.of);
  }

  #seeReference(seen: Seen, of: number): void {
    const { log, seq, event, where } = seen;
    const refer = (fault: string): void =>
      this.#findings.add(
        'events about messages that are not before them',
        `${where} is about ${of}, ${fault}.`,
      );
    if (of >= seq || of < 1) return refer('which is not before it');
    const about = this.#find(log, of);
    // It may have been removed; if it is missing, that is told of its log.
    if (about === undefined) return;
    if (about.ev !== 'message') return refer(`which is no message but ${about.ev}`);
    const fault =
      event.ev === 'edit'
        ? faultOfEdit(event, about)
        : event.ev === 'delete'
          ? faultOfDelete(event, about)
          : undefined;
    if (fault !== undefined) this.#tell(`${where} ${fault}.`);
  }

  #remainsOf({ log }: Seen, { text, seq, deleted, edited }: Message): string | undefined {
    if (deleted !== undefined) {
      if (text !== '') return 'was deleted, and its text is still there';
      const by = this.#find(log, deleted);
      return by === undefined || (by.ev === 'delete' && by.of === seq)
        ? undefined
        : `says that it was deleted by ${deleted}, which did not do it`;
    }
    if (edited === undefined) return undefined;
    const by = this.#find(log, edited);
    return by === undefined || (by.ev === 'edit' && by.of === seq)
      ? undefined
      : `says that it was edited by ${edited}, which did not do it`;
  }

  #find(log: number, seq: number): Logged | undefined {
    const slot = this.#rows.at(log, seq);
    return slot && eventIn(parsed(this.#versions.current(slot)));
  }

  #tell(sentence: string): void {
    this.#findings.add(this.kind, sentence);
  }
}

function faultOfEdit({ seq, of, text }: EventOf<'edit'>, message: Message): string | undefined {
  if (text === undefined) {
    return message.edited === seq ? `is the last edit of ${of}, and has no text` : undefined;
  }
  if (message.deleted !== undefined) {
    return `is an edit of ${of}, which was deleted, and its text is still there`;
  }
  if (message.edited !== seq) {
    return `is an edit of ${of} that another replaced, and its text is still there`;
  }
  return message.text === text ? undefined : `is the last edit of ${of}, which reads otherwise`;
}

const faultOfDelete = ({ seq, of }: EventOf<'delete'>, message: Message): string | undefined =>
  message.deleted === seq ? undefined : `deleted ${of}, which reads as if that had not happened`;
