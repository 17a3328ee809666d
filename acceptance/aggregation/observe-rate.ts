import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import type { Observe, Setting } from './observe.ts';
import { spannedTime, unbrokenTime } from './recorded-time.ts';

/** Whether an event is one of those that are counted; undefined where it does not tell. */
type Counted = (event: TelemetryEvent) => 0 | 1 | undefined;

const countedBy = ({ events }: MetricDeclaration): Counted => {
  const { kind, causes, planned } = events ?? { kind: 'any' };
  if (kind === 'any' || causes === undefined) return (event) => (event.kind === kind ? 1 : 0);
  return ({ kind: own, cause }) => {
    if (own !== kind || (cause !== undefined && planned?.includes(cause))) return 0;
    return cause !== undefined && causes.includes(cause) ? 1 : undefined;
  };
};

/** Every event closes a stretch of its device's time, and those of the counted kind count in it. */
const observeDeviceTime = (metric: MetricDeclaration): Observe => {
  const counted = countedBy(metric);
  const time = metric.events?.kind === 'boot' ? spannedTime() : unbrokenTime();
  return (event) => ({ value: counted(event), exposure: time(event, true) });
};

/**
 * Wrong answers where nothing was wrong, in the time before such inferences. A sample that comes
 * again tells nothing new, and neither does the time it takes.
 */
const observeQuietTime = ({ plan }: Setting): Observe => {
  const time = unbrokenTime();
  return (event, { sighting }) => {
    const { kind, truth, label } = event;
    const trial = kind === 'inference' && truth === plan.negative_class && sighting === 'first';
    const exposure = time(event, trial);
    if (!trial) return undefined;
    return { value: label === undefined ? undefined : label === truth ? 0 : 1, exposure };
  };
};

/** Reads the declaration of a rate: what is counted, and the device time it is counted in. */
export const observeRate = (metric: MetricDeclaration, setting: Setting): Observe =>
  metric.exposure === 'negative-class-time' ? observeQuietTime(setting) : observeDeviceTime(metric);
