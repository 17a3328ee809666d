import type { Criterion } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

/** What a criterion writes among its tags to ask for each device by itself. */
export const DEVICE = 'device';

const JOINT = ' × ';

/** Tags that a way to slice is made of: one, or those of a combination `temperature × mounting`. */
export const tagsOf = (name: string): string[] => name.split(JOINT);

/** Every way in which a criterion slices: conditions it must be met in, groups it compares. */
export const slicingsOf = ({ in_every: names, between }: Criterion): string[] =>
  between === undefined ? names : [...names, between];

/** Whether each slice lies on one device, so that it is about that device and not about a fleet. */
export const isByDevice = (name: string): boolean => tagsOf(name).includes(DEVICE);

/** What the condition with these values of the tags is called, `cold × stud`. */
export const conditionOf = (values: readonly string[]): string =>
  values.length === 1
    ? values[0]!
    : // A value that holds the sign itself is quoted, so that no two conditions share a name.
      values.map((value) => (value.includes('×') ? JSON.stringify(value) : value)).join(JOINT);

const keyName = (name: string): string => (name.includes('=') ? JSON.stringify(name) : name);

/** Key under which a plan counts the inferences of a condition, `temperature=cold`. */
export const conditionKey = (name: string, value: string): string => `${keyName(name)}=${value}`;

/** Keys of the combinations among `names` that something with these tags belongs to. */
export const combinedKeys = (
  names: readonly string[],
  tags: Readonly<Record<string, string>>,
): string[] =>
  names.flatMap((name) => {
    const parts = tagsOf(name);
    const values = parts.flatMap((tag) => tags[tag] ?? []);
    return parts.length > 1 && values.length === parts.length
      ? [conditionKey(name, conditionOf(values))]
      : [];
  });

/** Value of the condition that such a key stands for, or undefined where it is of another name. */
export const valueIn = (key: string, name: string): string | undefined => {
  const start = `${keyName(name)}=`;
  return key.startsWith(start) ? key.slice(start.length) : undefined;
};

/** Numbers the conditions of every way to slice in the order of their first event. */
export interface Conditions {
  readonly names: readonly string[];
  /** Number of what the event belongs to by all names together. */
  readonly of: (event: TelemetryEvent) => number;
  /** Of each number, its condition by each name; -1 where a tag is lacking. */
  readonly tuples: readonly Int32Array[];
  /** What the conditions of a name are called, by their number. */
  readonly values: (name: number) => readonly string[];
}

/** Branches by one number after the other; leaves are numbers again. */
type Branch = (Branch | number | undefined)[];

/** The leaf that a list of numbers from -1 leads to, made by `create` where it is new. */
const leafOf = (root: Branch, path: Int32Array, create: () => number): number => {
  let branch = root;
  const last = path.length - 1;
  for (let i = 0; i < last; i += 1) branch = (branch[path[i]! + 1] ??= []) as Branch;
  return (branch[path[last]! + 1] ??= create()) as number;
};

/** Numbers the values of one tag. */
const createNumbers = (tag: string): { of: (event: TelemetryEvent) => number; names: string[] } => {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    names,
    of: (event) => {
      const value = tag === DEVICE ? event.device : event.tags?.[tag];
      if (value === undefined) return -1;
      let number = numbers.get(value);
      if (number === undefined) numbers.set(value, (number = names.push(value) - 1));
      return number;
    },
  };
};

export const createConditions = (names: readonly string[]): Conditions => {
  const tags = [...new Set(names.flatMap(tagsOf))];
  const numbers = tags.map(createNumbers);
  const current = new Int32Array(tags.length);
  const combinations = names.map((name) => ({
    parts: tagsOf(name).map((tag) => tags.indexOf(tag)),
    root: [] as Branch,
    values: [] as string[],
  }));
  const root: Branch = [];
  const tuples: Int32Array[] = [];

  const combined = ({ parts, root: from, values }: (typeof combinations)[number]): number => {
    const path = Int32Array.from(parts, (part) => current[part]!);
    if (path.includes(-1)) return -1;
    return leafOf(
      from,
      path,
      () =>
        values.push(conditionOf(parts.map((part) => numbers[part]!.names[current[part]!]!))) - 1,
    );
  };
  // What tags an event has decides all its conditions, so they are worked out once for each set.
  const create = (): number => {
    const tuple = combinations.map((own) =>
      own.parts.length === 1 ? current[own.parts[0]!]! : combined(own),
    );
    return tuples.push(Int32Array.from(tuple)) - 1;
  };
  if (tags.length === 0) create();
  return {
    names,
    tuples,
    of: (event) => {
      if (tags.length === 0) return 0;
      for (let i = 0; i < tags.length; i += 1) current[i] = numbers[i]!.of(event);
      return leafOf(root, current, create);
    },
    values: (name) => {
      const { parts, values } = combinations[name]!;
      return parts.length === 1 ? numbers[parts[0]!]!.names : values;
    },
  };
};
