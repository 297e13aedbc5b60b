/** Sentences of the overview. */
import { expect, it } from 'vitest';
import { english, german, messagesIn } from './licenses/words.ts';

it('counts the licenses of a recall in the singular and the plural', () => {
  const sentence = (t: typeof english, number: number, count: number) =>
    t('overview.recall_overdue', { article: 'A', number, count });
  expect(sentence(english, 1, 1)).toBe('A: the deadline of the recall has passed for 1 license.');
  expect(sentence(english, 1, 3)).toBe('A: the deadline of the recall has passed for 1 of 3 licenses.');
  expect(sentence(german, 1, 1)).toBe('A: Die Frist des Rückrufs ist bei 1 Lizenz abgelaufen.');
  const open = { article: 'A', change: english.word('event', 'article.held') };
  expect(english('overview.recall_acknowledged', { ...open, number: 0, count: 1 })).toBe(
    'A: article held, answered by 0 of 1 license.',
  );
  expect(english('overview.recall_refused', { ...open, number: 1, count: 3 })).toBe(
    'A: article held, refused by or impossible for 1 of 3 licenses.',
  );
  const offen = { article: 'A', change: german.word('event', 'article.held') };
  expect(german('overview.recall_acknowledged', { ...offen, number: 1, count: 2 })).toBe(
    'A: Artikel zurückgehalten, Antwort von 1 von 2 Lizenzen.',
  );
  expect(sentence(german, 2, 3)).toBe('A: Die Frist des Rückrufs ist bei 2 von 3 Lizenzen abgelaufen.');
});

it('has one German word each for acknowledging, holding and killing, and one English word for operators', () => {
  const texts = Object.entries(messagesIn('de')).map(([key, text]) => `${key}: ${text}`);
  expect(texts.filter((text) => /quitt(ier|ung)/i.test(text))).toEqual([]);
  expect(texts.filter((text) => /^recalls\..*(gesperrt|\bsperr)/.test(text))).toEqual([]);
  expect(german.word('act', 'article.ingest.kill')).toBe('Zurückziehung eines Artikels eingeliefert');
  expect(english('actions.operator')).toBe('Operator');
});
