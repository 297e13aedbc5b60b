/**
 * No text that a program gives to the gateway may hold a hidden character: found in what the routes take, so
 * that no new field is forgotten.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { loadApp } from '../../scripts/openapi/app.ts';
import { decisionQuestion } from '../../src/delivery/decision-questions.ts';
import { newDeclaration, newPublication } from '../../src/delivery/publication-reports/schemas.ts';
import { bareQuestion, whatIfQuestion } from '../../src/delivery/what-if/schemas.ts';
import { HIDDEN_CHARACTERS } from '../support/hidden-characters.ts';

/** Whose texts may hold more lines than one. */
const OF_MANY_LINES = [
  'PATCH /v1/admin/articles/{id} /notice',
  'PATCH /v1/admin/licenses/{id} /sublicensing',
  'PATCH /v1/admin/restrictions/{id} /text',
  'PATCH /v1/audit/reconciliation/{id} /note',
  'POST /v1/admin/externals /note',
  'POST /v1/admin/licenses /sublicensing',
  'POST /v1/admin/recalls/{id}/close /note',
  'POST /v1/admin/restrictions /text',
  'POST /v1/admin/restrictions/readings /text',
  'POST /v1/audit/price /terms/sublicensing',
  'POST /v1/audit/replay /change/license/terms/sublicensing',
  'WhatIfQuestion /terms/sublicensing',
];

/**
 * What is not a text that somebody gives, and why. A path ends with `*` where all that is below it is meant.
 */
const EXCEPTIONS: Record<string, string> = {
  'PUT /v1/admin/articles *':
    'a wire is cleaned, never refused for a character (test/articles/hidden-characters)',
  'PUT /v1/admin/packages *': 'as PUT /v1/admin/articles',
  'POST /v1/publications *': 'walked below, as NewPublication',
  'POST /v1/declarations *': 'walked below, as NewDeclaration',
  'POST /v1/decisions *': 'walked below, as DecisionQuestion',
  'POST /v1/admin/decisions *': 'walked below, as WhatIfQuestion and BareQuestion',
  'POST /v1/receipts/verify *': 'what somebody published is judged as it is, and not stored',
  'POST /v1/audit/replay /continue/*': 'the answer before, sent back',
  'POST /v1/audit/price /continue/*': 'the answer before, sent back',
  'POST /v1/admin/keys /jwk/kty': 'a key is imported or refused (access/jose/public-key.ts)',
  'POST /v1/admin/keys/{id}/rotate /jwk/kty': 'a key is imported or refused',
  'POST /v1/admin/operators /jwk/kty': 'a key is imported or refused',
  'POST /v1/admin/operators/{id}/rotate /jwk/kty': 'a key is imported or refused',
  'POST /v1/admin/licenses /policy/*':
    'a policy is JSON as its author wrote it; its words are cleaned where a stamp says them',
  'PATCH /v1/admin/licenses/{id} /policy/*': 'a policy',
  'POST /v1/admin/phrases /policy/*': 'a policy',
  'POST /v1/admin/restrictions /policy/*': 'a policy',
  'PATCH /v1/admin/restrictions/{id} /policy/*': 'a policy',
  'POST /v1/audit/replay /change/restrictions/*':
    'policies, and texts for the phrasebook that are not stored',
  'POST /v1/audit/replay /change/license/terms/policy/*': 'a policy',
  'POST /v1/audit/price /terms/policy/*': 'a policy',
  'WhatIfQuestion /policy': 'a policy',
  'WhatIfQuestion /terms/policy/*': 'a policy',
  'WhatIfQuestion /restrictions/*': 'policies, and texts for the phrasebook that are not stored',
  'WhatIfQuestion /item': 'a wire that is tried, or a subject, of the same schema as the question',
  'BareQuestion *': 'a question on a policy, in its own names; nothing of it is stored',
};

interface Text {
  /** Route or schema, and JSON pointer; `*` for any index, `{}` for any member. */
  at: string;
  takes: (text: string) => boolean;
}

type Schema = z.core.$ZodType;
/** What of the definitions of Zod the walk looks at. */
interface Definition {
  type: string;
  innerType?: Schema;
  element?: Schema;
  valueType?: Schema;
  options?: Schema[];
  shape?: Record<string, Schema>;
  in?: Schema;
  out?: Schema;
}
const definitionOf = (schema: Schema) => schema._zod.def as unknown as Definition;

/** `whole`: the outermost schema that judges the same value. */
function textsIn(at: string, schema: Schema, whole = schema): Text[] {
  const { type, innerType, element, valueType, options, shape, in: input, out } = definitionOf(schema);
  const within = (inner: Schema | undefined, of = whole) => (inner ? textsIn(at, inner, of) : []);
  switch (type) {
    case 'string':
      return [{ at, takes: (text) => isTaken(whole, text) }];
    case 'object':
      return Object.entries(shape ?? {}).flatMap(([name, member]) => textsIn(`${at}/${name}`, member));
    case 'array':
      return element ? textsIn(`${at}/*`, element) : [];
    case 'record':
      return valueType ? textsIn(`${at}/{}`, valueType) : [];
    case 'union':
      return (options ?? []).flatMap((option) => within(option));
    case 'pipe':
      return within(input && definitionOf(input).type === 'transform' ? out : input);
    case 'enum':
    case 'literal':
    case 'number':
    case 'int':
    case 'boolean':
    case 'null':
      return [];
    default:
      // `unknown` and the like: of those, too, some judge the texts that they are given.
      return innerType
        ? within(innerType)
        : [{ at, takes: (text) => isTaken(whole, text) || isTaken(whole, { words: [text] }) }];
  }
}

const isTaken = (schema: Schema, value: unknown) => (schema as z.ZodType).safeParse(value).success;

interface Route {
  method: string;
  path: string;
  request?: { query?: Schema; body?: { content: Record<string, { schema: unknown }> } };
}

let texts: Text[];
beforeAll(async () => {
  const { app } = await loadApp();
  const routes = app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route' ? [definition.route as unknown as Route] : [],
  );
  texts = [
    ...routes.filter(({ method }) => method !== 'get').flatMap(textsOfRoute),
    ...textsIn('DecisionQuestion ', decisionQuestion),
    ...textsIn('NewPublication ', newPublication),
    ...textsIn('NewDeclaration ', newDeclaration),
    ...textsIn('WhatIfQuestion ', whatIfQuestion),
    ...textsIn('BareQuestion ', bareQuestion),
  ];
  // The whole app is bundled.
});

function textsOfRoute({ method, path, request }: Route): Text[] {
  const at = `${method.toUpperCase()} ${path} `;
  const bodies = Object.values(request?.body?.content ?? {}).map(({ schema }) => schema);
  return [
    ...(request?.query ? textsIn(`${at}?`, request.query) : []),
    ...bodies.flatMap((schema) =>
      typeof schema === 'object' && schema !== null && '_zod' in schema
        ? textsIn(at, schema as Schema)
        : [{ at, takes: () => true }],
    ),
  ];
}

const isUnder = (path: string) => (at: string) =>
  path.endsWith('*') ? at.startsWith(path.slice(0, -1)) : at === path;
const exceptionOf = ({ at }: Text) => Object.keys(EXCEPTIONS).find((path) => isUnder(path)(at));

describe('texts that the routes take', () => {
  it('are found in all places', () => {
    const found = texts.map(({ at }) => at);
    expect(found).toEqual(
      expect.arrayContaining([
        'POST /v1/admin/partners /titles/*/name',
        'PATCH /v1/admin/licenses/{id} /credit/line',
        'POST /v1/admin/licenses /exclusivity/territories/*',
        'PUT /v1/admin/articles ?/section/*',
        'NewPublication /clientRef',
      ]),
    );
  });

  it('hold no hidden character, but for the exceptions', () => {
    const judged = texts.filter((text) => exceptionOf(text) === undefined);
    expect(judged.length).toBeGreaterThan(100);
    const faulty = judged.flatMap(({ at, takes }) => {
      const taken = HIDDEN_CHARACTERS.filter((character) => takes(`a${character}b`));
      const wrong = taken.filter((one) => !(OF_MANY_LINES.includes(at) && one === '\n'));
      return wrong.length > 0 ? [`${at}: ${JSON.stringify(wrong.join(''))}`] : [];
    });
    expect(faulty).toEqual([]);
  });

  it('are of more lines than one only where somebody writes more than a line', () => {
    const many = texts.filter((text) => exceptionOf(text) === undefined && text.takes('a\nb'));
    expect(many.map(({ at }) => at).sort()).toEqual(OF_MANY_LINES);
  });

  it('have no exception that is not used', () => {
    const used = new Set(texts.map(exceptionOf));
    expect(Object.keys(EXCEPTIONS).filter((path) => !used.has(path))).toEqual([]);
  });
});
