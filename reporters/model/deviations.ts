import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import { count, counted, name, sentence } from './format.ts';
import { looksOf } from './looks.ts';

type Device = AcceptanceRecord['tested']['devices'][number];

/** Findings that say by themselves how a run departed from its plan. */
const told: ReadonlySet<string> = new Set([
  'DEVICE_FAULT',
  'DEVICE_QUARANTINED',
  'DEVICE_SILENT',
  'EVENTS_CONFLICTING',
  'EVENTS_DUPLICATED',
  'EVENTS_LOST',
  'EVENTS_OF_OTHER_SCENARIO',
  'EVENTS_REJECTED',
  'FLAKY',
  'RESUMED',
  'SAMPLES_UNPAIRED',
  'WAIVER_EXPIRED',
]);

const amendments = ({ amendments: all }: AcceptanceRecord): string[] =>
  all.map(
    ({ criterion, from, to, by, why }) =>
      `Amendment: ${name(criterion, 40)} was frozen as "${name(from, 120)}" and is judged by "${name(to, 120)}" (${name(by)}): ${sentence(why)}`,
  );

const waivers = ({ criteria }: AcceptanceRecord): string[] =>
  criteria.flatMap(({ id, outcome, waiver }) =>
    waiver === undefined || outcome === 'pass'
      ? []
      : [
          `Waiver: ${name(id, 40)} is not a pass; waived until ${waiver.expires} by ${name(waiver.approver)}, looked after by ${name(waiver.owner)}.`,
        ],
  );

const undeclared = (record: AcceptanceRecord): string[] =>
  record.decision.undeclared_look === true ? [`Undeclared look: ${looksOf(record) ?? ''}`] : [];

const ends = {
  'bench-fault': 'Run cut short: a fault ended it before its plan was done.',
  interrupted: 'Run cut short: it was interrupted before its plan was done.',
  ingested: 'No run of this tool: the telemetry was recorded elsewhere and read in.',
} as const;

const ended = ({ run }: AcceptanceRecord): string[] =>
  run.outcome === 'complete' ? [] : [ends[run.outcome]];

const retried = ({ attempts = [], id }: Device): string[] =>
  attempts.length === 0
    ? []
    : [
        `Retries: ${name(id, 40)} took ${counted(attempts.length, 'attempt')} at ${[...new Set(attempts.map(({ scenario }) => name(scenario, 40)))].join(', ')}; see Devices.`,
      ];

/** Faults, losses and refusals the counts know of, where no finding tells of them. */
const counts = ({ tested, findings }: AcceptanceRecord): string[] => {
  const silent = (code: string): boolean => !findings.some((finding) => finding.code === code);
  const { rejected, duplicates, unpaired, faults } = tested.counts;
  return [
    ...(rejected > 0 && silent('EVENTS_REJECTED')
      ? [`Rejected telemetry: ${counted(rejected, 'event')} broke the schema.`]
      : []),
    ...(duplicates > 0 && silent('EVENTS_DUPLICATED')
      ? [`Repeated telemetry: ${counted(duplicates, 'event')} came twice and counted once.`]
      : []),
    ...(unpaired > 0 && silent('SAMPLES_UNPAIRED')
      ? [`Without counterpart: ${counted(unpaired, 'sample')} of candidate or baseline.`]
      : []),
    ...(faults > 0 && silent('DEVICE_FAULT') && silent('FLAKY')
      ? [`Device faults: ${count(faults)} on record.`]
      : []),
  ];
};

/**
 * Everything that departs from the plan, in sentences: amendments, waivers, looks nobody declared,
 * runs cut short or gone on with, retries and flaky steps, faults, lost and rejected telemetry.
 */
export const deviationsOf = (record: AcceptanceRecord): string[] => [
  ...amendments(record),
  ...waivers(record),
  ...undeclared(record),
  ...ended(record),
  ...record.tested.devices.flatMap(retried),
  ...counts(record),
  ...record.findings
    .filter(({ code }) => told.has(code))
    .map(({ sentence: said }) => sentence(said)),
];
