import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import type { ReportModel } from '../../schemas/types/report-model.ts';
import { bytes, count, fixed, moment, name, percent, quantity, sentence } from './format.ts';
import { verdictWord } from './words.ts';

const dash = '–';

type Device = AcceptanceRecord['tested']['devices'][number];

/** What went wrong, with who has to act where that is known. */
const faultOf = ({ fault = '', code, cause }: Device): string => {
  if (cause === undefined) return sentence(fault);
  return `${name(code ?? '', 40)} (cause: ${cause}), ${sentence(fault)}`;
};

const attemptInWords = (attempt: NonNullable<Device['attempts']>[number]): string => {
  const { scenario, group, attempt: number, power_cycled, fault } = attempt;
  const unit =
    group === undefined ? name(scenario, 40) : `${name(group, 40)} of ${name(scenario, 40)}`;
  const cycled = power_cycled === true ? ' after a power cycle' : '';
  const end = fault
    ? `${name(fault.code, 40)} (cause: ${fault.cause ?? 'bench'}), ${sentence(fault.message)}`
    : 'done';
  return `${unit}, attempt ${number}${cycled}: ${end}`;
};

export const devicesOf = ({ tested }: AcceptanceRecord): ReportModel['devices'] =>
  tested.devices.map((device) => ({
    id: name(device.id, 60),
    origin: device.origin,
    transport: name(device.transport, 60),
    firmware: name(device.firmware ?? dash, 60),
    model: name(device.model ?? dash, 60),
    sessions: device.sessions === undefined ? dash : count(device.sessions),
    events: count(device.events),
    outcome: name(device.outcome, 40),
    fault: device.fault === undefined ? null : faultOf(device),
    attempts: (device.attempts ?? []).map(attemptInWords),
  }));

export const buildsOf = ({ tested }: AcceptanceRecord): ReportModel['builds'] =>
  tested.builds.map((build) => ({
    role: name(build.role, 40),
    id: name(build.id, 60),
    firmware:
      build.firmware === undefined
        ? dash
        : `${name(build.firmware, 60)} ${name(build.version ?? '', 40)}`.trim(),
    part: name(build.part ?? dash, 40),
    flash: build.flash_B === undefined ? dash : quantity(build.flash_B / 1024, 'KiB'),
    ram: build.ram_B === undefined ? dash : quantity(build.ram_B / 1024, 'KiB'),
    sha256: build.sha256,
  }));

/** What was refused, said even where nothing was. */
export const rejectedOf = ({ tested: { counts } }: AcceptanceRecord): string => {
  const parts = [
    [counts.rejected, 'broke the schema (rejected.ndjson, each with reason and place)'],
    [counts.duplicates, 'came twice'],
    [counts.unpaired, 'had no counterpart in the baseline'],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, what]) => `${count(n)} ${what}`);
  return `${count(counts.events)} events were counted. Not counted: ${said.join('; ') || 'none'}.`;
};

export const environmentOf = (record: AcceptanceRecord): ReportModel['environment'] => {
  const { tool, run, scope, tested, suite } = record;
  return [
    { label: 'Run', value: name(run.id) },
    { label: 'Time', value: `${moment(run.started)} to ${moment(run.finished)}` },
    { label: 'Run ended', value: run.outcome },
    { label: 'Judged by', value: `${tool.name} ${tool.version}` },
    {
      label: 'Suite',
      value: `${name(suite.id)}, version ${suite.version}, SHA-256 ${suite.sha256}`,
    },
    { label: 'Device faults', value: count(tested.counts.faults) },
    { label: 'Confidence', value: `${percent(scope.confidence, 0)}, one-sided, each criterion` },
    {
      label: 'Claim',
      value:
        scope.claim === 'fleet'
          ? 'fleet: devices are the clusters'
          : 'these devices: their sessions are the clusters',
    },
    { label: 'Correlation floor', value: `${fixed(scope.icc_floor, 2)} within a device` },
    { label: 'Weakest origin that may pass', value: scope.accept },
    { label: 'Devices', value: `${count(scope.devices)} seen, ${count(scope.at_least)} asked for` },
    {
      label: 'Power',
      value: tested.power
        ? `${tested.power.origin}: ${name(tested.power.source, 160)}`
        : 'not measured, not modelled',
    },
  ];
};

/** Requirement to criterion to evidence: one line for each pair. */
export const traceabilityOf = ({
  criteria,
  evidence,
}: AcceptanceRecord): ReportModel['traceability'] =>
  criteria
    .flatMap((criterion) =>
      (criterion.covers.length > 0 ? criterion.covers : ['no requirement named']).map(
        (requirement) => ({
          requirement: name(requirement, 40),
          criterion: name(criterion.id, 40),
          outcome: criterion.outcome,
          word: verdictWord[criterion.outcome],
          evidence: criterion.evidence ?? 'none',
          sha256: evidence.find(({ path }) => path === criterion.evidence)?.sha256 ?? dash,
        }),
      ),
    )
    .toSorted((a, b) =>
      a.requirement < b.requirement ? -1 : a.requirement > b.requirement ? 1 : 0,
    );

export const filesOf = (
  files: readonly { role?: string; path: string; bytes: number; sha256: string }[],
): ReportModel['evidence'] =>
  files.map((file) => ({
    role: name(file.role ?? 'evidence', 40),
    path: name(file.path, 90),
    bytes: bytes(file.bytes),
    sha256: file.sha256,
  }));
