/**
 * What stories of one language are made of. `{place}`, `{person}`, `{org}`, `{number}` and `{day}` are filled
 * in.
 */
import type { SECTIONS } from '../names.ts';

export type Section = (typeof SECTIONS)[number];

export interface Tongue {
  language: string;
  days: string[];
  /** Reporters, and whom they quote. */
  people: string[];
  /** Headline and first paragraph. */
  openings: Record<Section, [headline: string, lead: string][]>;
  subheads: string[];
  paragraphs: string[];
  photo: string[];
  graphic: string[];
  /** Notices of a kill and of a hold, and the note of a correction. */
  killed: string;
  held: string;
  corrected: string;
}
