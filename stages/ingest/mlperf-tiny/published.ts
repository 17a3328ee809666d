import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Place } from '../../../documents/pilot-error.ts';
import { parseYaml } from '../../../documents/yaml-document.ts';
import { readEembcLog } from './eembc-log.ts';
import { asJson, parseJson } from './json-text.ts';
import { type Labels, readLabels } from './labels.ts';
import { readRunnerText } from './mlcommons-log.ts';
import { modeOfPrinted, type Printed } from './printed.ts';
import { derivedIn, isResults, readResults } from './results-json.ts';
import { type Mode, type RunnerSession, sourceFault } from './session.ts';
import { findSources, type Source, type SourceKind } from './sources.ts';
import { edgesIn, readTrace } from './trace.ts';

/** Everything a folder of published files holds, nothing of it judged. */
export interface Published {
  readonly sources: readonly Source[];
  readonly sessions: readonly RunnerSession[];
  readonly printed: readonly (Printed & { readonly mode: Mode | undefined })[];
  readonly model: string | undefined;
  /** What the device calls itself, if a log says so. */
  readonly name: string | undefined;
  readonly profile: string | undefined;
  readonly labels: { readonly file: string; readonly truths: Labels } | undefined;
}

/** Where locating an entry is worth parsing a document a second time. */
const dear_B = 4 << 20;

const readJson = async ({ file }: Source): Promise<[unknown, string]> => {
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/u, '');
  return [parseJson(file, text), text];
};

const resultsOf = async (
  source: Source,
): Promise<{ session: RunnerSession; derived: ReturnType<typeof derivedIn> } | undefined> => {
  const { file, bytes } = source;
  const [items, text] = await readJson(source);
  if (!isResults(items)) return undefined;
  const at = (index: number): Place =>
    bytes > dear_B ? { file } : parseYaml(file, asJson(text)).at([index]);
  const session = readResults(file, items as unknown[], at);
  return { session, derived: derivedIn(items as unknown[]) };
};

/** Figures of a results.json that follow from others in it, as if they were printed. */
const derivedFigures = (
  { mode, passes, file }: RunnerSession,
  { elapsed, throughput }: ReturnType<typeof derivedIn>,
): Published['printed'] =>
  mode !== 'performance'
    ? []
    : passes.flatMap((_, i): Published['printed'] => {
        const shared = { runner: 'mlcommons' as const, file, window: i + 1, mode };
        const [time, rate] = [elapsed[i], throughput[i]];
        return [
          ...(time === undefined
            ? []
            : [{ ...shared, figure: 'runtime' as const, text: String(time / 1e6) }]),
          ...(rate === undefined
            ? []
            : [{ ...shared, figure: 'throughput' as const, text: String(rate) }]),
        ];
      });

/** The one source of a kind beside a file, or the only one there is. */
const besides = (file: string, sources: readonly Source[], kind: SourceKind): Source => {
  const all = sources.filter((source) => source.kind === kind);
  const near = all.filter((source) => dirname(source.file) === dirname(file));
  const [one, ...more] = near.length > 0 ? near : all;
  if (one && more.length === 0) return one;
  throw sourceFault(
    one ? `There are several ${kind} files for this log` : `No ${kind} file lies beside this log`,
    { file },
    'Energy needs the log, one trace (-energy.bin) and its edges (-timestamps.json).',
  );
};

const withPower = async (
  session: RunnerSession,
  sources: readonly Source[],
): Promise<RunnerSession> => {
  if (session.mode !== 'energy' || session.runner !== 'eembc') return session;
  const trace = besides(session.file, sources, 'trace');
  const edges = besides(session.file, sources, 'edges');
  const [value] = await readJson(edges);
  const times = edgesIn(edges.file, Array.isArray(value) ? value : []);
  const { measured, recording } = await readTrace(
    trace.file,
    times,
    edges.file,
    session.passes.length,
  );
  return {
    ...session,
    recording,
    passes: session.passes.map((pass, i) => ({ ...pass, power: measured[i]! })),
  };
};

/** Two runs of one mode are two answers to one question. */
const checkApart = (sessions: readonly RunnerSession[]): void => {
  for (const [i, { mode, file }] of sessions.entries()) {
    const other = sessions.slice(0, i).find((one) => one.mode === mode);
    if (other) {
      throw sourceFault(
        `It holds a run of mode ${mode}, and so does ${other.file}`,
        { file },
        'Name a folder with one run of each mode.',
      );
    }
  }
};

const oneOf = (names: readonly (string | undefined)[], folder: string): string | undefined => {
  const different = [...new Set(names.filter((name) => name !== undefined))];
  if (different.length < 2) return different[0];
  throw sourceFault(
    `It holds runs of several models: ${different.join(', ')}`,
    { file: folder },
    'Name the folder of one benchmark.',
  );
};

/** Reads a folder of files that runners of MLPerf Tiny wrote. Throws FOLDER_MISSING, MLPERF_SOURCE. */
export const readPublished = async (folder: string, labelsFile?: string): Promise<Published> => {
  const sources = await findSources(folder);
  const raw: RunnerSession[] = [];
  const dumps: RunnerSession[] = [];
  const printed: Published['printed'][number][] = [];
  const [models, names, profiles]: (string | undefined)[][] = [[], [], []];
  for (const source of sources) {
    const { kind, file } = source;
    if (kind === 'results') {
      const read = await resultsOf(source);
      if (read) {
        raw.push(read.session);
        printed.push(...derivedFigures(read.session, read.derived));
      }
    } else if (kind === 'eembc-log') {
      const read = await readEembcLog(file);
      if (read.session) raw.push(await withPower(read.session, sources));
      models!.push(read.session?.model);
      names!.push(read.name);
      const mode = read.session?.mode ?? modeOfPrinted(read.printed);
      printed.push(...read.printed.map((one) => ({ ...one, mode })));
    } else if (kind === 'runner-text') {
      const read = await readRunnerText(file);
      if (read.dumped) dumps.push(read.dumped);
      models!.push(read.model);
      names!.push(read.name);
      profiles!.push(read.profile);
      const mode = modeOfPrinted(read.printed);
      printed.push(...read.printed.map((one) => ({ ...one, mode })));
    }
  }
  checkApart(raw);
  // What a log repeats of results.json adds nothing to it.
  const sessions = [...raw, ...dumps.filter(({ mode }) => raw.every((one) => one.mode !== mode))];
  checkApart(sessions);
  if (sessions.length === 0) {
    throw sourceFault(
      'No file below it holds raw results of a runner',
      { file: folder },
      'A results.json (MLCommons) or a log.txt with m-lap-us lines (EEMBC) is needed; printed summaries are never judged.',
    );
  }
  const listed = labelsFile ?? sources.find(({ kind }) => kind === 'labels')?.file;
  return {
    sources,
    sessions,
    printed,
    model: oneOf(models!, folder),
    name: names!.find((name) => name !== undefined),
    profile: profiles!.find((profile) => profile !== undefined),
    labels:
      listed === undefined
        ? undefined
        : { file: listed, truths: readLabels(listed, await readFile(listed, 'utf8')) },
  };
};
