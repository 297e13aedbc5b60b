/** Quotations in the grammar of a language. Pure. */
import type { Translate } from '../frame/messages.ts';

/** Names that somebody chose, so that nobody takes a part of one for the sentence around it. */
export const quoted = (names: readonly string[], t: Translate): string =>
  t.list(names.map((text) => t('licenses.say.quoted', { text })));
