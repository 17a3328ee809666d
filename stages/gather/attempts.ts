import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readJsonLines } from '../../documents/json-lines.ts';
import { runFiles } from '../../evidence/run-folder.ts';
import type { Evidence } from '../../schemas/types/evidence.ts';
import type { Plan } from '../../schemas/types/plan.ts';

type Earlier = Evidence['run']['earlier'];

/** One line of attempts.ndjson: a run that was begun, wherever its folder lies. */
interface Attempt {
  readonly run: string;
  readonly folder: string;
  readonly suite: string;
  readonly version: number;
  readonly candidate: string | null;
  /** When it was begun, ISO 8601; tells it from another run in a folder of the same name. */
  readonly started?: string;
}

const ledger = 'attempts.ndjson';

const attemptOf = (plan: Plan, run: string, folder: string): Attempt => ({
  run,
  folder,
  suite: plan.suite.id,
  version: plan.suite.version,
  candidate: plan.candidate?.sha256 ?? null,
});

const labelIn = async (file: string): Promise<string | undefined> => {
  if (!existsSync(file)) return undefined;
  try {
    const { decision, amended } = JSON.parse(await readFile(file, 'utf8')) as {
      decision?: { label?: string };
      amended?: boolean;
    };
    return decision?.label && `${decision.label}${amended === true ? ' (AMENDED)' : ''}`;
  } catch {
    return undefined;
  }
};

/** How a run ended: by the limits it was frozen with, also where it was judged by others since. */
const labelOf = async (folder: string): Promise<string> => {
  if (!existsSync(folder)) return 'FOLDER GONE';
  return (
    (await labelIn(join(folder, runFiles.frozenRecord))) ??
    (await labelIn(join(folder, runFiles.record))) ??
    'NOT JUDGED'
  );
};

/** What its evidence says of a run: how gathering ended, and the digest of its events. */
const gatheredIn = async (folder: string): Promise<Pick<Earlier[number], 'outcome' | 'events'>> => {
  try {
    const text = await readFile(join(folder, runFiles.evidence), 'utf8');
    const { outcome, files } = JSON.parse(text) as Evidence;
    const events = files.find(({ path }) => path === runFiles.events)?.sha256;
    return { outcome, ...(events !== undefined && { events }) };
  } catch {
    // No evidence, or none that can be read: the label alone tells what became of it.
    return {};
  }
};

/** Attempts at the same suite version on the same candidate, in the order they were begun. */
const attemptsAt = async (runs: string, plan: Plan): Promise<Attempt[]> => {
  const file = join(runs, ledger);
  if (!existsSync(file)) return [];
  const mine = attemptOf(plan, '', '');
  const attempts: Attempt[] = [];
  for await (const { value } of readJsonLines(file)) {
    const attempt = value as Attempt | undefined;
    if (
      attempt?.suite === mine.suite &&
      attempt.version === mine.version &&
      attempt.candidate === mine.candidate
    ) {
      attempts.push(attempt);
    }
  }
  return attempts;
};

const outcomesOf = async (attempts: readonly Attempt[]): Promise<Earlier> => {
  const earlier: Earlier = [];
  for (const { run, folder } of attempts) {
    earlier.push({ run, label: await labelOf(folder), ...(await gatheredIn(folder)) });
  }
  return earlier;
};

/** Runs of the same suite version on the same candidate that were begun on this bench before. */
export const earlierAttempts = async (runs: string, plan: Plan): Promise<Earlier> =>
  outcomesOf(await attemptsAt(runs, plan));

/**
 * Notes that a run begins, in a file beside the run folders that is only ever added to: attempts
 * are data, and a folder elsewhere or a deleted one hides none.
 */
export const noteAttempt = async (
  runs: string,
  plan: Plan,
  run: { readonly id: string; readonly path: string },
  started?: Date,
): Promise<void> => {
  await mkdir(runs, { recursive: true });
  const attempt = {
    ...attemptOf(plan, run.id, run.path),
    ...(started && { started: started.toISOString() }),
  };
  await appendFile(join(runs, ledger), `${JSON.stringify(attempt)}\n`);
};

/**
 * Which runs came before this one; notes it where it is not noted yet. A run that is gone on with
 * is the attempt it was.
 */
export const attemptsBefore = async (
  runs: string,
  plan: Plan,
  run: { readonly id: string; readonly path: string },
  begun: Date,
): Promise<Earlier> => {
  const attempts = await attemptsAt(runs, plan);
  const own = attempts.findIndex(
    ({ folder, started }) => folder === run.path && started === begun.toISOString(),
  );
  if (own === -1) await noteAttempt(runs, plan, run, begun);
  return outcomesOf(own === -1 ? attempts : attempts.slice(0, own));
};
