import { clopperPearson } from '../statistics/clopper-pearson.ts';
import type { DeviceValue } from './family.ts';
import { counted, percentInWords } from './number-words.ts';

/**
 * "5 of 5 devices met the limit: with 95 % confidence at least 54 % of such a fleet would." Each device counts once, by
 * its own estimate, so the sentence holds however much the events of a device resemble each other.
 */
export const deviceLine = (
  devices: readonly DeviceValue[],
  confidence: number,
): string | undefined => {
  const judged = devices.filter((device) => device.met !== null);
  if (judged.length === 0) return undefined;
  const met = judged.filter((device) => device.met).length;
  const seen = `${met} of ${counted(judged.length, 'device')} met the limit`;
  const proven = Math.floor(clopperPearson(met, judged.length, confidence).lower * 100 + 1e-9);
  return proven === 0
    ? `${seen}.`
    : `${seen}: with ${percentInWords(confidence)} confidence at least ${proven} % of such a fleet would.`;
};
