/** Combines the headlines and bodies of a story to its versions. Pure. */
import type { Budget } from '../../platform/budget.ts';
import { readPlainBlocks } from '../published.ts';
import { readPage } from './html.ts';
import type { DocumentFault, Passage, ReadResult, StoryVersion } from './types.ts';

/** A text as markup or plain text. `page`: other content may surround it. */
export type Body = { html: string; page: boolean } | { text: string };

export interface TitledBody {
  headline?: string;
  body: Body;
}

/**
 * Combines every headline and every body at least once. Programs may show any of them, so each must be
 * genuine; the result for one does not depend on its partner, so more combinations would only cost more.
 */
export function paired(headlines: string[], bodies: Body[]): TitledBody[] {
  const [first, ...others] = new Set(headlines);
  if (first === undefined) return bodies.map((body) => ({ body }));
  const [body, ...more]: Body[] = bodies.length > 0 ? bodies : [{ text: '' }];
  if (!body) return [];
  return [
    ...[first, ...others].map((headline) => ({ headline, body })),
    ...more.map((body) => ({ headline: first, body })),
  ];
}

export function readVersions(titled: TitledBody[], budget: Budget): ReadResult<StoryVersion[]> {
  const readings = new Map<Body, Omit<StoryVersion, 'headline'> | DocumentFault>();
  const versions: StoryVersion[] = [];
  for (const { headline, body } of titled) {
    const reading = readings.get(body) ?? readBody(body, budget);
    budget.spend('nodes');
    readings.set(body, reading);
    if (typeof reading === 'string') return { ok: false, reason: reading };
    versions.push({ ...(headline !== undefined && { headline }), ...reading });
  }
  return { ok: true, value: versions };
}

function readBody(body: Body, budget: Budget): Omit<StoryVersion, 'headline'> | DocumentFault {
  if ('text' in body) return plainVersion(readPlainBlocks(body.text), budget);
  const page = readPage(body.html, budget);
  return page.ok ? { ...page.value, page: body.page } : page.reason;
}

/** Plain text has no surrounding content. */
export function plainVersion(blocks: string[], budget: Budget): Omit<StoryVersion, 'headline'> {
  budget.spend('nodes', blocks.length);
  const passages = blocks.map((text): Passage => ({ text, kind: 'prose', marks: [] }));
  return { passages, anchors: [], page: false };
}
