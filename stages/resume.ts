import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readJsonLines } from '../documents/json-lines.ts';
import { PilotError, type Place } from '../documents/pilot-error.ts';
import { firstComplaint } from '../documents/schema-errors.ts';
import { validatorOf } from '../documents/schemas.ts';
import { openRun, type RunFolder, runFiles } from '../evidence/run-folder.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { Plan } from '../schemas/types/plan.ts';
import { type Frozen, freeze, type FreezeOptions } from './freeze.ts';
import { withHeaderValues } from './header-values.ts';
import { verifyInputs } from './verify-evidence.ts';

export interface ResumeOptions {
  /** Run folder; `latest` of a runs folder is the newest one. */
  readonly path: string;
  /** The suite, where it no longer lies where the run was begun from. */
  readonly suiteFile?: string | undefined;
  /** The configuration of today: a run folder keeps no values of headers. */
  readonly today?: PilotConfig | undefined;
}

/** A run whose gathering has ended: there is nothing to go on with. */
export interface Ended {
  readonly run: RunFolder;
  readonly evidence: Evidence;
}

/** A run that was begun, with the plan it was begun with. */
export interface Resumable {
  readonly run: RunFolder;
  readonly frozen: Frozen;
  /** The configuration as it was frozen, devices named by address included. */
  readonly config: PilotConfig;
  readonly started: Date;
}

const notBegun = (run: RunFolder): PilotError =>
  new PilotError({
    code: 'RUN_NOT_GATHERED',
    message: `${run.path} was not begun by driving devices, so there is nothing to go on with`,
    hint: 'Judge it with `pilot judge RUN`, or begin a new run with `pilot run SUITE`.',
    where: { file: run.file(runFiles.journal) },
  });

const changed = (what: string, where: Place, cause?: unknown): PilotError =>
  new PilotError({
    code: 'RESUME_CHANGED',
    message: `${what}, so what would be gathered now would not belong to what is there`,
    hint: 'Put it back as it was, or begin a new run; the run folder keeps what it holds.',
    where,
    cause,
  });

const newestOf = async (path: string): Promise<string> => {
  if (basename(path) !== 'latest' || existsSync(path)) return path;
  const runs = dirname(path);
  const names = existsSync(runs) ? (await readdir(runs)).toSorted() : [];
  const last = names.findLast((name) => existsSync(join(runs, name, runFiles.journal)));
  return last === undefined ? path : join(runs, last);
};

/** What the journal says the run was begun with. */
interface Beginning {
  readonly started: Date;
  readonly file: string;
  readonly dataset?: string;
  readonly leftOut?: Frozen['leftOut'];
}

const beginningOf = async (run: RunFolder): Promise<Beginning> => {
  const journal = run.file(runFiles.journal);
  if (!existsSync(journal)) throw notBegun(run);
  for await (const { value } of readJsonLines(journal)) {
    const { kind, data } = (value ?? {}) as Record<string, unknown>;
    const { file, started, dataset, left_out } = (data ?? {}) as Record<string, unknown>;
    if (kind !== 'run-started' || typeof file !== 'string') break;
    return {
      started: new Date(String(started)),
      file,
      ...(typeof dataset === 'string' && { dataset }),
      ...(Array.isArray(left_out) && { leftOut: left_out as NonNullable<Frozen['leftOut']> }),
    };
  }
  throw notBegun(run);
};

const configOf = async (
  run: RunFolder,
  plan: Plan,
  today: PilotConfig = {},
): Promise<PilotConfig> => {
  const path = plan.inputs.find(({ role }) => role === 'config')?.path ?? 'inputs/config';
  const config: unknown = JSON.parse(await readFile(run.file(path), 'utf8'));
  const validate = validatorOf('config');
  if (validate(config)) {
    const frozen = config as PilotConfig;
    const where = { file: run.file(path) };
    const now = today.devices ?? [];
    const devices = (frozen.devices ?? []).map((device) => withHeaderValues(device, now, where));
    // In the order it was written in: its digest is held against the frozen one.
    return { ...frozen, devices };
  }
  const { message, hint } = firstComplaint(validate.errors ?? []);
  throw new PilotError({ code: 'CONFIG_INVALID', message, hint, where: { file: run.file(path) } });
};

/** Refuses what is no longer as it was when the plan was frozen; names the first such input. */
const hold = (run: RunFolder, plan: Plan, now: Plan): void => {
  const refuse = (what: string): never => {
    throw changed(what, { file: run.path });
  };
  const digests = new Map(now.inputs.map(({ path, sha256 }) => [path, sha256]));
  for (const { role, path, sha256 } of plan.inputs) {
    const found = digests.get(path);
    if (found === undefined) refuse(`The ${role} ${path} is no longer asked for`);
    if (found !== sha256) refuse(`The ${role} behind ${path} was changed`);
    digests.delete(path);
  }
  const [added] = digests.keys();
  if (added !== undefined) refuse(`${added} was no input of the plan`);
  if (plan.baseline?.evidence_sha256 !== now.baseline?.evidence_sha256) {
    refuse('The evidence of the baseline was changed');
  }
};

/** Freezes the suite again; whatever keeps it from that was changed since. */
const freezeAgain = async (options: FreezeOptions): Promise<Frozen> => {
  try {
    return await freeze(options);
  } catch (cause) {
    if (!(cause instanceof PilotError)) throw cause;
    const { message, where = { file: options.suiteFile } } = cause;
    throw changed(`The suite can no longer be frozen as it was (${message})`, where, cause);
  }
};

/**
 * Opens a run that was begun, to go on with it: with its own plan, after making sure that suite,
 * stimuli, image and whatever else it was frozen from are what they were. Throws RUN_MISSING,
 * RUN_NOT_GATHERED, RESUME_CHANGED, RESUME_HEADERS, EVIDENCE_CHANGED.
 */
export const resume = async ({
  path,
  suiteFile,
  today,
}: ResumeOptions): Promise<Ended | Resumable> => {
  const run = await openRun(await newestOf(path));
  const evidence = existsSync(run.file(runFiles.evidence)) ? await run.evidence() : undefined;
  if (evidence?.outcome === 'ingested') throw notBegun(run);
  if (evidence && evidence.outcome !== 'interrupted') return { run, evidence };
  const { started, file, dataset, leftOut = [] } = await beginningOf(run);
  const plan = await run.plan();
  await verifyInputs(run, plan);
  const config = await configOf(run, plan, today);
  const again = { suiteFile: suiteFile ?? file, config, dataset, withDevices: true };
  const frozen = await freezeAgain(again);
  hold(run, plan, frozen.plan);
  return { run, frozen: { ...frozen, plan, leftOut }, config, started };
};
