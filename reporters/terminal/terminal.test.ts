import { expect, test } from 'vitest';
import { variants as records } from '../../fixtures/records/variants.ts';
import { buildReportModel } from '../model/report-model.ts';
import { columnsOf, wrap } from './columns.ts';
import { terminal } from './terminal.ts';

const shown = (
  record: ReturnType<typeof records.rehearsalGo>,
  width: number,
  colour = false,
): string => terminal(buildReportModel(record), { colour, width, criteria: 'table' });

test.each(['rehearsalGo', 'noGo', 'notEnoughEvidence', 'amended', 'withConditions'] as const)(
  '%s in 80 columns',
  async (variant) => {
    await expect(shown(records[variant](), 80)).toMatchFileSnapshot(`./__golden__/${variant}.txt`);
  },
);

test.each([80, 100])('every criterion explained in %i columns', async (width) => {
  const text = terminal(buildReportModel(records.thirdLook()), {
    colour: false,
    width,
    criteria: 'explained',
  });
  await expect(text).toMatchFileSnapshot(`./__golden__/explained-${width}.txt`);
});

test.each([40, 60, 80, 120])(
  'no line is wider than %i columns, even with hostile names',
  (width) => {
    for (const make of Object.values(records)) {
      for (const criteria of ['table', 'explained'] as const) {
        const text = terminal(buildReportModel(make()), { colour: false, width, criteria });
        expect(text.split('\n').filter((line) => columnsOf(line) > width)).toEqual([]);
      }
    }
  },
);

test('colour only when told, and the verdict never by colour alone', () => {
  const escape = '\u001b';
  expect(shown(records.noGo(), 80)).not.toContain(escape);
  const coloured = shown(records.noGo(), 80, true);
  expect(coloured).toContain(`${escape}[31m✘ FAIL`);
  expect(coloured.replace(new RegExp(`${escape}\\[[\\d;]*m`, 'gu'), '')).toBe(
    shown(records.noGo(), 80),
  );
});

test.each(['table', 'explained'] as const)('nothing from outside commands the %s', (criteria) => {
  const text = terminal(buildReportModel(records.hostile()), {
    colour: false,
    width: 80,
    criteria,
  });
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
  expect(text).toContain('[U+0000 U+001B]');
});

test('each criterion is told with limit, bound, n and origin on any width', () => {
  for (const width of [40, 100]) {
    const text = shown(records.rehearsalGo(), width).replace(/\s+/gu, ' ');
    const parts = ['LAT-1', '≤ 60 ms', 'at most 32.6 ms', '1200', 'emulated'];
    expect(parts.filter((part) => !text.includes(part))).toEqual([]);
  }
});

test('wide characters take two columns; a word longer than the line is cut', () => {
  expect(columnsOf('泵a\u0301')).toBe(3);
  expect(wrap('x'.repeat(25), 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
});
