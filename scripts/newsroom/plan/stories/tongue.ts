/** Parts of stories in one language. `{place}`, `{person}`, `{org}`, `{number}` and `{day}` are filled in. */
import type { SECTIONS } from '../names.ts';

export type Section = (typeof SECTIONS)[number];

export interface Tongue {
  language: string;
  days: string[];
  /** Reporters, and whom they quote. */
  people: string[];
  /** First paragraphs by headline. */
  openings: Record<Section, Record<string, string>>;
  subheads: string[];
  paragraphs: string[];
  photo: string[];
  graphic: string[];
  killed: string;
  held: string;
  corrected: string;
}
