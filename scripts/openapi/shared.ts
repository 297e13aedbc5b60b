import { type Answer, type Document, operationsOf } from './types.ts';

interface Shared extends Document {
  components: Document['components'] & {
    headers: Record<string, unknown>;
    responses?: Record<string, Answer>;
  };
}

/** Equal refusals of several operations become shared responses, named by status and first code. */
export function shareRefusals(document: Document): Document {
  const { components } = document as Shared;
  const uses = new Map<string, { holder: Record<string, Answer>; status: string }[]>();
  for (const { operation } of operationsOf(document))
    for (const [status, answer] of Object.entries(operation.responses)) {
      if (Object.keys(answer.content ?? {}).join() !== 'application/problem+json') continue;
      const text = JSON.stringify(answer);
      uses.set(text, [...(uses.get(text) ?? []), { holder: operation.responses, status }]);
    }
  const responses: Record<string, Answer> = {};
  for (const [text, places] of uses) {
    if (places.length < 2) continue;
    const name = freeName(nameOf(text), responses);
    responses[name] = JSON.parse(text) as Answer;
    for (const { holder, status } of places)
      holder[status] = { $ref: `#/components/responses/${name}` } as unknown as Answer;
  }
  components.responses = responses;
  return withoutUnused(document as Shared);
}

function nameOf(text: string): string {
  const code = /"enum":\["(\w+)"/.exec(text)?.[1] ?? 'refused';
  const words = code.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.join('');
}

function freeName(name: string, taken: object): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}${number}`;
    if (!Object.hasOwn(taken, candidate)) return candidate;
  }
}

function withoutUnused(document: Shared): Shared {
  const { components } = document;
  for (const kind of ['responses', 'schemas', 'headers'] as const)
    for (let removed = true; removed; ) {
      removed = false;
      const text = JSON.stringify(document);
      for (const name of Object.keys(components[kind] ?? {}))
        if (!text.includes(`"#/components/${kind}/${name}"`)) {
          delete components[kind]?.[name];
          removed = true;
        }
    }
  return document;
}
