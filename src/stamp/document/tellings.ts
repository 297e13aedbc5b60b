/** Headlines and bodies of one story as tellings. Pure. */
import { STORY_TELLINGS_MAX } from '../limits.ts';
import { readPlainBlocks } from '../published.ts';
import { readPage } from './html.ts';
import type { DocumentFault, Passage, Read, Telling } from './types.ts';

/** A text as the document has it: markup or plain. `page`: other matter may stand around it. */
export type Body = { html: string; page: boolean } | { text: string };

/** A body with the headline that stands above it. */
export interface TitledBody {
  headline?: string;
  body: Body;
}

/**
 * Every headline and every body at least once. Which of several a program shows is not known, so each must
 * hold; whether one holds does not depend on what it is paired with, so pairs of all with all would only cost
 * more.
 */
export function paired(headlines: string[], bodies: Body[]): TitledBody[] {
  const [first, ...others] = new Set(headlines);
  if (first === undefined) return bodies.map((body) => ({ body }));
  const [body, ...more]: Body[] = bodies.length > 0 ? bodies : [{ text: '' }];
  if (!body) return [];
  return [
    ...[first, ...others].map((headline) => ({ headline, body })),
    ...more.map((one) => ({ headline: first, body: one })),
  ];
}

/**
 * Reads each body once. Fails with `too_complex` when a story has more headlines and bodies than real documents do.
 */
export function readTellings(titled: TitledBody[]): Read<Telling[]> {
  if (titled.length > STORY_TELLINGS_MAX) return { ok: false, reason: 'too_complex' };
  const readings = new Map<Body, Omit<Telling, 'headline'> | DocumentFault>();
  const tellings: Telling[] = [];
  for (const { headline, body } of titled) {
    const reading = readings.get(body) ?? readBody(body);
    readings.set(body, reading);
    if (typeof reading === 'string') return { ok: false, reason: reading };
    tellings.push({ ...(headline !== undefined && { headline }), ...reading });
  }
  return { ok: true, value: tellings };
}

function readBody(body: Body): Omit<Telling, 'headline'> | DocumentFault {
  if ('text' in body) {
    const passages = readPlainBlocks(body.text).map((text): Passage => ({ text, kind: 'prose', marks: [] }));
    return { passages, anchors: [], page: false };
  }
  const read = readPage(body.html);
  return read.ok ? { ...read.value, page: body.page } : read.reason;
}
