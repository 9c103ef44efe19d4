/** Asks somebody who has no configuration yet what it should say, a line each, and writes it. */
import { createInterface, type Interface } from 'node:readline';
import type { File } from '../../toml/settings.ts';
import { writeWhole } from '../files/write-file.ts';
import { type Answers, configurationOf, type Question, questionsFor } from './questions.ts';

/** A terminal to ask on. */
interface Asking {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks, and writes the file. The configuration is what was answered, also where it can't be written; undefined: the person has left. */
export async function welcomed(
  name: string,
  login: string | undefined,
  { input, output }: Asking,
): Promise<File | undefined> {
  const lines = createInterface({ input, output, terminal: true, historySize: 0 });
  output.write(
    'This is your first time here.\nEnter takes what stands in brackets, Esc skips a question.\n',
  );
  const answers: Answers = {};
  try {
    for (const question of questionsFor(login)) {
      const answer = await answered(question, lines, input, output);
      if (answer === 'left') return undefined;
      if (answer !== 'skipped') answers[question.asks] = answer;
    }
  } finally {
    lines.close();
  }
  const text = configurationOf(answers);
  output.write(`${kept(name, text)}\n`);
  return { name, text };
}

function kept(name: string, text: string): string {
  try {
    writeWhole(name, text);
    return `${name} has your answers: you are not asked again.`;
  } catch (error) {
    return `Your answers are not kept: ${(error as Error).message}.`;
  }
}

/** Asks until there is an answer that can be taken. */
async function answered(
  { words, usual, read }: Question,
  lines: Interface,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<string | readonly string[] | 'left' | 'skipped'> {
  const question = `${words}${usual === undefined ? '' : ` [${usual}]`}: `;
  for (;;) {
    const typed = await line(question, lines, input);
    if (typed === undefined) return 'left';
    if (typed === 'skip') output.write('\n');
    const given = typed === 'skip' ? '' : typed.text.trim() || (usual ?? '');
    if (given === '') return 'skipped';
    const found = read(given);
    if ('answer' in found) return found.answer;
    output.write(`${found.problem}\n`);
  }
}

/** What is typed up to Enter; nothing when the person leaves, by Ctrl-C or Ctrl-D. */
function line(
  question: string,
  lines: Interface,
  input: NodeJS.ReadableStream,
): Promise<{ text: string } | 'skip' | undefined> {
  return new Promise((resolve) => {
    const end = (result: { text: string } | 'skip' | undefined) => {
      input.off('keypress', pressed);
      lines.off('line', entered).off('close', left).off('SIGINT', left);
      resolve(result);
    };
    const pressed = (_: string, key: { name?: string }) => {
      if (key.name !== 'escape') return;
      lines.write(null, { ctrl: true, name: 'u' });
      end('skip');
    };
    const entered = (text: string) => end({ text });
    const left = () => end(undefined);
    input.on('keypress', pressed);
    lines.once('line', entered).once('close', left).once('SIGINT', left);
    lines.setPrompt(question);
    lines.prompt();
  });
}
