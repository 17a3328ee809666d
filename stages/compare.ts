import {
  aggregate,
  buildComparison,
  comparisonPlan,
  profileOfBaseline,
} from '../acceptance/index.ts';
import { packageVersion } from '../documents/package-root.ts';
import { PilotError } from '../documents/pilot-error.ts';
import { digestFile } from '../evidence/digest.ts';
import { type RunFolder, runFiles } from '../evidence/run-folder.ts';
import type { Comparison } from '../schemas/types/comparison.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { Plan } from '../schemas/types/plan.ts';
import type { TelemetryEvent } from '../schemas/types/telemetry.ts';
import { singly } from './singly.ts';
import { verifyEvidence, verifyGolden } from './verify-evidence.ts';

interface Loaded {
  readonly run: RunFolder;
  readonly plan: Plan;
  readonly evidence: Evidence;
}

const load = async (run: RunFolder): Promise<Loaded> => ({
  run,
  plan: await run.plan(),
  evidence: await run.evidence(),
});

/** Whether a run is the very one that the candidate's suite names as its baseline. */
const isGolden = (baseline: Loaded, { plan }: Loaded): boolean =>
  plan.baseline?.evidence_sha256 === evidenceDigest(baseline);

const evidenceDigest = ({ run }: Loaded): string =>
  digestFile(run.file(runFiles.evidence), runFiles.evidence).sha256;

const otherSuite = (baseline: Loaded, candidate: Loaded): PilotError => {
  const pinned = candidate.plan.baseline?.evidence_sha256;
  const suites = `${baseline.run.id} is a run of the suite "${baseline.plan.suite.id}", ${candidate.run.id} of "${candidate.plan.suite.id}"`;
  const digest = (sha256: string): string => sha256.slice(0, 12);
  return new PilotError({
    code: 'SUITE_OTHER',
    message:
      pinned === undefined
        ? suites
        : `${suites}, and it is not the baseline that the plan of ${candidate.run.id} pins: the digest of its ${runFiles.evidence} is ${digest(evidenceDigest(baseline))}…, the plan says ${digest(pinned)}…`,
    hint:
      pinned === undefined
        ? 'Compare two runs of one suite, or a run with the baseline that its suite names.'
        : `Compare with the run folder that was the baseline when ${candidate.run.id} was planned, or name ${baseline.run.id} as the baseline in the suite and gather a new run.`,
    where: { file: baseline.run.path },
  });
};

const eventsOf = ({ run }: Loaded): AsyncGenerator<TelemetryEvent> => singly(run.events());

/**
 * two run folders -> what changed from one to the other. Needs no device, no network, no clock.
 * Throws EVIDENCE_CHANGED where a folder no longer holds what was gathered, SUITE_OTHER where the
 * two are runs of different suites.
 */
export const compare = async (base: RunFolder, cand: RunFolder): Promise<Comparison> => {
  const [baseline, candidate] = [await load(base), await load(cand)];
  const golden = isGolden(baseline, candidate);
  if (!golden && baseline.plan.suite.id !== candidate.plan.suite.id) {
    throw otherSuite(baseline, candidate);
  }
  await verifyEvidence(cand, candidate.plan, candidate.evidence);
  if (golden) await verifyGolden(base, baseline.evidence);
  else await verifyEvidence(base, baseline.plan, baseline.evidence);
  const statistics = await aggregate({
    plan: comparisonPlan(candidate.plan, baseline.plan),
    power: candidate.evidence.power,
    events: cand.events(),
    baseline: eventsOf(baseline),
    baselineArm: {
      builds: baseline.evidence.builds,
      power: baseline.evidence.power,
      profile: profileOfBaseline(candidate.plan, baseline.plan),
    },
  });
  return buildComparison({
    tool: { name: 'pilotlight', version: packageVersion() },
    baseline,
    candidate,
    aggregate: statistics,
  });
};
