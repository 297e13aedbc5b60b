/**
 * A person at a page, who counts what they do: a click, a key that acts, and a field that is filled are one
 * interaction each.
 */
import type { Locator, Page } from 'playwright-core';

export interface Person {
  click(target: Locator): Promise<void>;
  fill(field: Locator, text: string): Promise<void>;
  select(field: Locator, option: string): Promise<void>;
  /** Drops or chooses a file. */
  give(field: Locator, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>;
  press(key: string): Promise<void>;
  /** Fills the field that has the focus. */
  type(text: string): Promise<void>;
  /**
   * Types words into a field that names a thing, and clicks the first suggestion that has them: two
   * interactions.
   */
  find(field: Locator, words: string): Promise<void>;
  /** Until now. */
  interactions(): number;
}

export function personAt(page: Page): Person {
  let interactions = 0;
  const act = async (done: Promise<unknown>) => {
    interactions++;
    await done;
    // It waits until the next page begins, not until it is there.
    await page.waitForLoadState();
  };
  const click = (target: Locator) => act(target.click());
  return {
    click,
    fill: (field, text) => act(field.fill(text)),
    select: (field, label) => act(field.selectOption({ label })),
    give: (field, file) => act(field.setInputFiles(file)),
    press: (key) => act(page.keyboard.press(key)),
    type: (text) => act(page.keyboard.insertText(text)),
    find: async (field, words) => {
      await act(field.fill(words));
      await click(page.getByRole('option').filter({ hasText: words }).first());
    },
    interactions: () => interactions,
  };
}
