/** What the person has typed and the server has not got, and what becomes of it when they leave. Only messages are kept. */
import type { Model } from './model.ts';
import type { Pending } from './place.ts';
import type { Leftover } from './spot.ts';

const isWaiting = ({ state, told }: Pending): boolean => state === 'sending' && !told;

/** The lines that were typed and are no messages, of which the server has answered none. */
function unanswered({ asked, places }: Model): string[] {
  const said = new Set(places.flatMap(({ pending }) => pending.map(({ tag }) => tag)));
  return [...asked].flatMap(([tag, { line, command }]) =>
    line === undefined || command.cmd === 'quit' || said.has(tag) ? [] : [line],
  );
}

const said = ({ places }: Model): Pending[] =>
  places.flatMap(({ pending }) => pending.filter(isWaiting));

/** How many messages wait for the server; and, without a connection, how many other commands that were typed. */
export const unsent = (model: Model): { said: number; asked: number } => ({
  said: said(model).length,
  asked: model.connection.is === 'up' ? 0 : unanswered(model).length,
});

/** What is left over of a server when the person leaves now. */
export const leftoverOf = (model: Model): Leftover => ({
  kept: model.remembers ? said(model).length : 0,
  lost: lostLines(model).length,
});

/** The lines that are lost when the person leaves now. While there is a connection, they are on their way. */
export function lostLines(model: Model): string[] {
  if (model.connection.is === 'up') return [];
  const texts = model.remembers ? [] : said(model).map(({ text }) => text);
  return [...texts, ...unanswered(model)];
}
