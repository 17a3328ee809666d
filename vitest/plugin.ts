import { configDefaults, type Plugin, type ViteUserConfig } from 'vitest/config';
import { formatError, PilotError } from '../documents/pilot-error.ts';
import { parseYaml, validated } from '../documents/yaml-document.ts';
import type { Suite } from '../schemas/types/suite.ts';
import { testFileOf } from './test-file.ts';

export interface PilotSuitesOptions {
  /** Path of the bench's configuration; default: the `pilot.config.ts` of Vitest's root or above. */
  readonly config?: string;
  /** Use only these devices of the bench, or devices by address. */
  readonly devices?: readonly string[];
}

const isSuite = (id: string): boolean => /\.suite\.ya?ml$/u.test(id);
const suites = '**/*.suite.{yaml,yml}';
const compiled = new URL(
  `./runtime.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
  import.meta.url,
);

/**
 * Vitest plugin: every `*.suite.yaml` is a test file, its scenarios are described and its criteria
 * are tests at their place in the YAML. One bench is driven by one file at a time.
 */
export const pilotSuites = (options: PilotSuitesOptions = {}): Plugin => {
  let root = process.cwd();
  return {
    name: 'pilotlight:suites',
    enforce: 'pre',
    config: ({ test }: ViteUserConfig): ViteUserConfig => ({
      test: {
        // Without this a project that names no files of its own would lose the usual ones.
        include: [...(test?.include ? [] : configDefaults.include), suites],
        // A run folder keeps a copy of its suite.
        exclude: [...(test?.exclude ? [] : configDefaults.exclude), '**/inputs/suite/**'],
        includeTaskLocation: true,
        fileParallelism: false,
      },
    }),
    configResolved: (resolved) => {
      root = resolved.root;
    },
    transform(text, id) {
      const [file = id] = id.split('?');
      if (!isSuite(file)) return undefined;
      try {
        const suite = validated<Suite>(parseYaml(file, text), 'suite');
        return testFileOf(suite, { runtime: compiled.href, session: { root, file, ...options } });
      } catch (error) {
        if (!(error instanceof PilotError)) throw error;
        const { where } = error;
        return this.error({
          message: formatError(error),
          id: file,
          loc: { file, line: where?.line ?? 1, column: (where?.column ?? 1) - 1 },
        });
      }
    },
  };
};
