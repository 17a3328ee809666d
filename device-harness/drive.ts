import type { PilotError } from '../documents/pilot-error.ts';
import { type Drive, driveOnce } from './drive-once.ts';
import { causeAt, type DeviceOutcome, type Drove, faultOf, outcomeOf, placeIn } from './outcome.ts';
import { createReconnector } from './reconnect.ts';
import type { Journal } from './scenario/context.ts';
import { createPosition, goOn, type Position } from './scenario/position.ts';
import type { Transport } from './transports/transport.ts';
import { cyclePower, prepare, tryAgain } from './try-again.ts';

export type { DeviceOutcome, Drive };

/** Counts up with each answer and each step that is done, and with nothing else. */
const progressOf = ({ counts, scenarios }: Position): number =>
  scenarios.reduce((sum, { done }) => sum + done, counts.inferences);

/** Drives a device to the end of its scenarios, opening it anew where a step or a retry asks for it. */
const drive = async (options: Drive, journal: Journal, drove: Drove): Promise<void> => {
  const { device, signal } = options;
  const links = createReconnector(device, options.image, journal, signal);
  let before = async (): Promise<void> => {};
  let opened: Transport | undefined;
  for (;;) {
    try {
      await before();
      const link = opened;
      opened = undefined;
      if ((await driveOnce(options, journal, drove, link)) === 'done') return;
      before = async () => cyclePower(device, journal, signal);
      goOn(drove.position, 'after');
    } catch (error) {
      let failed = faultOf(error, signal);
      const { position } = drove;
      before = async (): Promise<void> => {};
      if (failed.code === 'LOST') {
        try {
          opened = await links.reopen(progressOf(position), position.at.scenario);
        } catch (late) {
          failed = faultOf(late, signal);
        }
        goOn(position, 'here');
        if (opened) continue;
      }
      const again = tryAgain(position, failed, journal);
      if (!again) throw failed;
      before = async () => prepare(again, device, journal, signal);
    }
  }
};

/**
 * Opens a device, runs its scenarios and always closes it; tries again what is declared so. Events,
 * journal entries and raw bytes are handed over as they happen. Never rejects: whatever goes wrong,
 * in the device, the bench, the harness (HARNESS) or the callbacks, is the outcome of this device
 * alone; what was gathered before it has been handed over.
 */
export const driveDevice = async (options: Drive): Promise<DeviceOutcome> => {
  const { device, signal, scenarios, stimuli } = options;
  const position = options.position ?? createPosition(scenarios, stimuli);
  const drove: Drove = { position };
  const journal: Journal = (entry) => {
    const whole = { device: device.id, ...entry };
    options.onJournal(whole);
    position.noted(whole);
  };
  let failed: PilotError | undefined;
  const orFault = async (work: () => void | Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failed ??= faultOf(error, signal);
    }
  };

  await orFault(async () => drive(options, journal, drove));
  const place = placeIn(position);
  await orFault(() => {
    if (!failed) return;
    const { code, message, cause } = failed;
    if (code === 'HARNESS' && cause instanceof Error) {
      journal({ kind: 'note', ...place, message: 'where it failed', data: { stack: cause.stack } });
    }
    const data = { cause: causeAt(position, code) };
    journal({ kind: 'fault', ...place, outcome: code, message, data });
  });
  await orFault(() => {
    const outcome = outcomeOf(device, drove, options.power, failed);
    // Whole, so that whoever goes on with a killed run need not drive this device again.
    journal({ kind: 'device-closed', outcome: outcome.outcome, data: { ...outcome } });
  });
  return outcomeOf(device, drove, options.power, failed);
};
