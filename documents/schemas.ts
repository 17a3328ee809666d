import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { packageRoot } from './package-root.ts';

export type SchemaName =
  | 'build'
  | 'business'
  | 'comparison'
  | 'config'
  | 'evidence'
  | 'history'
  | 'journal-entry'
  | 'part'
  | 'patterns'
  | 'plan'
  | 'pool'
  | 'power-trace'
  | 'profile'
  | 'record'
  | 'requirements'
  | 'stimulus'
  | 'suite'
  | 'telemetry';

/** Annotations a telemetry field may carry beside its type. */
const annotations = ['unit', 'sensitivity', 'purpose', 'retention'];

/** A validator that knows Pilotlight's annotations; `verbose` keeps data and schema for messages. */
export const createAjv = (): Ajv => {
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: true, strictRequired: false });
  ajv.opts.strictTypes = false;
  ajv.addVocabulary(annotations);
  addFormats.default(ajv);
  return ajv;
};

let shared: Ajv | undefined;

const loadAll = (): Ajv => {
  const ajv = createAjv();
  const folder = join(packageRoot(), 'schemas');
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.schema.json')) {
      ajv.addSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')), file);
    }
  }
  return ajv;
};

/** The compiled validator of one of Pilotlight's own documents. */
export const validatorOf = (name: SchemaName): ValidateFunction => {
  shared ??= loadAll();
  const validate = shared.getSchema(`${name}.schema.json`);
  if (!validate) throw new Error(`No schema named ${name}`);
  return validate;
};
