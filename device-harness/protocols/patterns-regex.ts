import { createContext, Script } from 'node:vm';
import { PilotError } from '../../documents/pilot-error.ts';

/** A regular expression that was tried, and the names of its groups. */
export interface SafePattern {
  readonly regex: RegExp;
  readonly groups: readonly string[];
}

/** For all lines of a trial together: they take a millisecond where the pattern does no harm. */
const patience_ms = 2000;
const trial = new Script('for (const line of lines) regex.test(line)');

const endsInTime = (regex: RegExp, lines: readonly string[]): boolean => {
  try {
    trial.runInContext(createContext({ regex, lines }), { timeout: patience_ms });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
};

/** The text every match begins with, as far as it stands in the pattern as such. */
const literalStart = (source: string): string =>
  (/^\^?((?:[^\\^$.*+?()[\]{}|]|\\[^a-zA-Z0-9])+)(?![*+?{])/u.exec(source)?.[1] ?? '').replaceAll(
    '\\',
    '',
  );

/**
 * Lines made to go wrong: what the pattern itself speaks of, over and over, and an end that fits
 * nothing.
 */
const hostileLines = (source: string, limit_B: number): string[] => {
  const spoken = [...new Set(source.replaceAll(/\\[a-zA-Z]/gu, ''))];
  const pairs = [...source.matchAll(/(?=([a-zA-Z0-9 ]{2,4}))/gu)].map(([, pair]) => pair!);
  const seeds = [...new Set(['a', '0', ' ', '_', '-', ...spoken, ...pairs])];
  return ['', literalStart(source)].flatMap((start) =>
    seeds.map((seed) =>
      `${start}${seed.repeat(Math.ceil(limit_B / seed.length))}`.slice(0, limit_B - 1).concat('\0'),
    ),
  );
};

/**
 * Compiles a pattern and tries it on lines of `limit_B` characters made to keep it busy. Throws
 * PATTERN_SYNTAX, or PATTERN_RUNAWAY for one that is not done with them in 2 s. That is a trial and
 * no proof; what bounds the rest is the longest line the protocol reads.
 */
export const compilePattern = (source: string, limit_B: number): SafePattern => {
  let regex: RegExp;
  try {
    regex = new RegExp(source, 'u');
  } catch (cause) {
    throw new PilotError({
      code: 'PATTERN_SYNTAX',
      message: `"${source}" is no regular expression: ${(cause as Error).message}`,
      hint: 'Write a JavaScript regular expression; put a backslash before { } [ ] ( ) meant as such.',
      cause,
    });
  }
  if (!endsInTime(regex, hostileLines(source, limit_B))) {
    throw new PilotError({
      code: 'PATTERN_RUNAWAY',
      message: `"${source}" is not done with lines of ${limit_B} characters in ${patience_ms / 1000} s`,
      hint: 'Repeat nothing that is repeated itself or can match the same text: (a+)+ and .*.*.* go wrong.',
    });
  }
  const empty = new RegExp(`${source}|`, 'u').exec('');
  return { regex, groups: Object.keys(empty?.groups ?? {}) };
};
