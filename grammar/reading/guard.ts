/** Finds what of a grammar could be parsed in endlessly many ways. */
import type { Rule } from './rule.ts';

/**
 * A rule that can become itself without taking a token makes nearley build parses until memory runs out (its issue
 * 240). Gives the rules of such a circle, or nothing.
 */
export function emptyCircle(
  rules: readonly Pick<Rule, 'name' | 'symbols'>[],
): string[] | undefined {
  const empties = emptyRules(rules);
  const leads = new Map<string, Set<string>>();
  for (const { name, symbols } of rules) {
    symbols.forEach((symbol, at) => {
      const others = symbols.every((other, place) => place === at || empties.has(other));
      if (typeof symbol !== 'string' || !others) return;
      leads.set(name, (leads.get(name) ?? new Set()).add(symbol));
    });
  }
  return [...leads.keys()].map((name) => circleFrom(name, leads)).find((circle) => circle);
}

/** The rules that may take no token at all. */
function emptyRules(rules: readonly Pick<Rule, 'name' | 'symbols'>[]): ReadonlySet<unknown> {
  const empties = new Set<unknown>();
  for (let before = -1; before < empties.size; ) {
    before = empties.size;
    for (const { name, symbols } of rules)
      if (symbols.every((symbol) => empties.has(symbol))) empties.add(name);
  }
  return empties;
}

function circleFrom(start: string, leads: ReadonlyMap<string, Set<string>>): string[] | undefined {
  const seen = new Set<string>();
  const walk = (name: string, path: string[]): string[] | undefined => {
    for (const next of leads.get(name) ?? []) {
      if (next === start) return [...path, start];
      if (seen.has(next)) continue;
      seen.add(next);
      const circle = walk(next, [...path, next]);
      if (circle) return circle;
    }
    return undefined;
  };
  return walk(start, [start]);
}
