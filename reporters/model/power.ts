import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import type { PowerChart } from '../../schemas/types/report-model.ts';

/** Traces of power or current as their charts draw them. */
export const powerOf = (_record: AcceptanceRecord): PowerChart[] => [];
