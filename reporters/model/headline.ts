import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import type { ReportModel } from '../../schemas/types/report-model.ts';
import { count, counted, fixed, moment, name, percent, sentence } from './format.ts';
import { marksOf } from './looks.ts';
import { tones } from './words.ts';

const ordinal = (n: number): string => {
  const tail = n % 100 > 10 && n % 100 < 14 ? 0 : n % 10;
  return `${n}${['th', 'st', 'nd', 'rd'][tail] ?? 'th'}`;
};

const attemptOf = ({ run }: AcceptanceRecord): string =>
  run.earlier.length === 0 && run.attempt <= 1
    ? 'First attempt.'
    : `${ordinal(run.attempt)} attempt; ${counted(run.earlier.length, 'earlier one')} on record.`;

/** Only a go lets a signature authorise what the suite names; all else says what it would take. */
const authorisesLead: Readonly<Record<AcceptanceRecord['decision']['outcome'], string>> = {
  go: 'A signature authorises:',
  'go-with-conditions': 'A signature authorises, under the conditions below:',
  'rehearsal-go': 'A go on hardware, signed, would authorise:',
  'no-go': 'Not authorised by this result:',
  'not-enough-evidence': 'Not authorised by this result:',
  'bench-fault': 'Not authorised by this result:',
};

/** Where the suite names nothing, the lead says so, and what follows it is no list of rights. */
const authorisesOf = ({
  suite: { authorises },
  decision: { outcome },
}: AcceptanceRecord): Pick<ReportModel['decision'], 'authorises' | 'authorises_lead'> =>
  authorises === undefined
    ? {
        authorises: 'sign only what the question asks.',
        authorises_lead: 'The suite does not say what a signature authorises:',
      }
    : { authorises: name(authorises, 240), authorises_lead: authorisesLead[outcome] };

/** The latest attempts; page one has no room for a long history, and the record has them all. */
const recent = (earlier: AcceptanceRecord['run']['earlier']): string[] => {
  const shown = earlier.slice(-2).map(({ run, label }) => `${name(run, 60)}: ${label}`);
  const more = earlier.length - shown.length;
  return more > 0 ? [`${counted(more, 'attempt')} before these`, ...shown] : shown;
};

export const decisionOf = (record: AcceptanceRecord): ReportModel['decision'] => ({
  outcome: record.decision.outcome,
  label: record.decision.label,
  tone: tones[record.decision.outcome],
  reason: name(record.decision.reason, 320),
  question: name(record.suite.question, 200),
  ...authorisesOf(record),
  attempt: attemptOf(record),
  earlier: recent(record.run.earlier),
  exit_code: record.decision.exit_code,
  marks: marksOf(record),
});

const origins = (record: AcceptanceRecord): string => {
  const tally = new Map<string, number>();
  for (const { origin, transport } of record.tested.devices) {
    const kind = `${origin === 'hardware' ? 'real' : origin} (${name(transport, 40)})`;
    tally.set(kind, (tally.get(kind) ?? 0) + 1);
  }
  return [...tally].map(([kind, n]) => `${count(n)} ${kind}`).join(', ') || 'none';
};

/** Time of devices in the unit that leaves figures to read: hours, minutes or seconds. */
const deviceTime = ({ device_hours: hours, devices }: AcceptanceRecord['tested']): string => {
  const simulated = devices.length > 0 && devices.every(({ origin }) => origin === 'emulated');
  const of = simulated ? 'simulated device' : 'device';
  if (hours === 0 || hours >= 1) return `${fixed(hours, 1)} ${of} hours`;
  const minutes = hours * 60;
  return minutes >= 1
    ? `${fixed(minutes, 1)} ${of} minutes`
    : `${fixed(minutes * 60, 1)} ${of} seconds`;
};

/** Start and end, or the start and how long it took, where both lie in one minute. */
const when = ({ started, finished }: AcceptanceRecord['run']): string => {
  const [from, to] = [moment(started), moment(finished)];
  const seconds = (Date.parse(finished) - Date.parse(started)) / 1000;
  if (from !== to || !(seconds >= 0)) return `${from} to ${to}`;
  return `${from}, within ${seconds < 1 ? 'one second' : counted(Math.ceil(seconds), 'second')}`;
};

/** What was tested, in the words of page one. */
export const testedFacts = (record: AcceptanceRecord): ReportModel['tested'] => {
  const { tested, run, scope } = record;
  const candidate = tested.builds.find(({ role }) => role === 'candidate') ?? tested.builds[0];
  const part = candidate?.part === undefined ? '' : ` on ${name(candidate.part, 40)}`;
  const version = candidate?.version === undefined ? '' : ` ${name(candidate.version, 40)}`;
  return [
    { label: 'Devices', value: origins(record) },
    {
      label: 'Build',
      value: candidate
        ? `${name(candidate.firmware ?? candidate.id, 48)}${version}, model ${name(candidate.model ?? candidate.id, 48)}${part}`
        : 'not stated',
    },
    {
      label: 'Evidence',
      value: `${counted(tested.counts.inferences, 'inference')} in ${counted(tested.counts.events, 'event')}, ${deviceTime(tested)}`,
    },
    { label: 'Scenarios', value: tested.scenarios.map((id) => name(id, 40)).join(', ') || 'none' },
    { label: 'When', value: when(run) },
    {
      label: 'Claim',
      value: `${scope.claim === 'fleet' ? 'the whole fleet' : 'these devices only'}, at ${percent(scope.confidence, 0)} confidence`,
    },
  ];
};

export const conditionsOf = (record: AcceptanceRecord): ReportModel['conditions'] =>
  record.decision.conditions.map(({ criterion, reason, owner, approver, expires }) => ({
    criterion: name(criterion, 40),
    reason: sentence(reason),
    owner: name(owner),
    approver: name(approver),
    expires,
  }));

export const amendmentsOf = (record: AcceptanceRecord): ReportModel['amendments'] =>
  record.amendments.map(({ criterion, from, to, by, why }) => ({
    criterion: name(criterion, 40),
    from: name(from, 160),
    to: name(to, 160),
    by: name(by),
    why: sentence(why),
  }));
