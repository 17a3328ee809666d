import { setTimeout as sleep } from 'node:timers/promises';
import type { PilotError } from '../documents/pilot-error.ts';
import { quantityIn } from '../documents/units.ts';
import type { Retry } from '../schemas/types/suite.ts';
import { hasPower, powerCycle } from './hooks/power.ts';
import { causeAt } from './outcome.ts';
import { attemptNote, type Unit, unitsAround } from './scenario/attempts.ts';
import type { Journal } from './scenario/context.ts';
import type { Position } from './scenario/position.ts';
import { isFinished } from './scenario/standing.ts';
import type { DeviceConfig } from './transports/transport.ts';

/** A unit that is tried again, and as which attempt. */
export interface Again {
  readonly unit: Unit;
  readonly retry: Retry;
  readonly attempt: number;
}

/**
 * Notes that a try failed, for every unit around it that may be or was tried again, and says which
 * one is to be: the innermost that declares it and has tries left. Undefined where none has, and
 * for a fault whose cause is not the bench: trying again what a device or a suite gets wrong would
 * only hide it.
 */
export const tryAgain = (
  position: Position,
  { code, message }: PilotError,
  journal: Journal,
): Again | undefined => {
  const { at, scenarios, attempts } = position;
  const standing = scenarios.find((each) => !isFinished(each));
  if (!standing || code === 'INTERRUPTED') return undefined;
  const cause = causeAt(position, code);
  for (const unit of unitsAround(standing, at.leaf ?? standing.done).toReversed()) {
    const { retry } = unit;
    const failed = attempts.failed(unit);
    const attempt = failed + 1;
    const isTried = retry !== undefined && cause === 'bench';
    if (isTried || failed > 0) {
      const data = { code, cause };
      journal(attemptNote(unit, { attempt, outcome: 'fault', message, data }));
    }
    if (isTried && attempt < retry.attempts) {
      standing.from = unit.from;
      return { unit, retry, attempt: attempt + 1 };
    }
  }
  return undefined;
};

/** Opening these anew is powering them anew. */
const poweredByOpening: ReadonlySet<DeviceConfig['transport']['kind']> = new Set([
  'emulator',
  'memory',
  'process',
  'qemu',
  'replay',
]);

/** Takes the power of a device whose link is closed away, and gives it back. */
export const cyclePower = async (
  device: DeviceConfig,
  journal: Journal,
  signal: AbortSignal,
): Promise<void> => {
  if (!hasPower(device) && poweredByOpening.has(device.transport.kind)) return;
  await powerCycle(device, journal, signal);
};

/** What a retry asks for before the next try: its pause, and power that was off. */
export const prepare = async (
  { unit, retry, attempt }: Again,
  device: DeviceConfig,
  journal: Journal,
  signal: AbortSignal,
): Promise<void> => {
  if (retry.after !== undefined) {
    await sleep(quantityIn(retry.after, 'ms'), undefined, { signal }).catch(() =>
      signal.throwIfAborted(),
    );
  }
  const power_cycled = retry['power-cycle'] === true;
  if (power_cycled) await cyclePower(device, journal, signal);
  journal(attemptNote(unit, { attempt, outcome: 'started', data: { power_cycled } }));
};
