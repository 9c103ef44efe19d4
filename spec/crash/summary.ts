/** A run in a few lines for whoever started it. */
import type { Report } from './ordeal.ts';

export function summary(report: Report): string {
  const { seed, kills, acknowledgements, events, logs, people, cuts, complaints, problems } =
    report;
  const ways = [...kills].map(([how, count]) => `${how} ${count}`);
  const lines = [
    `seed ${seed}: ${totalKills(report)} kills (${ways.join(', ')}), ${cuts} connections cut, ${people} people`,
    `${acknowledgements} commands acknowledged, ${events} events in ${logs} logs`,
  ];
  if (complaints !== '') lines.push(`the servers complained:\n${complaints}`);
  if (problems.length === 0) {
    lines.push(
      'checked: each acknowledged command is in its log once, and nothing else; logs have no gaps; every reader heard',
      'every event once, in order and as it is; a tag sent again got its first answer; sessions came back as they were',
    );
  }
  return [...lines, ...problems].join('\n');
}

export const totalKills = ({ kills }: Pick<Report, 'kills'>): number =>
  [...kills.values()].reduce((sum, count) => sum + count, 0);
