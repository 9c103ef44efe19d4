/** Checks all options at once, each by itself and those that concern each other. */
import * as v from 'valibot';
import { endpointProblem } from './endpoints.ts';
import { flagOf, type OptionName, options } from './table.ts';

type Schemas = { [Name in OptionName]: (typeof options)[Name]['schema'] };

const schemas = Object.fromEntries(
  Object.entries(options).map(([name, { schema }]) => [name, schema]),
) as Schemas;

const checkedSchema = v.pipe(
  v.object(schemas),
  v.forward(
    v.partialCheck(
      [['memory'], ['data']],
      ({ memory, data }) => !memory || data === undefined,
      'and --memory exclude each other: the log is in one place.',
    ),
    ['data'],
  ),
  v.forward(
    v.partialCheck(
      [['memory'], ['retention']],
      ({ memory, retention }) => !memory || retention === undefined,
      'is for a log on disk: --memory-limit says what one in memory keeps.',
    ),
    ['retention'],
  ),
  v.forward(
    v.partialCheck(
      [['memory'], ['backupDir']],
      ({ memory, backupDir }) => !memory || backupDir === undefined,
      'is for a log on disk: one in memory has no backups.',
    ),
    ['backupDir'],
  ),
  v.forward(
    v.partialCheck(
      [['record'], ['recordTexts']],
      ({ record, recordTexts }) => !recordTexts || record !== undefined,
      'says what --record FILE records, and needs that.',
    ),
    ['recordTexts'],
  ),
  v.forward(
    v.partialCheck(
      [['tlsCert'], ['tlsKey']],
      ({ tlsCert, tlsKey }) => tlsCert?.length === tlsKey?.length,
      'and --tls-cert come in pairs: each certificate has its key.',
    ),
    ['tlsKey'],
  ),
  v.forward(
    v.partialCheck(
      [['host'], ['port'], ['listen'], ['tlsCert'], ['tlsKey'], ['allowPlaintext']],
      (options) => endpointProblem(options) === undefined,
      ({ input }) => endpointProblem(input) ?? '',
    ),
    ['listen'],
  ),
);

/** The options that somebody gave, as they are typed: flags without a value as yes or no, all others as text. */
export type Options = v.InferInput<typeof checkedSchema>;

/** All options, with the values that they stand for. */
export type Checked = v.InferOutput<typeof checkedSchema>;

/** All options, or every mistake, each as a sentence that begins with the option's flag. */
export function check(given: Options): Checked | { mistakes: string[] } {
  const { success, output, issues } = v.safeParse(checkedSchema, given);
  if (success) return output;
  return { mistakes: told(issues).map(({ name, words }) => `${flagOf(name)} ${words}`) };
}

/** Every mistake in options: which one it is about, and what is said behind its name. */
export const mistakesIn = (given: Options): { name: OptionName; words: string }[] =>
  told(v.safeParse(checkedSchema, given).issues ?? []);

const told = (issues: readonly v.InferIssue<typeof checkedSchema>[]) =>
  issues.map(({ path, message }) => ({ name: path?.[0]?.key as OptionName, words: message }));
