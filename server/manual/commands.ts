/** `parlance completion`, which prints what a shell reads to complete the commands of parlance. */
import { Argument, type Command } from 'commander';
import type { Shell } from './completion.ts';

const shells: readonly Shell[] = ['bash', 'zsh', 'fish'];

/** Adds `completion`. It completes all that the program has when it is run; `print` is given what the shell reads. */
export function addCompletionCommand(
  program: Command,
  print: (text: string) => Promise<void>,
): void {
  program
    .command('completion')
    .summary('print completions for a shell')
    .description(
      'Prints a script that teaches a shell to complete the commands and options of parlance.',
    )
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(shells))
    .addHelpText('after', '\nFor example, in ~/.bashrc: source <(parlance completion bash)')
    .action(async (shell: Shell) => {
      const [{ completionFor }, { treeOf }] = await Promise.all([
        import('./completion.ts'),
        import('./tree.ts'),
      ]);
      await print(completionFor(shell, treeOf(program)));
    });
}
