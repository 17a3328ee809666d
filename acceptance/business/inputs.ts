import { PilotError } from '../../documents/pilot-error.ts';
import type { BusinessCase, Input } from '../../schemas/types/business.ts';
import type { Business } from '../../schemas/types/record.ts';

const isInput = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && 'base' in value && 'source' in value;

/** "loss-per-missed-fault" as words. */
export const inWords = (id: string): string => {
  const words = id.replaceAll('-', ' ');
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
};

const groups = ['costs', 'cloud', 'uptime'] as const;

/** Every input of the case with its range and source, in the order of the file. */
export const inputsOf = (business: BusinessCase): NonNullable<Business['inputs']> => {
  const named: [string, Input][] = [['discount-rate', business['discount-rate']]];
  for (const group of groups) {
    for (const [id, value] of Object.entries(business[group] ?? {})) {
      if (isInput(value)) named.push([`${group}.${id}`, value]);
    }
  }
  return named.map(([id, { low, base, high, unit, source, label }]) => {
    if (!(low <= base && base <= high)) {
      throw new PilotError({
        code: 'BUSINESS_RANGE',
        message: `Business input ${id} is not in order: low ${low}, base ${base}, high ${high}`,
        hint: 'Write the smallest plausible value as low, the largest as high and base between them.',
      });
    }
    return { id, label: label ?? inWords(id.split('.').at(-1)!), low, base, high, unit, source };
  });
};
