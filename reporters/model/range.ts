/** `1.2 to 3.4 ms`: two written amounts, their unit once where it is the same. */
export const rangeText = (from: string, to: string): string => {
  if (from === to) return to;
  const unit = / \S+$/u.exec(to)?.[0] ?? '';
  return unit !== '' && from.endsWith(unit)
    ? `${from.slice(0, -unit.length)} to ${to}`
    : `${from} to ${to}`;
};
