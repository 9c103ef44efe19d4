/** The bell is the client's own: the server's would ring into a terminal that is drawn by another program. */
import type { CommandOf } from '../../grammar/ast.ts';
import { type Model, noted } from './model.ts';

export function withBell(model: Model, place: number, { state: bell }: CommandOf<'bell'>): Model {
  const words = bell === 'on' ? 'rings when you are called' : 'is off';
  return noted({ ...model, bell }, place, 'answer', `The bell ${words}.`);
}
