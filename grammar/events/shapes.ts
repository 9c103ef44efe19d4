/** The small shapes that events are made of. */
import * as v from 'valibot';
import { privacies } from '../preferences.ts';
import { roles } from '../roles.ts';

const { exactOptional: optional, string, number, array, literal, object, picklist } = v;

/** One of these now; the schema is open, since a later server may have others. */
export const code = <Known extends string>(known: readonly Known[], meaning: string) =>
  v.pipe(string() as unknown as v.GenericSchema<Known>, v.examples(known), v.description(meaning));

/** A text; `about` says what it holds. */
export const text = (about: string) => v.pipe(string(), v.description(about));
/** A list of texts. */
export const texts = (about: string) => v.pipe(array(string()), v.description(about));
/** A whole number. */
export const whole = (about: string) => v.pipe(number(), v.integer(), v.description(about));

/** When something happened. */
export const At = text('ISO 8601 UTC with milliseconds');
/** The tag of the command that is answered; absent when it had none. */
export const Re = optional(text('the tag of the command that this answers'));
/** The name of a room, as people spell it. */
export const Room = text('the room');
/** The role of a person in a room; absent for a member. */
export const Role = code(roles, 'absent for a member');
/** An away message; it may be empty. */
export const Away = text('the away message');
/** A number of people or things. */
export const Count = whole('how many there are, listed or not');
/** The bell of a session. */
export const Bell = picklist(['on', 'off']);
/** Who may write to a person in private. */
export const Privacy = picklist(privacies);
/** Present when a list is cut off. */
export const More = optional(
  v.pipe(literal(true), v.description('there is more than is listed here')),
);

/** An event. `tells` says for the reference what it means. */
export const event = <Ev extends string, Fields extends v.ObjectEntries>(
  ev: Ev,
  tells: string,
  fields: Fields,
) => v.pipe(object({ ev: literal(ev), ...fields }), v.description(tells));

/** An event that has two forms: in a room, or in private between two people. */
export const inBothForms = <Ev extends string, Fields extends v.ObjectEntries>(
  ev: Ev,
  tells: string,
  fields: Fields,
) =>
  v.pipe(
    v.union([
      event(ev, 'in a room', { room: Room, ...fields }),
      event(ev, 'in private', { ...inPrivate, ...fields }),
    ]),
    v.description(tells),
  );

const inPrivate = {
  to: text('the nick of the other person'),
  log: text("the pair's log: a TARGET like a room"),
};
