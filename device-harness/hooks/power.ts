import { setTimeout as sleep } from 'node:timers/promises';
import { quantityIn } from '../../documents/units.ts';
import { fault } from '../fault.ts';
import type { Journal } from '../scenario/context.ts';
import type { DeviceConfig } from '../transports/transport.ts';
import { valuesOf } from './placeholders.ts';
import { type HookCommand, runHook } from './run-hook.ts';

type PowerHook = NonNullable<NonNullable<DeviceConfig['hooks']>['power']>;

/** What switches power off and on: two commands, or a hub that uhubctl can switch. */
const switchesOf = (power: PowerHook): { off: HookCommand; on: HookCommand } => {
  if ('off' in power) return power;
  const { location, port } = power.uhubctl;
  const uhubctl = (action: string): HookCommand => ({
    command: ['uhubctl', '-l', location, '-p', String(port), '-a', action],
  });
  return { off: uhubctl('off'), on: uhubctl('on') };
};

const usualWait = '1 s';

const waitFor = async (duration: string, signal: AbortSignal): Promise<void> => {
  await sleep(quantityIn(duration, 'ms'), undefined, { signal }).catch(() =>
    signal.throwIfAborted(),
  );
};

/** Whether the bench can switch a device off and on. */
export const hasPower = ({ hooks }: DeviceConfig): boolean => hooks?.power !== undefined;

/**
 * Switches a device off and on by its hook and lets it settle; its link should be closed. Power is
 * switched on again whatever happens in between, an interrupt included. Rejects with UNSUPPORTED
 * where it has no such hook, with HOOK_FAILED, and with the signal's reason on abort.
 */
export const powerCycle = async (
  device: DeviceConfig,
  journal: Journal,
  signal: AbortSignal,
): Promise<void> => {
  const power = device.hooks?.power;
  if (!power) throw fault('UNSUPPORTED', 'it has no power hook');
  signal.throwIfAborted();
  const { off, on } = switchesOf(power);
  const values = await valuesOf(device);
  try {
    await runHook(off, { hook: 'power off', values, journal, signal });
    await waitFor(power.rest ?? usualWait, signal);
  } finally {
    // Not ended by an interrupt, only by its own deadline: a bench is left with its boards on.
    const through = new AbortController().signal;
    await runHook(on, { hook: 'power on', values, journal, signal: through });
  }
  await waitFor(power.settle ?? usualWait, signal);
};
