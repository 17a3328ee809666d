import { sideBySide, timedProcess } from './timing.mjs';

/** `pilot --version` beside a Node that does nothing. */
export const measure = async () => {
  const node = process.execPath;
  const [ours, floor] = await sideBySide(
    15,
    () => timedProcess(node, ['dist/cli/bin.js', '--version']),
    () => timedProcess(node, ['-e', '0']),
  );
  const ratio = ours / floor;
  return [
    {
      name: 'start-up',
      unit: 'ms',
      ours,
      beside: 'bare node',
      floor,
      ratio,
      bar: 'ratio <= 3.5',
      ok: ratio <= 3.5,
    },
  ];
};
