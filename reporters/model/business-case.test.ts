import { expect, test } from 'vitest';
import { late, losing, made, undone, withBusiness } from '../../fixtures/records/business-cases.ts';
import { variants } from '../../fixtures/records/variants.ts';
import type { BusinessCase as Written } from '../../schemas/types/business.ts';
import type { Business } from '../../schemas/types/record.ts';
import { businessCase } from './business-case.ts';
import { figuresOf } from './figures.ts';
import { renderHtml } from '../html.ts';
import { buildReportModel } from './report-model.ts';

/** What the report says about the returns of a case. */
const returnsOf = (more: Partial<Business>): string[] => {
  const { business } = variants.rehearsalGo();
  const { assumptions } = businessCase({ ...business!, ...more })!;
  return assumptions
    .filter(({ label }) => label.includes('rate of return'))
    .map(({ label, value }) => `${label}: ${value}`);
};

test('every rate that fits is named where there are several, with the modified one beside them', () => {
  expect(
    returnsOf({
      irr: null,
      irr_status: 'multiple',
      irr_roots: [0.1, 0.2, 0.3],
      irr_caution: true,
      mirr: 0.15,
    }),
  ).toEqual([
    'Internal rate of return: not unique: 10.0 %, 20.0 % and 30.0 % a year all make the net present value zero, so none of them is a return',
    'Modified internal rate of return: 15.0 % a year, financed and reinvested at the discount rate',
  ]);
});

test('a single rate of flows that change sign more than once comes with a warning', () => {
  const sure = { irr: 0.2, irr_status: 'unique' as const, irr_roots: [0.2] };
  expect(returnsOf({ ...sure, irr_caution: false, mirr: null })).toEqual([
    'Internal rate of return: 20.0 % a year',
  ]);
  expect(returnsOf({ ...sure, irr_caution: true })[0]).toContain('to be read with care');
});

test('a case without a rate says that there is none', () => {
  const none = { irr: null, irr_status: 'none' as const, irr_roots: [], mirr: null };
  expect(returnsOf(none)).toEqual([
    'Internal rate of return: none: no single rate makes the net present value zero',
  ]);
});

const recordOf = (edit?: (business: Written) => void): Business =>
  withBusiness(variants.rehearsalGo(), edit).business!;

test('the record of the tests holds the shipped case, judged by its own criteria', () => {
  expect(variants.rehearsalGo().business).toEqual(JSON.parse(JSON.stringify(recordOf())));
});

test('a case that never pays back says so first, on page one and in its sentence', () => {
  const never = recordOf(losing);
  expect(businessCase(never)).toMatchObject({
    verdict:
      'This case never pays back within 60 months in any of its three scenarios. It costs more a year to run than it brings, so waiting does not help. Its expected net present value is EUR −414,502. No criterion covers this, so it is no part of the decision.',
    sentence: expect.stringMatching(
      /^The case does not pay back within 60 months, in none of the three scenarios; it costs more/u,
    ) as string,
  });
  const [, net, payback] = figuresOf(never);
  expect(net?.value).toMatch(/^EUR −/u);
  expect(payback).toMatchObject({
    value: 'never',
    range: 'not within 60 months in any of the three scenarios',
  });
});

test('a first payback that is undone is none, and one that comes late is named as such', () => {
  const half = recordOf(undone);
  expect(businessCase(half)?.verdict).toBe(
    'This case does not pay back within 60 months in the expected scenario. Its expected net present value is EUR −10,431. No criterion covers this, so it is no part of the decision.',
  );
  expect(figuresOf(half)[2]?.value).toBe('never pays back within 60 months');
  expect(half.sentence).toContain('a first payback after 36.0 months is undone later');
  expect(businessCase(half)?.cash_flow.finding).toContain('in month 36.0 but not for good');
  const second = recordOf(late);
  expect(businessCase(second)?.verdict).toBeNull();
  expect(second.sentence).toContain('after 59.2 months in the expected scenario (not once it is');
});

test('every number is in the notation of the locale, and the report says which that is', () => {
  const german = recordOf((business) => {
    business.locale = 'de-DE';
  });
  const model = businessCase(german)!;
  expect(model.notation).toBe(
    'Numbers of the business case are written as in de-DE: 1.234,50 EUR. Months in its sentence keep a decimal point.',
  );
  expect(businessCase(recordOf())?.notation).toBeNull();
  const figures = figuresOf(german);
  expect(figures.map(({ value }) => value)).toEqual([
    '68.000 EUR',
    '16.008 EUR',
    '47,8 months',
    '−139.283 EUR',
  ]);
  expect(figures[0]?.range).toBe('53.200 to 92.000 EUR');
  const { cash_flow: _flow, record: _record, ...shown } = { ...model, record: german };
  const text = JSON.stringify([shown, figures, model.cash_flow.finding]);
  // Nothing is left in English notation: no 1,234 and no "EUR 1".
  expect(text.match(/\d,\d{3}|EUR −?\d/gu)).toBeNull();
  expect(model.inputs.find(({ label }) => label === 'Backhaul and ingest')).toMatchObject({
    low: '1,10',
    high: '1,90',
  });
  expect(model.inputs.find(({ label }) => label === 'Faults found in time today')?.base).toBe(
    '0,55',
  );
  const { inputs, totals, tornado, assumptions } = model;
  const cells = JSON.stringify([
    inputs.map(({ low, base, high, switching }) => [low, base, high, switching]),
    tornado.swings.map(({ low, base, high, switching }) => [low, base, high, switching]),
    totals.map(({ low, base, high }) => [low, base, high]),
    assumptions,
  ]);
  // A point only parts thousands.
  expect(cells.match(/\d\.(?!\d{3}(?!\d))/gu)).toBeNull();
  expect(model.cash_flow.finding).toContain('from month 47,8');
});

test('inputs carry their switching values, and what was measured names its criteria', () => {
  const { inputs, tornado } = businessCase(recordOf())!;
  expect(inputs.find(({ label }) => label === 'Recall')).toMatchObject({
    measured: true,
    unit: '%',
    source: 'measured in this run by ACC-2, ACC-3, emulated',
  });
  expect(inputs.map(({ switching }) => switching)).not.toContain('');
  expect(tornado.swings).toHaveLength(inputs.length);
});

test('a payback is the same number in the sentence, on page one, in the table and in the picture', () => {
  const business = recordOf();
  const model = businessCase(business)!;
  const [, , payback] = figuresOf(business);
  expect(payback?.value).toBe('47.8 months');
  expect(model.sentence).toContain('for good after 47.8 months in');
  expect(model.cash_flow.finding).toContain('from month 47.8');
  expect(model.totals.find(({ label }) => label === 'Lasting payback')?.base).toBe('47.8 months');
});

test('inputs stand as they were written, and what was worked out is rounded', () => {
  const business = recordOf((edit) => {
    edit.costs.device = made(149.9, 1149.875, 1200);
    edit.uptime!['recall-today'] = made(0.125, 0.5555, 0.6, 'share');
    edit['discount-rate'] = made(6, 12.75, 14, '% a year');
  });
  const { inputs, tornado, assumptions } = businessCase(business)!;
  const rowOf = (label: string): unknown => inputs.find((row) => row.label === label);
  expect(rowOf('Device')).toMatchObject({ low: '149.90', base: '1,149.875', high: '1,200' });
  expect(rowOf('Recall today')).toMatchObject({ low: '0.125', base: '0.5555' });
  expect(rowOf('Discount rate')).toMatchObject({ low: '6', base: '12.75', high: '14' });
  expect(tornado.swings.find(({ label }) => label === 'Device')).toMatchObject({ low: '149.90' });
  expect(assumptions).toContainEqual({ label: 'Discount rate', value: '12.75 % a year' });
  const measured = inputs
    .filter((row) => row.measured)
    .flatMap(({ low, base, high }) => [low, base, high]);
  for (const text of measured) expect(text).toMatch(/^\d+(?:\.\d{1,2})?$/u);
  for (const { switching } of inputs) expect(switching).toMatch(/^(?:none|[\d,]+(?:\.\d{1,4})?)$/u);
});

test('a case that turns just outside of a range says so, and prints where', () => {
  const business = recordOf();
  const id = 'uptime.faults-per-device-year';
  const [low, base, high] = [0.06, 0.1, 0.14];
  const edge = { low, base, high, npv_low: 15.6, npv_high: 15_000, switching: 0.05998 };
  const [npv_low, npv_high] = [business.npv.base!, business.npv.base!];
  business.tornado = business
    .tornado!.map((swing) => ({ ...swing, ...(swing.id === id ? edge : { npv_low, npv_high }) }))
    .toSorted((a) => (a.id === id ? -1 : 1));
  const { inputs, tornado } = businessCase(business)!;
  const { label } = business.tornado.find((swing) => swing.id === id)!;
  expect(inputs.find((row) => row.label === label)).toMatchObject({
    low: '0.06',
    switching: '0.05998',
  });
  expect(tornado.finding).toContain(
    `No input alone makes it negative within its range; only just not: ${label} (EUR 15.60 at 0.06 faults).`,
  );
});

test('page one says above its figures that the case never pays back, the business page says it once', () => {
  const html = renderHtml(buildReportModel(variants.neverPaysBack()));
  const verdict = 'This case never pays back within 60 months';
  const at = html.indexOf(verdict);
  expect(at).toBeGreaterThan(html.indexOf('<div class="decision'));
  expect(at).toBeLessThan(html.indexOf('<div class="figures"'));
  const [, page] = html.split('id="business-title"');
  expect(page?.match(/pays? back within 60 months/gu)).toHaveLength(1);
  expect(renderHtml(buildReportModel(variants.rehearsalGo()))).not.toContain('class="never"');
});
