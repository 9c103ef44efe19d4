/** Options such as `limit=5`: in any order, each at most once. */
import { type FaultCode, fault } from '../faults.ts';
import { type Literal, literal, rule } from '../reading/rule.ts';
import { both, label, nothing } from '../reading/sum.ts';
import { type Argument, type ArgumentType, printed, tidied } from './argument.ts';

type Types = Readonly<Record<string, ArgumentType>>;
type Values<T extends Types> = {
  [Name in keyof T]?: T[Name] extends ArgumentType<infer Value> ? Value : never;
};

/** Options by their names; of `rivals` only one may be given. */
export function options<const T extends Types>(
  types: T,
  rivals: readonly (keyof T & string)[] = [],
): Argument<Values<T>> & { readonly literals: readonly string[] } {
  const entries = Object.entries<ArgumentType>(types);
  const isRival = (name: string): boolean => (rivals as readonly string[]).includes(name);
  const literals = new Map(
    entries.map(([name, { usage }]): [string, Literal] => [
      name,
      literal(`${name}=`, {
        say: `${name}=${usage}`,
        option: { rivals: isRival(name) ? rivals.map((rival) => `${rival}=`) : [] },
      }),
    ]),
  );
  const says = (name: string): string => literals.get(name)?.say ?? name;
  const [others, exclusive] = [entries.filter(([name]) => !isRival(name)), rivals.map(says)];
  return {
    name: 'options',
    literals: [...literals.values()].map(({ literal }) => literal),
    usage: [
      ...(exclusive.length > 0 ? [exclusive.join('|')] : []),
      ...others.map(([name]) => says(name)),
    ]
      .map((each) => `[${each}]`)
      .join(' '),
    fields: Object.fromEntries(
      entries.map(([name, type]) => [
        name,
        { schema: type.schema, optional: true, meaning: type.meaning, type },
      ]),
    ),
    faults: [...new Set(entries.flatMap(([, type]): FaultCode[] => [...type.faults]))],
    rules: (of) => [
      rule(of, [], nothing),
      rule(of, [of, `${of}.one`], both),
      ...entries.flatMap(([name, type]) => {
        const opening = literals.get(name) as Literal;
        return type.signs.map((sign) =>
          rule(`${of}.one`, [opening, sign], label(name, type.read, 1), [
            opening.literal,
            type.usage,
          ]),
        );
      }),
    ],
    check(given) {
      const all: Readonly<Record<string, unknown>> = given;
      for (const [name, type] of entries) {
        const wrong = all[name] === undefined ? undefined : type.check(all[name]);
        if (wrong) return wrong;
      }
      const [one, other] = rivals.filter((name) => all[name] !== undefined);
      if (other === undefined) return undefined;
      const message = `\`${one}\` and \`${other}\` exclude each other: send one.`;
      return fault('bad_command', { message });
    },
    ...(entries.some(([, { tidy }]) => tidy) && {
      tidy: (given: Readonly<Record<string, unknown>>) =>
        Object.assign({}, ...entries.map(([name, type]) => tidied(name, type, given[name]))),
    }),
    print(given) {
      const all: Readonly<Record<string, unknown>> = given;
      const pieces = entries.map(([name, type]) => printed(type, all[name], `${name}=`));
      return pieces.every((piece) => piece !== undefined) ? pieces.flat() : undefined;
    },
  };
}
