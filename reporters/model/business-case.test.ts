import { expect, test } from 'vitest';
import { variants } from '../../fixtures/records/variants.ts';
import type { Business } from '../../schemas/types/record.ts';
import { businessCase } from './business-case.ts';

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
