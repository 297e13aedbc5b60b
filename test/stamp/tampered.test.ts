/** A passage beside a text: a version of it, or about the same. */
import { describe, expect, it } from 'vitest';
import { createTamperingFinder } from '../../src/stamp/tampered.ts';
import { anonymousBudget } from '../support/budget.ts';

const HEADLINE = 'Seven ports agree on a toll';
const TEXT =
  'Seven North Sea port cities agreed early on Monday to charge a common toll on container ships that load between midnight and 5 a.m.';
const CAPTION =
  'Seven port cities refused late on Monday to charge a common toll on container ships that load between midnight and 5 a.m.';
const doctoredAmong = createTamperingFinder([HEADLINE, TEXT], [HEADLINE], {
  isCaption: (folded) => folded === CAPTION,
  budget: anonymousBudget(),
});

const isDoctored = (...passages: string[]) => doctoredAmong(passages).length > 0;

describe('a passage beside a text', () => {
  it('that is a caption with a phrase of the text is no version of it', () => {
    expect(
      isDoctored('Container ships loading between midnight and 5 a.m., by port city, in half a year.'),
    ).toBe(false);
  });

  it('that is a delivered caption is no version of it, by itself or before its credit', () => {
    expect(isDoctored(CAPTION)).toBe(false);
    expect(isDoctored(`${CAPTION} Mara Ostend`)).toBe(false);
    expect(isDoctored(CAPTION.replace('midnight', 'noon'))).toBe(true);
  });

  it('that is a sentence of the text with other words is', () => {
    expect(isDoctored(TEXT.replace('agreed early', 'refused late'))).toBe(true);
  });
});
