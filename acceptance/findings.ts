import type { Evidence } from '../schemas/types/evidence.ts';
import type { Plan } from '../schemas/types/plan.ts';
import type { AcceptanceRecord, Criterion } from '../schemas/types/record.ts';
import type { Aggregate } from './aggregation/aggregator.ts';
import { clockFindings } from './clock-findings.ts';
import { costOfLooks, isUndeclared, looksOf } from './looks.ts';
import { counted } from './families/number-words.ts';
import { flakyIn } from './faults.ts';
import { publishedFindings } from './published-findings.ts';
import { isCalendarDay, isWaived } from './waivers.ts';

export type Findings = AcceptanceRecord['findings'];

export interface FindingsInput {
  readonly plan: Plan;
  readonly evidence: Evidence;
  readonly aggregate: Aggregate;
  readonly criteria: readonly Criterion[];
  /** Samples of candidate or baseline without a partner. */
  readonly unpaired: number;
  readonly day: string;
}

type Finding = Findings[number];

const warning = (code: string, sentence: string): Finding => ({
  severity: 'warning',
  code,
  sentence,
});

const info = (code: string, sentence: string): Finding => ({ severity: 'info', code, sentence });

/** Events without a tag in which slices were asked for: they belong to no condition. */
const untagged = ({ plan, aggregate }: FindingsInput): Finding[] => {
  const most = new Map<string, number>();
  for (const criterion of plan.criteria) {
    for (const [tag, without] of aggregate.gatheredFor(criterion)?.untagged ?? []) {
      most.set(tag, Math.max(most.get(tag) ?? 0, without));
    }
  }
  return [...most]
    .filter(([, without]) => without > 0)
    .map(([tag, without]) =>
      warning(
        'EVENTS_UNTAGGED',
        `${counted(without, 'event')} ${without === 1 ? 'lacks' : 'lack'} the tag ${tag} and ${without === 1 ? 'belongs' : 'belong'} to none of its conditions.`,
      ),
    );
};

/** Above this a run of good luck on a device lasts, and many events are worth few. */
const STRONG = 0.5;

const serial = ({ criteria }: FindingsInput): Finding[] =>
  criteria
    .filter(({ serial_correlation: correlation }) => (correlation ?? 0) > STRONG)
    .map(({ id, title, serial_correlation: correlation }) =>
      warning(
        'SERIAL_CORRELATION',
        `${id}: neighbouring values of ${title} within a session resemble each other (correlation ${(correlation ?? 0).toFixed(2)}), so its events are worth fewer than they are; ask for more sessions, not for more events.`,
      ),
    );

const undeclared = ({ plan, evidence }: FindingsInput): Finding[] => {
  const looks = looksOf(plan, evidence);
  return isUndeclared(plan, looks) ? [warning('LOOK_UNDECLARED', costOfLooks(looks))] : [];
};

/** The first few of a list, and how many more there are. */
const listed = (names: readonly string[]): string =>
  names.length > 5
    ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
    : names.join(', ');

/** What a reader has to know about the data beyond the verdicts. */
export const findingsOf = (input: FindingsInput): Findings => {
  const { plan, evidence, aggregate, criteria, unpaired, day } = input;
  const { duplicates, conflicts, inferences, lost, strays, repeatedSamples } = aggregate.counts;
  const { rejected } = evidence.counts;
  const mute = [...aggregate.devices].filter(([, own]) => own.inferences === 0).map(([id]) => id);
  const silent = plan.devices.filter(({ id }) => !aggregate.devices.has(id));
  const faulty = evidence.devices.filter(({ outcome }) => outcome === 'fault');
  const expired = criteria.filter(
    (criterion) => criterion.waiver && criterion.outcome !== 'pass' && !isWaived(criterion, day),
  );
  const earlier = evidence.run.earlier.length;
  return [
    ...faulty.map(({ id, fault }) =>
      warning(
        'DEVICE_FAULT',
        `Device ${id} did not finish${fault?.cause === undefined ? '' : ` (cause: ${fault.cause})`}: ${fault?.message ?? 'no reason given'}.`,
      ),
    ),
    ...evidence.devices.flatMap(flakyIn).map((sentence) => warning('FLAKY', sentence)),
    ...(evidence.left_out ?? []).map(({ id, since, until, why, owner }) =>
      warning(
        'DEVICE_QUARANTINED',
        `Device ${id} was left out: in quarantine from ${since} until ${until}, ${owner === undefined ? 'looked after by nobody' : `looked after by ${owner}`}; ${why}.`,
      ),
    ),
    ...silent.map(({ id }) =>
      warning('DEVICE_SILENT', `Device ${id} was planned and sent no event.`),
    ),
    ...(mute.length > 0 && inferences > 0
      ? [
          warning(
            'DEVICE_WITHOUT_ANSWERS',
            `${counted(mute.length, 'device')} sent events and never an answer, and ${mute.length === 1 ? 'stands' : 'stand'} in no share: ${listed(mute)}.`,
          ),
        ]
      : []),
    ...(rejected > 0
      ? [
          warning(
            'EVENTS_REJECTED',
            `${counted(rejected, 'event')} broke the telemetry schema and ${rejected === 1 ? 'is' : 'are'} not judged; see rejected.ndjson.`,
          ),
        ]
      : []),
    ...(lost > rejected
      ? [
          warning(
            'EVENTS_LOST',
            `${counted(lost, 'sequence number')} within sessions came without an event; what is lost may be what would have missed a limit.`,
          ),
        ]
      : []),
    ...(duplicates > 0
      ? [
          warning(
            'EVENTS_DUPLICATED',
            `${counted(duplicates, 'event')} repeated a device, session and sequence number and ${duplicates === 1 ? 'was' : 'were'} counted once.`,
          ),
        ]
      : []),
    ...(conflicts > 0
      ? [
          warning(
            'EVENTS_CONFLICTING',
            `${counted(conflicts, 'event')} ${conflicts === 1 ? 'differs' : 'differ'} from the one that came before under the same device, session and sequence number; nothing they bear on is judged.`,
          ),
        ]
      : []),
    ...[...strays].map(([scenario, n]) =>
      warning(
        'EVENTS_OF_OTHER_SCENARIO',
        `${counted(n, 'event')} ${n === 1 ? 'names' : 'name'} scenario ${scenario}, which the suite does not have, and ${n === 1 ? 'is' : 'are'} left out.`,
      ),
    ),
    ...(repeatedSamples > 0
      ? [
          info(
            'SAMPLES_REPEATED',
            `${counted(repeatedSamples, 'inference')} repeated a sample the device had answered; answers count once a sample, latencies and energy each time.`,
          ),
        ]
      : []),
    ...(unpaired > 0
      ? [
          warning(
            'SAMPLES_UNPAIRED',
            `${counted(unpaired, 'sample')} of candidate or baseline had no partner; what is missing may be what would have told.`,
          ),
        ]
      : []),
    ...clockFindings(aggregate.clocks),
    ...publishedFindings(evidence),
    ...untagged(input),
    ...serial(input),
    ...undeclared(input),
    ...expired.map(({ id, waiver }) =>
      warning(
        'WAIVER_EXPIRED',
        isCalendarDay(waiver?.expires ?? '')
          ? `The waiver of ${id} expired on ${waiver?.expires ?? ''} and does not hold.`
          : `The waiver of ${id} names no day of the calendar, ${waiver?.expires ?? ''}, and does not hold.`,
      ),
    ),
    ...(evidence.run.resumed === undefined
      ? []
      : [
          info(
            'RESUMED',
            `Gathering was cut off and gone on with ${counted(evidence.run.resumed, 'time')}; every answer counts once.`,
          ),
        ]),
    ...(earlier > 0
      ? [
          info(
            'EARLIER_ATTEMPTS',
            `This is attempt ${evidence.run.attempt}; ${earlier === 1 ? 'an earlier one' : `${earlier} earlier ones`} of this suite version ended before it.`,
          ),
        ]
      : []),
  ];
};
