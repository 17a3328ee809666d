import type { AcceptanceRecord } from '../../schemas/types/record.ts';

/** Everything that departs from the plan, in sentences. */
export const deviationsOf = (_record: AcceptanceRecord): string[] => [];
