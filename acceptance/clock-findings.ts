import {
  RATE_WINDOW_us,
  TOLERANCE_SHARE,
  TOLERANCE_us,
  type ClockDisagreement,
} from './aggregation/clock-watch.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { counted, inWords, percentInWords } from './families/number-words.ts';

type Finding = AcceptanceRecord['findings'][number];

const milliseconds = (us: number): string => `${inWords(Math.abs(us) / 1000)} ms`;

const direction = (us: number): string => (us > 0 ? 'longer' : 'shorter');

const rateOf = ({ rate }: ClockDisagreement): string =>
  rate === undefined
    ? ''
    : ` Over windows of ${RATE_WINDOW_us / 1e6} s and more its clock ran at up to ${inWords(rate)} times the other one, and ${TOLERANCE_SHARE * 100} % apart is allowed.`;

/**
 * Devices whose times are not what somebody else saw: every figure that rests on their clock may be
 * wrong by as much.
 */
export const clockFindings = (disagreements: readonly ClockDisagreement[]): Finding[] =>
  disagreements.map((one): Finding => {
    const { device, witness, compared, disagree, median_us, worst_us } = one;
    const share = percentInWords(disagree / compared);
    return {
      severity: 'warning',
      code: 'DEVICE_CLOCK_DISAGREES',
      sentence: `Of ${counted(compared, 'time')} that device ${device} states, ${disagree} (${share}) ${disagree === 1 ? 'is' : 'are'} not what the ${witness} saw: the median of these is ${milliseconds(median_us)} ${direction(median_us)} than the ${witness === 'host' ? 'link' : 'pin'} explains, the worst ${milliseconds(worst_us)} ${direction(worst_us)}; ${TOLERANCE_us / 1000} ms and ${TOLERANCE_SHARE * 100} % are allowed for.${rateOf(one)}`,
    };
  });
