// Imports nothing: the page in the browser folds the same pieces by the same functions.

/** What a device did between two places in the journal, or since its beginning. Pieces add up. */
export interface DeviceProgress {
  readonly scenario?: string;
  readonly step?: string;
  readonly attempt?: number;
  /** How it ended, where it has; null: it was opened again since. */
  readonly outcome?: string | null;
  readonly inferences: number;
  readonly events: number;
  readonly rejected: number;
  readonly faults: number;
  readonly attempts: number;
}

/** Something worth a line: a fault, a try, a device that is left out. */
interface Remark {
  readonly at: string;
  readonly device: string | null;
  readonly kind: string;
  readonly text: string;
}

export interface Progress {
  readonly devices: Readonly<Record<string, DeviceProgress>>;
  /** The latest of them. */
  readonly remarks: readonly Remark[];
  /** How gathering ended, where it has. */
  readonly outcome: string | null;
}

export const nothingYet: Progress = { devices: {}, remarks: [], outcome: null };

/** A run says much of itself; this many of its latest remarks are kept. */
const kept = 50;

const none: DeviceProgress = { inferences: 0, events: 0, rejected: 0, faults: 0, attempts: 0 };

const addDevice = (a: DeviceProgress, b: DeviceProgress): DeviceProgress => ({
  ...a,
  ...b,
  inferences: a.inferences + b.inferences,
  events: a.events + b.events,
  rejected: a.rejected + b.rejected,
  faults: a.faults + b.faults,
  attempts: a.attempts + b.attempts,
});

/** Two pieces that follow one another, as one. */
export const added = (a: Progress, b: Progress): Progress => {
  const devices = new Map(Object.entries(a.devices));
  for (const [id, piece] of Object.entries(b.devices)) {
    devices.set(id, addDevice(devices.get(id) ?? none, piece));
  }
  return {
    // Own properties whatever a device is called.
    devices: Object.fromEntries(devices),
    remarks: [...a.remarks, ...b.remarks].slice(-kept),
    outcome: b.outcome ?? a.outcome,
  };
};

/** A line of the journal, as far as progress needs it. */
export interface Line {
  readonly at?: string;
  readonly kind?: string;
  readonly device?: string;
  readonly scenario?: string;
  readonly step?: string;
  readonly attempt?: number;
  readonly outcome?: string;
  readonly message?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

const told = new Set(['fault', 'attempt', 'gap', 'reconnected', 'quarantined', 'resumed', 'lock']);

const pieceOf = (line: Line): Partial<DeviceProgress> | undefined => {
  const { kind, scenario, step, attempt, outcome, data } = line;
  switch (kind) {
    case 'event':
      return { events: 1, inferences: data?.['kind'] === 'inference' ? 1 : 0 };
    case 'rejected':
      return { rejected: 1 };
    case 'fault':
      return { faults: 1 };
    case 'attempt':
      return { attempts: 1, ...(attempt !== undefined && { attempt }) };
    case 'device-opened':
      return { outcome: null };
    case 'device-closed':
      return { outcome: outcome ?? 'closed' };
    case 'scenario-started':
      return { ...(scenario !== undefined && { scenario }), step: '' };
    case 'step-started':
      return { ...(scenario !== undefined && { scenario }), ...(step !== undefined && { step }) };
    default:
      return undefined;
  }
};

const remarkOf = ({ at = '', kind = '', device, outcome, message }: Line): Remark => ({
  at,
  device: device ?? null,
  kind,
  text: [message, outcome === undefined ? undefined : `[${outcome}]`]
    .filter((part) => part !== undefined)
    .join(' ')
    .slice(0, 400),
});

/** What lines of a journal add to its progress; its size does not grow with their number. */
export const progressIn = (lines: readonly Line[]): Progress => {
  const devices = new Map<string, DeviceProgress>();
  const remarks: Remark[] = [];
  let ended: string | null = null;
  for (const line of lines) {
    const piece = pieceOf(line);
    if (piece && line.device !== undefined) {
      const before = devices.get(line.device) ?? none;
      devices.set(line.device, addDevice(before, { ...none, ...piece }));
    }
    if (told.has(line.kind ?? '')) remarks.push(remarkOf(line));
    if (remarks.length > 2 * kept) remarks.splice(0, kept);
    if (line.kind === 'run-finished') ended = line.outcome ?? 'finished';
    if (line.kind === 'resumed') ended = null;
  }
  return { devices: Object.fromEntries(devices), remarks: remarks.slice(-kept), outcome: ended };
};
