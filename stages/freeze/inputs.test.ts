import { expect, test } from 'vitest';
import { apart, inputOf } from './inputs.ts';

test("files of one name from two folders do not take each other's place in the run folder", () => {
  const inputs = apart([
    inputOf('stimulus', 'clips.ndjson', 'hall'),
    inputOf('suite', 'clips.ndjson', 'suite'),
    inputOf('stimulus', 'clips.ndjson', 'porch'),
  ]);
  expect(inputs.map(({ path }) => path)).toEqual([
    'inputs/stimulus/clips.ndjson',
    'inputs/suite/clips.ndjson',
    'inputs/stimulus/2/clips.ndjson',
  ]);
  expect(inputs.map(({ content }) => Buffer.from(content).toString())).toEqual([
    'hall',
    'suite',
    'porch',
  ]);
});
