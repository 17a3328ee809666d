import { writeAmount, writeMoney } from '../../documents/money.ts';
import type { AcceptanceRecord, Criterion } from '../../schemas/types/record.ts';
import { count, counted, name, plain } from './format.ts';
import { severity } from './words.ts';

type Needs = NonNullable<Criterion['needs']>;

/** Page one has room for so many pieces of advice, and for so long ones. */
const most = 6;
const longest = 300;

const HOURS_PER_DAY = 24;

/** A length of time somebody plans with. */
const lengthText = (hours: number): string => {
  if (hours < 1) return counted(Math.ceil(hours * 60), 'minute');
  if (hours < 2 * HOURS_PER_DAY) return counted(Math.ceil(hours), 'hour');
  return counted(Math.ceil(hours / HOURS_PER_DAY), 'day');
};

/** The whole time; what is less than an hour is said so. */
const timeText = (hours: number): string =>
  hours < 1 ? 'less than an hour' : `about ${lengthText(hours)}`;

/** Events of a criterion that one device gave in an hour of this pilot; null where time is not known. */
const paceOf = ({ tested }: AcceptanceRecord, { n }: Criterion): number | null =>
  tested.device_hours > 0 && n > 0 ? n / tested.device_hours : null;

/** Devices a pilot of these needs runs on: as many as there were, unless it takes more. */
const devicesOf = ({ tested }: AcceptanceRecord, needs: Needs): number =>
  Math.max(1, tested.devices.length, needs.devices ?? 0);

/** Hours until so many devices have given the events that are needed; null where nobody knows. */
const hoursOf = (
  record: AcceptanceRecord,
  criterion: Criterion,
  devices: number,
): number | null => {
  const { events } = criterion.needs ?? {};
  const pace = paceOf(record, criterion);
  // What is needed is always that of a fresh pilot: the events there are do not count towards it.
  return events === undefined || pace === null ? null : events / (pace * devices);
};

/** What a number of boards costs with their installation; null where no business case says. */
const priceOf = ({ business }: AcceptanceRecord, boards: number): string | null => {
  const { currency = '', locale, inputs = [] } = business ?? {};
  const [device, installation] = ['costs.device', 'costs.installation'].map((id) =>
    inputs.find((input) => input.id === id),
  );
  if (!device) return null;
  const cost = (key: 'low' | 'base' | 'high'): number =>
    boards * (device[key] + (installation?.[key] ?? 0));
  const what = installation ? 'device and installation' : 'device';
  const range = `${writeAmount(cost('low'), locale)} to ${writeAmount(cost('high'), locale)}`;
  return `${writeMoney(cost('base'), currency, locale)} (${range}; ${what} as in the business case)`;
};

const stuck = ({ needs }: Criterion): boolean =>
  needs !== undefined && Object.keys(needs).length === 0;

const idsOf = (criteria: readonly Criterion[]): string => {
  const ids = criteria.slice(0, most).map(({ id }) => name(id, 24));
  const rest = criteria.length - ids.length;
  return rest > 0 ? `${ids.join(', ')} and ${count(rest)} more` : ids.join(', ');
};

/**
 * How long the longest criterion takes on so many devices; where others have no known time, or ask
 * for sessions, whose length nothing tells, that is the least.
 */
const timeOf = (record: AcceptanceRecord, sized: readonly Criterion[], devices: number): string => {
  const timed = sized.flatMap((criterion) => {
    const [hours, pace] = [hoursOf(record, criterion, devices), paceOf(record, criterion)];
    return hours === null || pace === null ? [] : [{ criterion, hours, pace }];
  });
  const [last] = timed.toSorted((a, b) => b.hours - a.hours);
  if (!last) return 'the time it takes is not known from this pilot';
  const untimed = sized.filter((criterion) => timed.every((one) => one.criterion !== criterion));
  const open = [
    ...(untimed.length === 0 ? [] : [idsOf(untimed)]),
    ...(sized.some(({ needs }) => (needs?.sessions ?? 0) > 0) ? ['the sessions'] : []),
  ].join(' and for ');
  const time = open === '' ? timeText(last.hours) : `at least ${lengthText(last.hours)}`;
  const rest = open === '' ? '' : `, the time for ${open} is not known`;
  return `${time} at the pace of this one (${plain(last.pace)} events an hour and device for ${name(last.criterion.id, 24)}${unreal(record)})${rest}`;
};

/** A simulated clock runs as fast as it likes; what real boards take is not known from it. */
const unreal = ({ tested }: AcceptanceRecord): string =>
  tested.devices.some(({ origin }) => origin !== 'hardware')
    ? ', in simulated time; real boards may take longer'
    : '';

/** Days, boards and money of one fresh pilot that is large enough for all that is open. */
const wholePilot = (record: AcceptanceRecord, open: readonly Criterion[]): string[] => {
  const sized = open.filter((criterion) => criterion.needs !== undefined && !stuck(criterion));
  if (sized.length === 0) return [];
  const devices = Math.max(...sized.map(({ needs }) => devicesOf(record, needs ?? {})));
  const sessions = Math.max(0, ...sized.map(({ needs }) => needs?.sessions ?? 0));
  const boards = devices - record.tested.devices.length;
  const price = boards > 0 ? priceOf(record, boards) : null;
  const time = timeOf(record, sized, devices);
  return [
    `One fresh pilot for ${sized.length === open.length ? 'all of it' : idsOf(sized)}: ${counted(devices, 'board')}${sessions > 0 ? ` with ${counted(sessions, 'session')} each` : ''}, ${time}; ${boards > 0 ? `${counted(boards, 'board')} more than there ${record.tested.devices.length === 1 ? 'was' : 'were'}${price === null ? ', no prices are given' : `, ${price}`}` : 'no more boards than there were'}.`,
  ];
};

/** What has to be known of a criterion before its advice is read. */
const kindOf = (criterion: Criterion): string => {
  if (stuck(criterion)) return ' (more events cannot help)';
  if (criterion.outcome === 'error') return ' (could not be judged)';
  return criterion.advice === undefined ? ' (the size that would decide it is not known)' : '';
};

/** Each piece of advice once, with all it is about. */
const pieces = (open: readonly Criterion[]): string[] => {
  const byAdvice = new Map<string, Criterion[]>();
  for (const criterion of open) {
    const { advice, reason = 'the record does not say why' } = criterion;
    const key = `${kindOf(criterion)}: ${advice ?? reason}`;
    byAdvice.set(key, [...(byAdvice.get(key) ?? []), criterion]);
  }
  const all = [...byAdvice].map(([told, about]) => `${idsOf(about)}${name(told, longest)}`);
  const rest = all.length - most;
  return rest > 0
    ? [...all.slice(0, most), `And ${counted(rest, 'more piece')} of advice; see All criteria.`]
    : all;
};

/**
 * What would decide the criteria that are not decided: days, boards and money to an answer, or that
 * more events cannot help. Worst first, each piece of advice once.
 */
export const nextSteps = (record: AcceptanceRecord): string[] => {
  const { decision, criteria } = record;
  if (decision.outcome !== 'not-enough-evidence' && decision.outcome !== 'bench-fault') return [];
  const open = criteria
    .filter(({ outcome }) => outcome !== 'pass' && outcome !== 'fail')
    .toSorted(
      (a, b) =>
        Number(b.required) - Number(a.required) || severity[a.outcome] - severity[b.outcome],
    );
  return [...wholePilot(record, open), ...pieces(open)];
};
