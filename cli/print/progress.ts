import type { JournalEntry } from '../../schemas/types/journal-entry.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import { obeyedByNoRunner } from './runner.ts';

export interface Progress extends Disposable {
  show(entry: JournalEntry): void;
}

const barWidth = 30;

/** What went wrong on which device, and who has to act. */
const faultLine = ({ device = 'the bench', outcome, message, data }: JournalEntry): string => {
  const cause = data?.['cause'];
  const who = typeof cause === 'string' ? ` (cause: ${cause})` : '';
  return `fault on ${device}: ${message ?? 'unknown'}${outcome === undefined ? '' : ` [${outcome}]`}${who}`;
};

/** A try that failed or passed late; undefined for what needs no line. */
const attemptLine = ({
  device,
  scenario,
  attempt = 1,
  outcome,
  message,
  data,
}: JournalEntry): string | undefined => {
  const group = data?.['group'];
  const name = typeof group === 'string' ? group : scenario;
  const unit = `${name ?? 'all'} on ${device ?? 'the bench'}`;
  if (outcome === 'fault') return `attempt ${attempt} at ${unit} failed: ${message ?? 'unknown'}`;
  return outcome === 'complete' ? `${unit} passed at attempt ${attempt}` : undefined;
};

/** Progress on stderr: one bar on a terminal, a line every tenth of the way elsewhere. */
export const openProgress = (plan: Plan, { quiet }: { quiet: boolean }): Progress => {
  const total = plan.scenarios.reduce((sum, { inferences }) => sum + inferences, 0);
  const live = process.stderr.isTTY && process.env['TERM'] !== 'dumb';
  const started = performance.now();
  let done = 0;
  let faults = 0;
  const parts = live ? 200 : 10;
  let shown = 0;

  const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(0)} s`;
  const bar = (): string => {
    const filled = total === 0 ? 0 : Math.round((done / total) * barWidth);
    return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${done}/${total} inferences, ${plan.devices.length} devices, ${seconds()}`;
  };
  const draw = (): void => {
    if (live) process.stderr.write(`\r${bar()}`);
    else process.stderr.write(`${bar()}\n`);
  };
  const line = (text: string): void => {
    process.stderr.write(`${live ? '\r\u001b[K' : ''}${obeyedByNoRunner(text)}\n`);
  };

  if (quiet) return { show: () => undefined, [Symbol.dispose]: () => undefined };
  line(
    `${plan.suite.id}: ${plan.devices.length} devices (${[...new Set(plan.devices.map(({ transport }) => transport))].join(', ')}), ${total} inferences`,
  );
  return {
    show: (entry) => {
      if (entry.kind === 'fault') {
        faults += 1;
        line(faultLine(entry));
      }
      if (entry.kind === 'attempt') {
        const said = attemptLine(entry);
        if (said !== undefined) line(said);
      }
      if (entry.kind === 'resumed') {
        done = Number(entry.data?.['inferences'] ?? 0);
        line(`going on: ${done} of ${total} inferences are there`);
      }
      if (
        (entry.kind === 'lock' && entry.outcome === 'waiting') ||
        (entry.kind === 'quarantined' && entry.outcome === 'left-out')
      ) {
        line(`${entry.device ?? 'a device'}: ${entry.message ?? entry.kind}`);
      }
      if (entry.kind !== 'event' || entry.data?.['kind'] !== 'inference') return;
      done += 1;
      const part = Math.floor((done * parts) / Math.max(total, 1));
      if (part > shown) {
        shown = part;
        draw();
      }
    },
    [Symbol.dispose]: () => {
      if (live) process.stderr.write('\n');
      if (faults > 0) line(`${faults} device fault(s); see the journal of the run`);
    },
  };
};
