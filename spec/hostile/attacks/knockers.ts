/** Strangers who do nothing but connect, far more often than Node can: `knock.pl` does it, in Perl, which every Debian has. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Attack, addressOf, fateOf, type Spoils } from './attack.ts';

/** So long after they came those leave who do: so that the server reads that they are there. */
const BREAK_MS = 20;
const STAYS = -1;

const program = fileURLToPath(new URL('knock.pl', import.meta.url));

/** Begins the attack of that number. What it gives ends it, and resolves with what came of them. */
export function knock(attack: Attack, which: number, port: number): () => Promise<Spoils> {
  const { perSecond, abreast, addresses, leaves } = attack;
  const orders = [port, perSecond ?? 0, abreast, addressOf(attack, which, 0), addresses];
  const stay = leaves === 'broken' ? BREAK_MS : STAYS;
  const child = spawn('perl', [program, ...orders.map(String), String(stay)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const told = text(child.stdout);
  return async () => {
    child.stdin.end();
    await once(child, 'exit');
    return spoilsIn(await told);
  };
}

/** What the program prints: how many came, and how many heard what. */
function spoilsIn(told: string): Spoils {
  const [came, ...lines] = told.trim().split('\n');
  const fates = new Map<string, number>();
  for (const line of lines) {
    const [count, heard = '', end] = line.split(' ');
    const isAway = end === 'away';
    const fate = isAway ? 'not connected' : fateOf(Buffer.from(heard, 'hex'), end === 'cut');
    fates.set(fate, (fates.get(fate) ?? 0) + Number(count));
  }
  return { came: Number(came), fates: Object.fromEntries(fates) };
}
