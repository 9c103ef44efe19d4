/** The small shapes that events are made of. */
import * as v from 'valibot';

const { exactOptional: optional, string, number, array, literal, object, picklist } = v;

export const text = (about: string) => v.pipe(string(), v.description(about));
export const texts = (about: string) => v.pipe(array(string()), v.description(about));
export const whole = (about: string) => v.pipe(number(), v.integer(), v.description(about));

export const At = text('ISO 8601 UTC with milliseconds');
export const Re = optional(text('the tag of the command that this answers'));
export const Room = text('the room');
export const Away = text('the away message');
export const Count = whole('how many there are, listed or not');
export const Bell = picklist(['on', 'off']);
export const More = optional(
  v.pipe(literal(true), v.description('there is more than is listed here')),
);

/** The two forms of an event that is told in a room, or in private between two people. */
export const bothForms = <Ev extends string, Fields extends v.ObjectEntries>(
  ev: Ev,
  fields: Fields,
) =>
  v.union([
    v.pipe(object({ ev: literal(ev), room: Room, ...fields }), v.description('in a room')),
    v.pipe(object({ ev: literal(ev), ...inPrivate, ...fields }), v.description('in private')),
  ]);

const inPrivate = {
  to: text('the nick of the other person'),
  log: text("the pair's log: a TARGET like a room"),
};

/** One of these now; the schema is open, since a later server may have others. */
export const code = <Known extends string>(known: readonly Known[], meaning: string) =>
  v.pipe(string() as unknown as v.GenericSchema<Known>, v.examples(known), v.description(meaning));
