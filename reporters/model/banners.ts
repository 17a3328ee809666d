import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import type { ReportModel } from '../../schemas/types/report-model.ts';
import { count, counted, name, sentence } from './format.ts';

const are = (n: number): string => (n === 1 ? 'is' : 'are');

const weakDevices = ({ tested }: AcceptanceRecord): ReportModel['banners'] => {
  const all = tested.devices.length;
  const who = (n: number): string =>
    n === all ? `All ${counted(all, 'device')}` : `${count(n)} of ${counted(all, 'device')}`;
  const banners: ReportModel['banners'] = [];
  const emulated = tested.devices.filter(({ origin }) => origin === 'emulated').length;
  if (emulated > 0) {
    banners.push({
      kind: 'Emulated devices',
      text: `${who(emulated)} ${are(emulated)} emulated. The firmware is real, the boards are not.`,
    });
  }
  const modelled = tested.devices.filter(({ origin }) => origin === 'modelled').length;
  if (modelled > 0) {
    banners.push({
      kind: 'Modelled devices',
      text: `${who(modelled)} ${are(modelled)} simulated, or nobody said where the telemetry comes from.`,
    });
  }
  return banners;
};

const weakPower = ({ tested, criteria }: AcceptanceRecord): ReportModel['banners'] => {
  const { power } = tested;
  const resting = restOnIt(criteria);
  if (resting === '') return [];
  if (power !== null && power.origin !== 'hardware') {
    const source = ` (${name(power.source, 160)})`;
    return [
      {
        kind: 'Modelled power',
        text: `Power is computed, not measured${source}.${resting}`,
      },
    ];
  }
  if (tested.devices.some(({ origin }) => origin === 'modelled')) return [];
  return [{ kind: 'Modelled figures', text: `Some figures are computed, not measured.${resting}` }];
};

/** A banner names so many criteria; the table of all shows the origin of each. */
const mostNamed = 8;

/** " ENE-1, BAT-1 rest on it." or nothing. */
const restOnIt = (criteria: AcceptanceRecord['criteria']): string => {
  const ids = criteria
    .filter(({ origin, n }) => origin === 'modelled' && n > 0)
    .map(({ id }) => name(id, 24));
  const more = ids.length > mostNamed ? ` and ${count(ids.length - mostNamed)} more` : '';
  const named = `${ids.slice(0, mostNamed).join(', ')}${more}`;
  return ids.length === 0 ? '' : ` ${named} rest${ids.length === 1 ? 's' : ''} on it.`;
};

const blames = {
  bench: 'Bench fault',
  device: 'Device fault',
  suite: 'Fault of the suite',
  pilotlight: 'Defect of Pilotlight',
} as const;

/** What cut the run short, by who has to act; the bench where nobody says. */
const whatBroke = ({ run, tested }: AcceptanceRecord): string => {
  if (run.outcome === 'interrupted') return 'Interrupted run';
  const faulty = tested.devices.filter(({ outcome }) => outcome === 'fault');
  const causes = [...new Set(faulty.map(({ cause = 'bench' }) => cause))];
  return causes.map((cause) => blames[cause]).join(', ') || blames.bench;
};

/** What passed only when it was tried again. */
const flaky = ({ findings }: AcceptanceRecord): ReportModel['banners'] => {
  const found = findings.filter(({ code }) => code === 'FLAKY').map(({ sentence: said }) => said);
  if (found.length === 0) return [];
  const more = found.length > 3 ? ` And ${count(found.length - 3)} more; see Devices.` : '';
  return [{ kind: 'Flaky', text: `${found.slice(0, 3).map(sentence).join(' ')}${more}` }];
};

const brokenRun = (record: AcceptanceRecord): ReportModel['banners'] =>
  record.run.outcome === 'bench-fault' || record.run.outcome === 'interrupted'
    ? [
        {
          kind: whatBroke(record),
          text: 'The run did not end as planned. What was gathered until then is judged; what is missing is never counted as a pass.',
        },
      ]
    : [];

/** What weakens the evidence: stands at the head of page one. */
export const bannersOf = (record: AcceptanceRecord): ReportModel['banners'] => [
  ...brokenRun(record),
  ...flaky(record),
  ...weakDevices(record),
  ...weakPower(record),
];
