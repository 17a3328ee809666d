import type { Business } from '../../schemas/types/record.ts';
import type { BusinessCase } from '../../schemas/types/report-model.ts';

/** What each input does to the net present value, as its chart draws it. */
export const tornadoOf = ({ currency, npv }: Business): BusinessCase['tornado'] => ({
  currency,
  base: npv.base ?? 0,
  base_text: '',
  swings: [],
  finding: '',
});
