import { expect, test } from 'vitest';
import { late, losing, made, undone, withBusiness } from '../../fixtures/records/business-cases.ts';
import { hostile, rehearsalGo } from '../../fixtures/records/variants.ts';
import type { BusinessCase as Written } from '../../schemas/types/business.ts';
import type { BusinessCase } from '../../schemas/types/report-model.ts';
import { businessCase } from '../model/business-case.ts';
import { cashFlowChart, tornadoChart, type Svg } from './index.ts';
import { widthOf } from './labels.ts';

const caseOf = (edit?: (business: Written) => void, record = rehearsalGo()): BusinessCase =>
  businessCase(withBusiness(record, edit).business)!;

const german = (business: Written): void => {
  business.locale = 'de-DE';
};

/** Values that cannot be, and names that nobody should choose. */
const odd = (business: Written): void => {
  business.currency = 'XAF';
  business.costs.device = made(0, 0, 9_000_000_000, 'XAF');
  business.costs.project = {
    ...made(1e9),
    label: '<script>alert(1)</script>',
    unit: 'x'.repeat(500),
  };
  business.cloud.backhaul = { ...made(0, 2e7, 4e8), label: '泵站-三号 '.repeat(200) };
};

const free = (business: Written): void => {
  for (const id of ['device', 'installation', 'project'] as const) business.costs[id] = made(0);
};

const cases = { shipped: undefined, losing, undone, late, german, odd, free };
const drawn = Object.entries(cases).flatMap(([id, edit]): [string, Svg][] => {
  const model = caseOf(edit, id === 'odd' ? hostile() : rehearsalGo());
  return [
    [`cash-flow-${id}`, cashFlowChart(model.cash_flow)],
    [`tornado-${id}`, tornadoChart(model.tornado)],
  ];
});
const pictures = new Map(drawn);

test.each([
  'tornado-shipped',
  'tornado-losing',
  'tornado-german',
  'cash-flow-losing',
  'cash-flow-undone',
  'cash-flow-late',
])('%s is drawn as the golden picture', async (id) => {
  await expect(pictures.get(id)).toMatchFileSnapshot(`./__golden__/${id}.svg`);
});

const unescaped = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39);/gu, '&');

test.each(drawn)('%s: no text lies on another or outside', (_id, svg) => {
  const boxes = [...svg.matchAll(/<text ([^>]*)>([^<]*)</gu)].map(
    ([, attributes = '', body = '']) => {
      const value = (key: string): string =>
        new RegExp(` ?${key}="([^"]*)"`, 'u').exec(attributes)?.[1] ?? '';
      // The estimate errs to the wide side; what looks apart on it is apart in print.
      const width = widthOf(unescaped(body), Number(value('font-size'))) * 0.9;
      const shift = { end: width, middle: width / 2 }[value('text-anchor')] ?? 0;
      const left = Number(value('x')) - shift;
      return { body, left, right: left + width, y: Number(value('y')) };
    },
  );
  const clashes = boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => Math.abs(a.y - b.y) < 9 && a.left < b.right && b.left < a.right)
      .map((b) => `${a.body} / ${b.body}`),
  );
  expect(clashes).toEqual([]);
  const height = Number(/viewBox="0 0 680 (\d+)"/u.exec(svg)?.[1]);
  const outside = ({ left, right, y }: (typeof boxes)[number]): boolean =>
    left < -1 || right > 681 || y < 8 || y > height;
  expect(boxes.filter(outside)).toEqual([]);
});

test('the low end is hollow and the high end solid, at most twelve rows, the rest in words', () => {
  const svg = pictures.get('tornado-shipped')!;
  const bars = (paint: string): number =>
    [...svg.matchAll(/<rect [^>]*class="([^"]*)"/gu)].filter(([, name]) => name === paint).length;
  // One more of each in the legend.
  expect([bars('f-paper s-data'), bars('f-data s-data')]).toEqual([13, 13]);
  expect(svg).toContain('8 more rows, each moving it by at most EUR');
  expect(svg).toContain('1 row moves nothing within its range.');
});

test('both pictures state their finding, and a case that never pays back says so in the picture', () => {
  expect(pictures.get('tornado-losing')).toMatch(
    /aria-label="The expected net present value of EUR −414,502 depends most on: Support .* No input alone makes it positive/u,
  );
  expect(pictures.get('cash-flow-losing')).toContain('it never turns positive');
  expect(pictures.get('cash-flow-losing')).toContain('>expected: no lasting payback<');
  expect(pictures.get('cash-flow-late')).not.toContain('no lasting payback');
  expect(pictures.get('cash-flow-late')).toMatch(
    />first payback, month 36\.0<.*>lasting payback, /su,
  );
});

test('no line strikes through the value of an end: each stands on a ground of paper', () => {
  const grounded = [
    ...pictures.get('tornado-shipped')!.matchAll(/<rect ([^>]*)\/><text [^>]*font-size="9\.5"/gu),
  ];
  const ends = grounded.filter(([, rect]) => rect?.includes('class="f-paper"'));
  expect(ends.length).toBeGreaterThanOrEqual(24);
});

test('amounts on the axes are written as in the locale', () => {
  expect(pictures.get('cash-flow-german')).toContain('>300.000<');
  expect(pictures.get('tornado-german')).toContain('>24.000<');
  expect(pictures.get('tornado-odd')).not.toContain('<script');
});

test('a case without rows is still a picture', () => {
  const { tornado, ...record } = rehearsalGo().business!;
  expect(tornado?.length).toBeGreaterThan(12);
  const bare = businessCase(record)!;
  expect(bare.tornado).toMatchObject({ swings: [], finding: '', rest: null });
  expect(tornadoChart(bare.tornado)).toMatch(/^<svg [^>]*aria-label="[^"]{20,}"/u);
});
