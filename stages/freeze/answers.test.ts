import { expect, test } from 'vitest';
import { syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import { checkDelivery, type Delivery } from './criteria.ts';

const field = {};
const delivery: Delivery = {
  fields: {
    label: field,
    truth: field,
    scores: field,
    confidence: { unit: '1' },
    fallback: field,
  },
  hasBuild: true,
  hasBaseline: false,
  hasProfile: false,
  truths: new Set(['normal', 'cavitation']),
  labels: ['normal', 'cavitation'],
  confidenceThreshold: 0.8,
};

const check = (expect: string, lacking: Partial<Delivery> = {}): void =>
  checkDelivery(syntheticPlan({ 'X-1': expect }).criteria, { ...delivery, ...lacking });

const confidence = ['fallback-taken >= 99 %', 'confident-accuracy >= 95 %', 'coverage >= 80 %'];

test.each([
  ...confidence,
  'auc(cavitation) >= 95 %',
  'macro-f1 >= 0.8',
  'brier <= 0.1',
  'precision(cavitation) >= 80 %',
])('%s is deliverable where the suite says all it needs', (criterion) => {
  expect(() => check(criterion)).not.toThrow();
});

test.each(confidence)('%s needs a threshold', (criterion) => {
  expect(() => check(criterion, { confidenceThreshold: undefined })).toThrow(
    expect.objectContaining({
      code: 'METRIC_UNDELIVERABLE',
      hint: expect.stringContaining('confidence-threshold') as string,
    }),
  );
});

test('an area needs the order of the scores', () => {
  expect(() => check('auc(cavitation) >= 95 %', { labels: undefined })).toThrow(
    expect.objectContaining({
      code: 'METRIC_UNDELIVERABLE',
      hint: expect.stringContaining('labels') as string,
    }),
  );
});

test('a class that is not among the labels is unknown, with the one that is meant', () => {
  expect(() => check('auc(cavitation) >= 95 %', { labels: ['normal', 'cavitaton'] })).toThrow(
    expect.objectContaining({ code: 'CLASS_UNKNOWN', hint: 'Did you mean "cavitaton"?' }),
  );
});

test.each(['auc(cavitation) >= 95 %', 'precision(cavitation) >= 80 %'])(
  '%s cannot be told from stimuli of one class',
  (criterion) => {
    const alone = { truths: new Set(['cavitation']) };
    expect(() => check(criterion, alone)).toThrow('every stimulus is of one class');
    expect(() => check('recall(cavitation) >= 80 %', alone)).not.toThrow();
  },
);

test.each([
  ['coverage >= 80 %', 'confidence'],
  ['fallback-taken >= 99 %', 'fallback'],
  ['auc(cavitation) >= 95 %', 'scores'],
  ['brier <= 0.1', 'confidence'],
  ['macro-f1 >= 0.8', 'label'],
])('%s needs the telemetry field %s', (criterion, name) => {
  const { [name]: _, ...fields } = delivery.fields;
  expect(() => check(criterion, { fields })).toThrow(`no field "${name}"`);
});

test('coverage needs neither answer nor truth', () => {
  expect(() => check('coverage >= 80 %', { fields: { confidence: field } })).not.toThrow();
});
