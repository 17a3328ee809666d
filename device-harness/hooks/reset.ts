import { setTimeout as sleep } from 'node:timers/promises';
import { quantityIn } from '../../documents/units.ts';
import { fault } from '../fault.ts';
import type { Journal } from '../scenario/context.ts';
import type { DeviceConfig, Transport } from '../transports/transport.ts';
import { withDeadline } from '../with-deadline.ts';
import { valuesOf } from './placeholders.ts';
import { runHook } from './run-hook.ts';

const within_us = 2e6;

/**
 * Resets a device by its hook: a command, or its control lines set one state after the other
 * through the open transport. Rejects with UNSUPPORTED where it has no such hook or its transport
 * no control lines, with HOOK_FAILED, with DEADLINE where a line is not set within 2 s.
 */
export const hardReset = async (
  device: DeviceConfig,
  { setLines }: Pick<Transport, 'setLines'>,
  journal: Journal,
  signal: AbortSignal,
): Promise<void> => {
  const reset = device.hooks?.reset;
  if (!reset) throw fault('UNSUPPORTED', 'it has no reset hook');
  if ('command' in reset) {
    await runHook(reset, { hook: 'reset', values: await valuesOf(device), journal, signal });
    return;
  }
  if (!setLines) {
    throw fault(
      'UNSUPPORTED',
      `a ${device.transport.kind} link has no control lines to reset it by`,
    );
  }
  const late = fault('DEADLINE', `its control lines could not be set within ${within_us / 1e6} s`);
  for (const { for: held, ...lines } of reset.lines) {
    signal.throwIfAborted();
    await withDeadline(setLines(lines), within_us, late, signal);
    if (held === undefined) continue;
    await sleep(quantityIn(held, 'ms'), undefined, { signal }).catch(() => signal.throwIfAborted());
  }
  journal({ kind: 'hook', outcome: 'done', message: 'reset', data: { lines: reset.lines } });
};
