/** A question before something is done: what stands before the line, and what the answers do, for rows of fewer and fewer columns. */
import { unreachable } from '../../grammar/unreachable.ts';
import type { ModeOf } from '../model/mode.ts';
import type { Model } from '../model/model.ts';
import { shownPlace } from '../model/place-list.ts';
import { isTalk, messagesIn } from '../model/sending.ts';
import { leftoverOf } from '../model/unsent.ts';

type Question = ModeOf<'asking'>['question'];

/** The question itself. */
export function questionLabel(model: Model, question: Question): string {
  switch (question) {
    case 'quit':
      return 'Quit? y/n ';
    case 'send as text':
      return 'Say this, not do it? y/n ';
    case 'send much':
      return `${amount(model)}: `;
    default:
      return unreachable(question);
  }
}

/** Which key answers what. */
export const YES_OR_NO = 'y or Enter: yes   n or Esc: no';

/** What may be answered, and what comes of it. */
export function questionHints(model: Model, question: Question): string[] {
  switch (question) {
    case 'quit':
      return quitHints(model);
    case 'send as text':
      return [YES_OR_NO];
    case 'send much': {
      const messages = messagesIn(model).length;
      const lines = pastedLines(model);
      const whole =
        messages === 1
          ? `one message of ${lines} lines`
          : `${messages} messages, as it is too long for one`;
      const shortly = messages === 1 ? 'one message' : 'send';
      const hasEach = lines > 1 && isTalk(model);
      const each = hasEach ? '   l: each line a message' : '';
      return [
        `o or Enter: ${whole}${each}   Esc: not yet`,
        `o: ${whole}${each}   Esc: not yet`,
        `${amount(model)}: o ${shortly}, ${hasEach ? 'l each, ' : ''}Esc no`,
      ];
    }
    default:
      return unreachable(question);
  }
}

/** What becomes of that which waits for servers when the person quits. */
function quitHints(model: Model): string[] {
  const all = [leftoverOf(model), ...model.elsewhere.map(({ leftover }) => leftover)];
  const kept = all.reduce((sum, each) => sum + each.kept, 0);
  const lost = all.reduce((sum, each) => sum + each.lost, 0);
  if (kept + lost === 0) return [YES_OR_NO];
  const fate = (when: string) => {
    const parts = [
      ...(kept > 0 ? [`${kept} kept${when}`] : []),
      ...(lost > 0 ? [`${lost} lost`] : []),
    ];
    return `not sent: ${parts.join(', ')}`;
  };
  const long = fate(' for the next time');
  return [`${YES_OR_NO}   ${long}`, long, fate('')];
}

/** How much is about to be sent. */
function amount(model: Model): string {
  const messages = messagesIn(model).length;
  return messages === 1 ? `${pastedLines(model)} lines` : `${messages} messages`;
}

/** How many lines are about to be sent. */
const pastedLines = (model: Model): number => shownPlace(model).editor.line.text.split('\n').length;
