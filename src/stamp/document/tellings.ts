/** Headlines and bodies of one story as tellings. Pure. */
import type { Budget } from '../../platform/budget.ts';
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

/** Reads each body once. */
export function readTellings(titled: TitledBody[], budget: Budget): Read<Telling[]> {
  const readings = new Map<Body, Omit<Telling, 'headline'> | DocumentFault>();
  const tellings: Telling[] = [];
  for (const { headline, body } of titled) {
    const reading = readings.get(body) ?? readBody(body, budget);
    budget.spend('nodes');
    readings.set(body, reading);
    if (typeof reading === 'string') return { ok: false, reason: reading };
    tellings.push({ ...(headline !== undefined && { headline }), ...reading });
  }
  return { ok: true, value: tellings };
}

function readBody(body: Body, budget: Budget): Omit<Telling, 'headline'> | DocumentFault {
  if ('text' in body) return tellingOf(readPlainBlocks(body.text), budget);
  const read = readPage(body.html, budget);
  return read.ok ? { ...read.value, page: body.page } : read.reason;
}

/** A plain text has nothing around it. */
export function tellingOf(blocks: string[], budget: Budget): Omit<Telling, 'headline'> {
  budget.spend('nodes', blocks.length);
  const passages = blocks.map((text): Passage => ({ text, kind: 'prose', marks: [] }));
  return { passages, anchors: [], page: false };
}
