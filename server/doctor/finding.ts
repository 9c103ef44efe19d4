/** What the doctor finds: a sentence, how bad that is, and what to do. */

/** bad: the server does not start, or people are kept out. warn: it may come to that. */
export interface Finding {
  readonly state: 'ok' | 'warn' | 'bad';
  readonly says: string;
  readonly remedy?: string;
}

/** Nothing has to be done. */
export const ok = (says: string): Finding => ({ state: 'ok', says });
/** It may come to a fault; `remedy` says what to do. */
export const warning = (says: string, remedy: string): Finding => ({ state: 'warn', says, remedy });
/** The server does not start, or people are kept out; `remedy` says what to do. */
export const bad = (says: string, remedy: string): Finding => ({ state: 'bad', says, remedy });

/** As the doctor prints it. */
export const inLines = ({ state, says, remedy }: Finding): string =>
  `${state.padEnd(5)} ${says}\n${remedy === undefined ? '' : `      ${remedy}\n`}`;
