import { chanceInWords } from '../../acceptance/index.ts';
import { indented, wrap } from '../../reporters/terminal/columns.ts';
import type { Need, Requirement } from '../../schemas/types/requirements.ts';
import { requirementsOf, type Planned } from '../../stages/plan.ts';
import { print } from './streams.ts';

const WIDTH = 100;

/** Prints a text in lines of at most WIDTH columns; those after the first are indented. */
const printWrapped = (text: string, indent = '  '): void => {
  for (const [i, line] of wrap(text, WIDTH - indent.length).entries()) {
    print(i === 0 ? line : indent + line);
  }
};

const cut = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);

/** A number for a narrow column: 2,100 or 1.2 M. */
const short = (value: number | null): string => {
  if (value === null) return '-';
  if (value >= 999_999.5) return `${(value / 1e6).toPrecision(3)} M`;
  return value < 9.95
    ? String(Number(value.toFixed(1)))
    : Math.round(value).toLocaleString('en-US');
};

const chance = ({ power, feasibility }: Requirement): string => {
  if (power === null) return '-';
  return feasibility.provable ? chanceInWords(power, 'column') : 'none';
};

const needed = (need: Need | null): string => {
  if (need === null) return 'none is enough'.padStart(19);
  const { events, clusters, hours } = need;
  return `${short(events).padStart(7)} ${short(clusters).padStart(4)} ${short(hours).padStart(6)}`;
};

const lineOf = (requirement: Requirement): string => {
  const { criterion, kind, assumed, from, at80, at95, best, feasibility } = requirement;
  const id = cut(criterion, 10);
  if (kind === 'inspection')
    return `${id} ${feasibility.provable ? 'by inspection' : 'not possible'}`;
  if (kind === 'unplanned') return `${id} no figures beforehand`;
  const expected = cut(`${assumed ?? ''}${from === 'default' ? ' *' : ''}`, 25);
  return `${id} ${expected} ${needed(at80)}  ${needed(at95)} ${chance(requirement).padStart(6)}  ${best ?? '-'}`;
};

const HEAD = [
  `${' '.repeat(36)} ${'For a chance of 80 %'.padStart(19)} ${'For a chance of 95 %'.padStart(20)}   This  Proves`,
  `${'Criterion'.padEnd(10)} ${'If it is'.padEnd(25)} ${'events'.padStart(7)}  {c} ${'hours'.padStart(6)}  ${'events'.padStart(7)}  {c} ${'hours'.padStart(6)}  pilot  at best`,
];

/** What the columns stand for, and what was assumed where nobody says. */
const legendOf = ({ plan, requirements, confidence, from }: Planned): string[] => {
  const { profile, looks = 1 } = plan;
  const lines = [
    'events: those a criterion counts, such as only samples of its class for a recall; every one of them takes the other samples around it as well.',
    profile
      ? `hours: device-hours in all, at ${short(profile.inferences_per_day)} inferences a day (profile ${profile.id}); of a rate, the time to watch. A bench may be faster.`
      : 'hours: of a rate, the device-hours to watch; without a profile the others are not known.',
  ];
  if (from !== null)
    lines.push(
      `Values, spread and correlation are those of run ${from}, where it has the criterion.`,
    );
  if (requirements.some((one) => one.from === 'default')) {
    lines.push(
      '* assumed: half of the allowed failures or events; means and totals at 80 % of the limit with a spread of 10 % between devices; scores halfway to 1; no true drop, with 3 % of the pairs differing; no true gap. Say what you expect with `expected:` in the suite, or with --from RUN.',
    );
  }
  lines.push(
    `Events of one device are taken to be correlated by at least ${plan.icc_floor} (icc-floor), so more events of few devices soon prove little more; where they are less alike, good chances are better than shown. For means and totals only the difference between devices counts, not the number of events.`,
  );
  if (looks > 1) {
    lines.push(
      `${looks} looks are declared: each is judged at ${Number((confidence * 100).toFixed(3))} % confidence, and the figures are those of one look.`,
    );
  }
  return lines;
};

/** How likely a good device passes everything, and what to do about it. */
const togetherOf = ({ all, sized, plan, impossible }: Planned): string[] => {
  if (sized < 2) return [];
  const lines =
    all === null || impossible.length > 0 || plan.devices.length === 0
      ? []
      : [
          `A device as good as this passes all ${sized} required criteria of this pilot with a chance of ${chanceInWords(all)}, taken as independent; criteria that rest on the same events pass together more often.`,
        ];
  if (sized > 5) {
    lines.push(
      `With ${sized} criteria plan each for 95 %: together they then pass with a chance of ${chanceInWords(0.95 ** sized)}, at 80 % each of ${chanceInWords(0.8 ** sized)}.`,
    );
  }
  return lines;
};

/** The pilot each criterion needs as a table and sentences, or as JSON. */
export const printPlan = (planned: Planned, json: boolean): void => {
  if (json) {
    print(JSON.stringify(requirementsOf(planned)));
    return;
  }
  const { plan, requirements, impossible, warnings } = planned;
  const inferences = plan.scenarios.reduce((sum, scenario) => sum + scenario.inferences, 0);
  const size =
    plan.devices.length === 0
      ? 'no bench is configured, so only what is needed is known'
      : `this pilot has ${plan.devices.length} devices and ${inferences} inferences`;
  print(`${plan.suite.id}: ${size}\n`);
  const noun = plan.claim === 'fleet' ? 'dev' : 'ses';
  for (const line of HEAD) print(line.replaceAll('{c}', noun));
  for (const requirement of requirements) print(lineOf(requirement));
  print('');
  for (const line of legendOf(planned)) printWrapped(line);
  print('');
  for (const { sentence, kind, feasibility } of requirements) {
    printWrapped(sentence);
    if (kind === 'sized' && !feasibility.provable && plan.devices.length > 0) {
      for (const line of indented(feasibility.sentence, WIDTH, 2)) print(line);
    }
  }
  const together = togetherOf(planned);
  if (together.length > 0) print('');
  for (const line of together) printWrapped(line);
  for (const warning of warnings) printWrapped(`??  ${warning}`, '    ');
  if (impossible.length > 0) {
    print(
      `${impossible.length} required of ${plan.criteria.length} criteria cannot pass in this pilot, whatever the devices do.`,
    );
  }
};
