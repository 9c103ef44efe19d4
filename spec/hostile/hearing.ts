/** What ears report: answers to tags, goodbyes, texts that people said, and all that should never be heard. */
export interface Hearing {
  /** The bell was asked for. */
  readonly mayRing: boolean;
  /** An `ok` or an `error`. */
  answer(tag: string | undefined, ok: boolean): void;
  /** The last line before the server closes. */
  bye(): void;
  /** Somebody's words, in a room or (undefined) in private. */
  words(text: string, room: string | undefined): void;
  problem(text: string): void;
}
