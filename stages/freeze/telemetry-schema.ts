import type { ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../documents/package-root.ts';
import { PilotError, type Place } from '../../documents/pilot-error.ts';
import { createAjv } from '../../documents/schemas.ts';
import { readText } from '../../documents/yaml-document.ts';

interface Field {
  readonly type?: string | readonly string[];
  readonly unit?: string;
}

/** A pilot's telemetry schema: what its events may hold, and the unit of each field. */
export interface TelemetrySchema {
  readonly file: string;
  readonly text: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly validate: ValidateFunction;
}

const shipped: string = join(packageRoot(), 'schemas', 'telemetry.schema.json');

const refuse = (file: string, message: string, cause?: unknown): never => {
  throw new PilotError({
    code: 'TELEMETRY_SCHEMA',
    message,
    hint: 'Extend a copy of schemas/telemetry.schema.json (JSON Schema draft-07).',
    where: { file },
    cause,
  });
};

/** A pilot's schema may ask for more than the shipped one and never for less. */
const compile = (file: string, schema: object): ValidateFunction => {
  const ajv = createAjv();
  if (file === shipped) return ajv.compile(schema);
  const { $id: _copied, ...own } = schema as { $id?: string };
  ajv.addSchema(JSON.parse(readFileSync(shipped, 'utf8')) as object, 'shipped');
  ajv.addSchema(own, 'own');
  return ajv.compile({ allOf: [{ $ref: 'shipped' }, { $ref: 'own' }] });
};

/** Compiles the telemetry schema of a pilot, or the shipped one. Throws TELEMETRY_SCHEMA. */
export const loadTelemetrySchema = async (
  file: string = shipped,
  from?: Place,
): Promise<TelemetrySchema> => {
  const text = await readText(file, from);
  try {
    const schema = JSON.parse(text) as { properties?: Record<string, Field> };
    const fields = { ...schema.properties };
    for (const needed of ['device', 'session', 'seq', 'kind']) {
      if (!Object.hasOwn(fields, needed))
        refuse(file, `This telemetry schema lacks the field "${needed}"`);
    }
    return { file, text, fields, validate: compile(file, schema) };
  } catch (cause) {
    if (cause instanceof PilotError) throw cause;
    return refuse(file, `Not a usable telemetry schema: ${(cause as Error).message}`, cause);
  }
};

/** Why an event does not fit the schema, in one line. */
export const rejection = (validate: ValidateFunction): string =>
  (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== 'if')
    .slice(0, 3)
    .map(({ instancePath, message, params }) => {
      const extra = params['additionalProperty'];
      return `${instancePath || '/'} ${message ?? 'is not valid'}${extra ? ` (${String(extra)})` : ''}`;
    })
    .join('; ');
