/**
 * The schemas of all described answers, compiled by ajv: to functions here, or to a module for where nothing
 * may be compiled.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import formats from 'ajv-formats';
import { build } from 'esbuild';
import type { Document, Schema } from '../../../scripts/openapi/types.ts';
import type { Checker, Validate } from './check.ts';
import { Description } from './described.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

function readDocument(): Document {
  return JSON.parse(readFileSync(join(ROOT, 'assets', 'openapi.json'), 'utf8')) as Document;
}

export function checkerHere(document: Document = readDocument()): Checker {
  const { ajv, keys } = compiled(document);
  const validators = Object.fromEntries(
    keys.map((key, place) => [key, ajv.getSchema(`answer-${place}`) as Validate]),
  );
  return { description: new Description(document), validators };
}

/** An ES module with `document` and `validators`. */
export async function checkerModule(document: Document = readDocument()): Promise<string> {
  const { ajv, keys } = compiled(document);
  const names = Object.fromEntries(keys.map((_, place) => [`v${place}`, `answer-${place}`]));
  const code = (standalone as unknown as { default: typeof standalone }).default(ajv, names);
  const table = keys.map((key, place) => `${JSON.stringify(key)}: v${place}`);
  const contents = `${code}\nexport const validators = { ${table.join(', ')} };`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ROOT, loader: 'js' },
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
    logLevel: 'error',
  });
  return `${outputFiles[0]?.text ?? ''}\nexport const document = ${JSON.stringify(document)};\n`;
}

function compiled(document: Document): { ajv: Ajv2020; keys: string[] } {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: false,
    inlineRefs: false,
    code: { source: true, esm: true },
  });
  (formats as unknown as { default: typeof formats.default }).default(ajv as never);
  ajv.addSchema(inDocument(closed({ components: document.components } as unknown as Schema)), 'openapi');
  const keys: string[] = [];
  for (const { key, answer } of new Description(document).answers())
    for (const [mediaType, { schema }] of Object.entries(answer.content ?? {})) {
      if (!/[/+]json\b/.test(mediaType)) continue;
      ajv.addSchema(inDocument(closed(schema ?? {})), `answer-${keys.length}`);
      keys.push(`${key} ${mediaType}`);
    }
  return { ajv, keys };
}

/**
 * What a schema does not name is not described: an object that says nothing of further members may have none.
 */
function closed(schema: Schema, isPart = false): Schema {
  if (Array.isArray(schema)) return schema.map((one) => closed(one as Schema, isPart)) as unknown as Schema;
  if (typeof schema !== 'object' || schema === null) return schema;
  const inside = Object.fromEntries(
    Object.entries(schema).map(([name, value]) => {
      // The parts of one whole are closed together; examples and values are no schemas.
      if (name === 'allOf') return [name, closed(value as Schema, true)];
      if (name === 'enum' || name === 'const' || name === 'required') return [name, value];
      if (name === 'example' || name === 'examples') return [name, undefined];
      if (name === 'schemas')
        return [name, mapped(value as Record<string, Schema>, (schema) => closed(schema, true))];
      if (name === 'properties')
        return [name, mapped(value as Record<string, Schema>, (schema) => closed(schema))];
      return [name, closed(value as Schema)];
    }),
  );
  const isWhole = 'properties' in schema || '$ref' in schema || 'allOf' in schema;
  const isOpen = isPart || 'additionalProperties' in schema || !isWhole;
  return isOpen ? inside : { ...inside, unevaluatedProperties: false };
}

function mapped(record: Record<string, Schema>, change: (schema: Schema) => Schema): Record<string, Schema> {
  return Object.fromEntries(Object.entries(record).map(([name, schema]) => [name, change(schema)]));
}

function inDocument(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"openapi#/')) as Schema;
}
