import { expect, test } from 'vitest';
import { accentSheet, contrast } from './accent.ts';
import { shippedText } from './templates.ts';

test('contrast as WCAG 2.1 counts it', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5);
  // Grey 119 is the darkest that fails on white, grey 118 the lightest that passes.
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
  expect(contrast('#767676', '#ffffff')).toBeGreaterThan(4.5);
});

/** Custom properties of every theme of the style sheet: light, dark by the machine, dark by choice. */
const themes = [
  ...shippedText('styles/theme.css').matchAll(/:root[^{]*\{([^}]*--paper:[^}]*)\}/gu),
].map(
  ([, body = '']) =>
    Object.fromEntries(
      [...body.matchAll(/--([a-z]+): (#[0-9a-f]{6})/gu)].map(([, name, value]) => [name, value]),
    ) as Record<string, string>,
);

test('every colour of a text can be read on both papers of its theme, also within charts', () => {
  expect(themes).toHaveLength(3);
  expect(themes[2]).toEqual(themes[1]);
  for (const theme of themes) {
    const inks = ['ink', 'muted', 'pass', 'fail', 'inconclusive', 'error'];
    const weak = inks.flatMap((ink) =>
      ['paper', 'faint']
        .filter((paper) => contrast(theme[ink] ?? '', theme[paper] ?? '') < 4.5)
        .map((paper) => `${ink} on ${paper}`),
    );
    expect(weak).toEqual([]);
    // Lines and bars: 3 to 1 (1.4.11).
    expect(contrast(theme['data'] ?? '', theme['paper'] ?? '')).toBeGreaterThan(3);
  }
});

test.each(['#ffcc00', '#ffffff', '#000000', '#005eb8', '#14181d', '#b3261e'])(
  'the customer colour %s is read on light and dark paper',
  (colour) => {
    const [light = '', dark = '', chosen] = [
      ...accentSheet(colour).matchAll(/--link:(#[0-9a-f]{6})/gu),
    ].map(([, value]) => value ?? '');
    expect(chosen).toBe(dark);
    expect(contrast(light, themes[0]?.['faint'] ?? '')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark, themes[1]?.['faint'] ?? '')).toBeGreaterThanOrEqual(4.5);
  },
);

test('a colour that can be read stays as it is, and no verdict changes with any', () => {
  expect(accentSheet('#005eb8')).toContain(':root{--accent:#005eb8;--link:#005eb8}');
  expect(accentSheet('#ffcc00')).not.toMatch(/--(?:pass|fail|tone|ink)/u);
  expect(accentSheet(undefined)).toBe('');
});
