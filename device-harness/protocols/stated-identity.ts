import type { DeviceOutcome } from '../drive.ts';
import type { Identity } from './protocol.ts';

/** What the bench's configuration may state of a device that does not say it. */
export interface Stated {
  readonly firmware?: string;
  readonly version?: string;
  readonly model?: string;
}

type Mark = NonNullable<Identity['stated']>[number];

const names = ['firmware', 'version', 'model'] as const;

/** Who a device is: what it says, and where it says nothing what is stated of it, marked so. */
export const identityFrom = (
  told: Partial<Identity>,
  stated: Stated = {},
  labels: readonly string[] = [],
): Identity => {
  const filled: Mark[] = names.filter((name) => !told[name] && stated[name] !== undefined);
  const ofLabels = !told.labels?.length && labels.length > 0;
  const marks: Mark[] = ofLabels ? [...filled, 'labels'] : filled;
  const value = (name: (typeof names)[number]): string => (told[name] || stated[name]) ?? '';
  return {
    firmware: value('firmware'),
    version: value('version'),
    model: value('model'),
    tick_hz: told.tick_hz ?? 1_000_000,
    labels: ofLabels ? labels : (told.labels ?? []),
    ...(marks.length > 0 && { stated: marks }),
    ...(told.details && { details: told.details }),
  };
};

/** Who a device is after it started again: what it does not say then, it said before. */
export const carriedOver = (before: Identity, booted: Identity): Identity => ({
  ...booted,
  firmware: booted.firmware || before.firmware,
  version: booted.version || before.version,
  model: booted.model || before.model,
  labels: booted.labels.length > 0 ? booted.labels : before.labels,
});

/** What evidence keeps of an identity: nothing where nobody said it. */
export const evidenceOf = (
  identity: Identity,
): Pick<DeviceOutcome, 'firmware' | 'version' | 'model' | 'stated'> => ({
  ...(identity.firmware !== '' && { firmware: identity.firmware }),
  ...(identity.version !== '' && { version: identity.version }),
  ...(identity.model !== '' && { model: identity.model }),
  ...(identity.stated && { stated: [...identity.stated] }),
});
