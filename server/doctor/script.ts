/** Does the program that is asked about addresses answer? */

import { MAX_WAIT_MS, verdictIn } from '../net/gate.ts';
import { scriptIn } from '../system/ask-script.ts';
import { bad, type Finding, ok } from './finding.ts';

/** An address that nobody has: it stands for examples. */
const EXAMPLE = '192.0.2.1';

/** What the program of `--ask-script` answers about an address. Nothing when there is none. */
export async function scriptFindings(file: string | undefined): Promise<Finding[]> {
  if (file === undefined) return [];
  const { answer, stop } = scriptIn(file)(EXAMPLE);
  const late = setTimeout(stop, MAX_WAIT_MS);
  try {
    const line = await answer;
    return [
      verdictIn(line)
        ? ok(`${file} answers "${line}" about ${EXAMPLE}.`)
        : bad(`${file} answers "${line}" about ${EXAMPLE}.`, 'Have it say in, account or refuse.'),
    ];
  } catch (error) {
    const why = (error as Error).message;
    return [bad(`${file} does not answer: ${why}.`, 'Until it does, everybody is let in.')];
  } finally {
    clearTimeout(late);
    stop();
  }
}
