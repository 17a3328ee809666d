import { expect, test } from 'vitest';
import { late, losing, undone, withBusiness } from '../../fixtures/records/business-cases.ts';
import { variants } from '../../fixtures/records/variants.ts';
import type { BusinessCase as Written } from '../../schemas/types/business.ts';
import type { Business } from '../../schemas/types/record.ts';
import { businessCase } from './business-case.ts';
import { figuresOf } from './figures.ts';

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
      'This case never pays back within 60 months, in none of its three scenarios. It costs more a year to run than it brings, so waiting does not help.',
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
    'This case does not pay back within 60 months in the expected scenario.',
  );
  expect(half.sentence).toContain('a first payback after 36 months is undone later');
  expect(businessCase(half)?.cash_flow.finding).toContain('in month 36.0 but not for good');
  const second = recordOf(late);
  expect(businessCase(second)?.verdict).toBeNull();
  expect(second.sentence).toContain('after 60 months in the expected scenario (not once it is');
});

test('every amount is in the notation of the locale, and the report says which that is', () => {
  const german = recordOf((business) => {
    business.locale = 'de-DE';
  });
  const model = businessCase(german)!;
  expect(model.notation).toBe('Amounts are written as in de-DE: 1.234,50 EUR.');
  expect(businessCase(recordOf())?.notation).toBeNull();
  const figures = figuresOf(german);
  expect(figures.map(({ value }) => value)).toEqual([
    '68.000 EUR',
    '16.008 EUR',
    '47.8 months',
    '−139.480 EUR',
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
  // What is no amount stays in English.
  expect(model.inputs.find(({ label }) => label === 'Faults found in time today')?.base).toBe(
    '0.55',
  );
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
