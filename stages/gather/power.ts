import { quantityIn } from '../../documents/units.ts';
import type { LoadedBuild } from '../freeze/references.ts';

export interface PartCurrents {
  readonly currents: {
    readonly supply_V: number;
    readonly active_A: number;
    readonly idle_A?: number;
    readonly sleep_A: number;
  };
  /** Where each current comes from. */
  readonly source: string;
}

/** Data-sheet currents of the build's part; undefined where the part does not state what is needed. */
export const currentsOf = (candidate: LoadedBuild | undefined): PartCurrents | undefined => {
  const part = candidate?.part.value;
  const { active, idle, sleep } = part?.states ?? {};
  if (!part || !active || !sleep || part.supply === undefined) return undefined;
  return {
    currents: {
      supply_V: quantityIn(part.supply, 'V'),
      active_A: quantityIn(active.current, 'A'),
      ...(idle && { idle_A: quantityIn(idle.current, 'A') }),
      sleep_A: quantityIn(sleep.current, 'A'),
    },
    source: `data sheet of the ${part.part}: active ${active.current}, sleep ${sleep.current}`,
  };
};
