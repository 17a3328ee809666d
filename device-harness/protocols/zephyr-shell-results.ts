import type { Message } from './protocol.ts';
import type { Said } from './zephyr-shell-lines.ts';

/** Puts the lines of a classification together; everything else is a message by itself. */
export interface Results {
  take: (said: Said) => Message[];
  finish: () => Message[];
  isOpen: () => boolean;
}

const mostClasses = 1000;

/** What a line that stands for itself means. */
export const messageOf = (said: Said, labels: readonly string[]): Message => {
  switch (said.kind) {
    case 'boot':
      return {
        type: 'boot',
        cause: 'not told',
        firmware: '',
        version: '',
        model: '',
        tick_hz: 1_000_000,
        labels,
        details: { build: said.build },
      };
    case 'error':
      return { type: 'error', code: said.code, detail: said.detail };
    case 'project':
      return { type: 'state', state: said.passed ? 'all-tests-passed' : 'some-tests-failed' };
    case 'suite': {
      const { pass, fail, skip, total } = said.counts;
      const extra = {
        x_suite: said.name,
        x_passed: pass,
        x_failed: fail,
        x_skipped: skip,
        x_tests: total,
      };
      return { type: 'state', state: said.passed ? 'tests-passed' : 'tests-failed', extra };
    }
    default:
      return { type: 'part' };
  }
};

/**
 * Classifications as nRF's wrapper of Edge Impulse prints them: a line a class, the likeliest first,
 * and maybe an anomaly. One ends where the next begins, at its anomaly, or when nothing more comes.
 */
export const createResults = (labels: readonly string[]): Results => {
  const found = new Map<string, number>();
  const finish = (anomaly?: number): Message[] => {
    if (found.size === 0) return [];
    const [best] = [...found].toSorted(([, a], [, b]) => b - a);
    const scores = labels.map((label) => found.get(label));
    const complete = labels.length > 0 && !scores.includes(undefined);
    const [label, confidence] = best ?? ['', 0];
    found.clear();
    return [
      {
        type: 'inference',
        label,
        untimed: 'the device told no time',
        ...(complete && { scores: scores.map(Number) }),
        ...(confidence >= 0 && confidence <= 1 && { confidence }),
        ...(anomaly !== undefined && { extra: { x_anomaly: anomaly } }),
      },
    ];
  };
  return {
    finish: () => finish(),
    isOpen: () => found.size > 0,
    take(said) {
      if (said.kind === 'score') {
        const before = found.has(said.label) || found.size >= mostClasses ? finish() : [];
        found.set(said.label, said.value);
        return before;
      }
      if (said.kind === 'anomaly') return finish(said.value);
      if (said.kind === 'log') return [];
      const before = finish();
      return said.kind === 'scores' ? before : [...before, messageOf(said, labels)];
    },
  };
};
