import type { Argv } from 'yargs';

/** Options every command understands. */
export interface CommonOptions {
  readonly config?: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** A command composes stages and prints; `handler` resolves to the process exit code. */
export interface Command {
  readonly command: string;
  readonly describe: string;
  readonly examples: readonly (readonly [string, string])[];
  builder(yargs: Argv): Argv;
  handler(options: Record<string, unknown>): Promise<number>;
}

interface Definition<T> {
  readonly command: string;
  readonly describe: string;
  readonly examples?: readonly (readonly [string, string])[];
  readonly builder: (yargs: Argv) => Argv<T>;
  readonly handler: (options: T & CommonOptions) => Promise<number>;
}

/** Ties a command's options to its handler's type once, so that the table of commands needs no casts. */
export const defineCommand = <T>(definition: Definition<T>): Command => ({
  command: definition.command,
  describe: definition.describe,
  examples: definition.examples ?? [],
  builder: (yargs) => definition.builder(yargs) as unknown as Argv,
  handler: (options) => definition.handler(options as T & CommonOptions),
});
