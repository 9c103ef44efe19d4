/** A run in a few lines for whoever started it. */
import type { Report } from './ordeal.ts';

const CHECKED = [
  'What was checked, in what people heard, in /history and in the files: each acknowledged command is in its log once, and',
  'nothing else is; logs have no gaps; every reader heard every event once, in order and as it is; a tag that was sent again',
  'got its first answer; sessions came back as they were, and nobody saw them go; what was deleted is in no file.',
];

export function summary(report: Report): string {
  const {
    seed,
    kills,
    stumbles,
    acknowledgements,
    events,
    logs,
    people,
    cuts,
    complaints,
    problems,
  } = report;
  const ways = [...kills].map(([how, count]) => `${how} ${count}`);
  const lines = [
    `seed ${seed}: ${totalKills(report)} kills (${ways.join(', ')}), and ${stumbles} while starting`,
    `${people} people, ${cuts} connections cut`,
    `${acknowledgements} commands acknowledged, ${events} events in ${logs} logs`,
  ];
  const complained = Map.groupBy(complaints.split('\n'), (line) => line);
  for (const [line, same] of complained) {
    if (line !== '') lines.push(`the servers said ${same.length} times: ${line}`);
  }
  return [...lines, ...(problems.length === 0 ? CHECKED : problems)].join('\n');
}

export const totalKills = ({ kills }: Pick<Report, 'kills'>): number =>
  [...kills.values()].reduce((sum, count) => sum + count, 0);
