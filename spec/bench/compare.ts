/** One scenario with several servers that take turns, printed as a block of the table. */
import { type Contestant, compete } from './contestants.ts';
import { hasClocks, median } from './measure.ts';
import type { Dialect, Figure, Outcome, Scenario } from './scenarios.ts';
import { heading, percent, row } from './table.ts';

interface Comparison {
  readonly scenario: Scenario;
  readonly dialect: Dialect;
  /** The first is the one whose shares of a core are told. */
  readonly contestants: readonly Contestant[];
  readonly ratios: readonly Ratio[];
  readonly seconds: number;
  readonly rounds: number;
}

/** The figures of one contestant over those of another, by their places. */
export interface Ratio {
  readonly name: string;
  readonly top: number;
  readonly bottom: number;
}

interface Compared {
  /** Of each contestant, those of all rounds. */
  readonly outcomes: readonly (readonly Outcome[])[];
  readonly problems: readonly string[];
}

/** All rounds of one scenario, contestants in turns: A B, then B A, so that nobody always comes first. */
export async function compare(comparison: Comparison): Promise<Compared> {
  const { scenario, dialect, contestants, seconds, rounds } = comparison;
  const outcomes: Outcome[][] = contestants.map(() => []);
  const problems: string[] = [];
  const title = scenario.dialects.length > 1 ? `${scenario.name}, ${dialect}` : scenario.name;
  for (let round = 1; round <= rounds; round += 1) {
    const turn = [...contestants.entries()];
    for (const [place, contestant] of round % 2 === 1 ? turn : turn.reverse()) {
      const outcome = await compete(contestant, { scenario, dialect, seconds });
      outcomes[place]?.push(outcome);
      for (const problem of outcome.problems) {
        problems.push(`${title}, round ${round}, ${contestant.name}: ${problem}`);
      }
    }
  }
  print(title, comparison, outcomes);
  return { outcomes, problems };
}

function print(
  title: string,
  { scenario, contestants, ratios }: Comparison,
  outcomes: Outcome[][],
) {
  const names = contestants.map(({ name }) => name);
  console.log(
    heading(
      `${title}: ${scenario.about}`,
      names,
      ratios.map(({ name }) => name),
    ),
  );
  for (const figure of scenario.figures) {
    if (isShown(figure, outcomes.flat())) console.log(figureRow(figure, outcomes, ratios));
  }
  console.log(busyRow(outcomes[0] ?? []));
}

/** Those that could be had; the rate of deliveries only instead of what says more. */
function isShown({ name }: Figure, outcomes: readonly Outcome[]): boolean {
  if (name === 'deliveries' && hasClocks) return false;
  return outcomes.some(({ figures }) => figures[name] !== undefined);
}

function figureRow(
  { name, label, better, of }: Figure,
  outcomes: Outcome[][],
  ratios: readonly Ratio[],
): string {
  const figureOf = (outcome: Outcome | undefined, by = name): number =>
    outcome?.figures[by] ?? Number.NaN;
  const fine = (values: number[]): number[] => values.filter(Number.isFinite);
  const notes = better === 'less' ? ['less is better'] : [];
  if (of) {
    const itself = fine(
      (outcomes[0] ?? []).map((outcome) => figureOf(outcome) / figureOf(outcome, of)),
    );
    notes.unshift(`${median(itself).toFixed(2)} × of ${of}`);
  }
  return row({
    label,
    columns: outcomes.map((rounds) => fine(rounds.map((outcome) => figureOf(outcome)))),
    ratios: ratios.map(({ top, bottom }) =>
      fine(
        (outcomes[top] ?? []).map(
          (outcome, i) => figureOf(outcome) / figureOf(outcomes[bottom]?.[i]),
        ),
      ),
    ),
    note: notes.join(', '),
  });
}

/** Whoever takes a whole core is the bottleneck. */
function busyRow(outcomes: readonly Outcome[]): string {
  const server = median(outcomes.map((outcome) => outcome.server ?? Number.NaN));
  const generator = median(outcomes.map((outcome) => outcome.generator));
  const shares = hasClocks
    ? `${percent(server)} of a core, the`
    : 'an unknown share of a core, the';
  return `  The server took ${shares} generator ${percent(generator)}.`;
}
