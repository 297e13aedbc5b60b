/** All phrases, by language. */
import type { MeaningKey } from '../meanings.ts';
import { GERMAN } from './de.ts';
import { ENGLISH } from './en.ts';
import { SPANISH } from './es.ts';
import { FRENCH } from './fr.ts';
import type { Language, LanguageBook } from './types.ts';

export const BOOKS: Record<Language, LanguageBook> = { en: ENGLISH, de: GERMAN, fr: FRENCH, es: SPANISH };

export const LANGUAGES = Object.keys(BOOKS) as Language[];

/** The words for a thing that can be forbidden, of every language: wires mix them. */
export function allThings(): [MeaningKey, string][] {
  return LANGUAGES.flatMap((language) =>
    Object.entries(BOOKS[language].things).flatMap(([key, names]) =>
      names.map((name): [MeaningKey, string] => [key as MeaningKey, name]),
    ),
  );
}
