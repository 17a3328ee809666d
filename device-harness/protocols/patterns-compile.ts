import { nearest } from '../../documents/nearest.ts';
import { PilotError, type Place } from '../../documents/pilot-error.ts';
import { convert } from '../../documents/units.ts';
import type { Located } from '../../documents/yaml-document.ts';
import type { Message as Declared, Patterns } from '../../schemas/types/patterns.ts';
import {
  type FieldReader,
  fieldsOf,
  knownFields,
  type Meaning,
  readerOf,
  type Scale,
  unitOf,
} from './patterns-fields.ts';
import { compilePattern } from './patterns-regex.ts';

/** Where a field's value comes from, and how it is read. */
export interface Source {
  readonly field: string;
  /** Its name in the line, or one name a class. */
  readonly from: string | readonly string[];
  readonly scale: Scale;
  readonly read: FieldReader;
  /** False for a group of the pattern that nothing has to match. */
  readonly needed: boolean;
}

/** A message of a patterns file, ready to be looked for in lines. */
export interface CompiledMessage {
  readonly id: string;
  readonly meaning: Meaning;
  readonly regex: RegExp;
  readonly values: NonNullable<Declared['read']>;
  readonly sources: readonly Source[];
}

const refuse = (where: Place, message: string, hint: string): never => {
  throw new PilotError({ code: 'PATTERNS_INVALID', message, hint, where });
};

/** Runs `work` and says of what it throws where in the file it stands. */
export const located = <T>(where: () => Place, work: () => T): T => {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof PilotError) || cause.where) throw cause;
    const { code, message, hint, exitCode } = cause;
    throw new PilotError({ code, message, hint, exitCode, where: where(), cause });
  }
};

/** What each verb is answered with. */
export const answers: Readonly<
  Record<'identify' | 'infer' | 'reset' | 'sleep', Exclude<Meaning, 'nothing'>>
> = {
  identify: 'identity',
  infer: 'inference',
  reset: 'boot',
  sleep: 'wake',
};

/** What the verbs that wait for a message make of it; a boot may tell who booted. */
const rolesOf = (patterns: Patterns, id: string): Meaning[] => {
  const verbs = ['reset', 'infer', 'sleep', 'identify'] as const;
  const roles = verbs.filter((verb) => patterns[verb]?.expect === id).map((verb) => answers[verb]);
  return roles.includes('boot') ? roles.filter((role) => role !== 'identity') : roles;
};

/** Fields that give a message away, where nothing else says what it means. */
const telltale: Readonly<Record<string, Meaning>> = {
  code: 'error',
  slept_ms: 'wake',
  state: 'state',
  label: 'inference',
  scores: 'inference',
  cause: 'boot',
  firmware: 'identity',
};

const meaningOf = (
  document: Located<Patterns>,
  id: string,
  delivered: readonly string[],
): Meaning => {
  const { means } = document.value.messages[id]!;
  const roles = rolesOf(document.value, id);
  const [role] = roles;
  if (roles.length > 1) {
    refuse(
      document.atKey(['messages', id]),
      `"${id}" answers verbs of different kinds`,
      'Give each verb a message of its own.',
    );
  }
  if (
    means !== undefined &&
    role !== undefined &&
    means !== role &&
    !(means === 'boot' && role === 'identity')
  ) {
    refuse(
      document.at(['messages', id, 'means']),
      `"${id}" means ${means}, and a verb waits for it as ${role}`,
      'Leave out `means`, or let the verb wait for another message.',
    );
  }
  const meaning =
    means ??
    role ??
    telltale[Object.keys(telltale).find((field) => delivered.includes(field)) ?? ''];
  return (
    meaning ??
    refuse(
      document.atKey(['messages', id]),
      `What "${id}" means is not said`,
      'Add `means:` identity, inference, boot, wake, error, state or nothing.',
    )
  );
};

type Drawn = Pick<Source, 'field' | 'from' | 'scale' | 'needed'>;

/** The values a message is said to deliver: its declared fields, and groups named like fields. */
const drawn = (document: Located<Patterns>, id: string, groups: readonly string[]): Drawn[] => {
  const { fields = {}, read = 'groups' } = document.value.messages[id]!;
  const declared = Object.entries(fields).map(([field, told]): Drawn => {
    const { from, unit, times } =
      typeof told === 'string' ? { from: told } : { unit: undefined, times: undefined, ...told };
    if (read === 'groups') {
      for (const name of [from].flat()) {
        if (groups.includes(name)) continue;
        const meant = nearest(name, [...groups]);
        refuse(
          document.at(['messages', id, 'fields', field]),
          `The pattern of "${id}" has no group "${name}"`,
          meant ? `Did you mean "${meant}"?` : `Its groups: ${groups.join(', ') || 'none'}.`,
        );
      }
    }
    return { field, from, scale: { unit, times }, needed: read !== 'groups' };
  });
  const used = new Set(declared.flatMap(({ from }) => from));
  const named = groups.filter((group) => !used.has(group) && !Object.hasOwn(fields, group));
  const stray = named.find((group) => !knownFields.has(group) && !group.startsWith('x_'));
  if (stray !== undefined) {
    const meant = nearest(stray, [...knownFields]);
    refuse(
      document.at(['messages', id, 'match']),
      `Nothing is made of the group "${stray}" of "${id}"`,
      meant
        ? `Did you mean "${meant}"?`
        : 'Name a field that takes it under `fields`, or call it x_…',
    );
  }
  return [
    ...declared,
    ...named.map((field): Drawn => ({ field, from: field, scale: {}, needed: false })),
  ];
};

/** What no line could ever deliver. */
const checkWhole = (
  document: Located<Patterns>,
  id: string,
  meaning: Meaning,
  has: (field: string) => boolean,
): void => {
  const { tick, labels } = document.value;
  const here = document.atKey(['messages', id]);
  if (meaning === 'wake' && !has('slept_ms')) {
    refuse(here, `"${id}" does not say how long the device slept`, 'Deliver `slept_ms`.');
  }
  if (meaning !== 'inference') return;
  if (!has('label') && !(has('scores') && labels)) {
    refuse(
      here,
      `"${id}" delivers no label`,
      'Deliver `label`, or `scores` and name the `labels` of the file.',
    );
  }
  if (has('ticks') && has('latency_us')) {
    refuse(here, `"${id}" times an inference twice`, 'Deliver `latency_us` or `ticks`, not both.');
  }
  if (has('ticks') && tick === undefined) {
    refuse(here, `How long a tick of "${id}" is, is not said`, 'Add `tick: 1 us`, or what it is.');
  }
};

/** Compiles one message. Throws PATTERNS_INVALID and errors of patterns and units, with their place. */
export const compileMessage = (document: Located<Patterns>, id: string): CompiledMessage => {
  const { match, read = 'groups' } = document.value.messages[id]!;
  const limit_B = document.value['line-limit'] ?? 1024;
  const { regex, groups } = located(
    () => document.at(['messages', id, 'match']),
    () => compilePattern(match, limit_B),
  );
  const delivered = drawn(document, id, groups);
  const meaning = meaningOf(
    document,
    id,
    delivered.map(({ field }) => field),
  );
  const sources = delivered.map(({ field, from, scale, needed }): Source => {
    const where = (): Place => document.atKey(['messages', id, 'fields', field]);
    const reader = readerOf(meaning, field);
    if (!reader) {
      const known = Object.keys(fieldsOf[meaning]);
      const meant = nearest(field, known);
      return refuse(
        where(),
        `A message that means ${meaning} has no field "${field}"`,
        meant ? `Did you mean "${meant}"?` : `Its fields: ${known.join(', ') || 'none'}.`,
      );
    }
    const target = unitOf[field];
    if (scale.unit !== undefined) {
      if (target === undefined)
        return refuse(where(), `"${field}" has no unit`, 'Leave out `unit`; `times` scales it.');
      located(where, () => convert({ value: 1, unit: scale.unit! }, target));
    }
    return { field, from, scale, read: reader, needed };
  });
  checkWhole(document, id, meaning, (field) => sources.some((source) => source.field === field));
  return { id, meaning, regex, values: read, sources };
};
