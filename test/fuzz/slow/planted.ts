/** Parsers with defects, for the test that the search finds such. */
import { bare, type Parser } from './parsers.ts';

const words = { pieces: ['<', '</', 'word ', '§;'], wraps: [['<b>', '</b>']] as const, packings: [] };

export const PARSERS: readonly Parser[] = [
  {
    name: 'linear',
    bytesMax: 200_000,
    frames: [bare],
    words,
    read: (input) => input.split(' ').length,
  },
  {
    // Looks for an end from each beginning.
    name: 'square',
    bytesMax: 1_000_000,
    frames: [bare],
    words,
    read: (input) => {
      let steps = 0;
      for (let at = input.indexOf('<'); at >= 0; at = input.indexOf('<', at + 1))
        for (let end = at; end < input.length && input[end] !== '>'; end++) steps += 1;
      return steps;
    },
  },
  {
    // Every name beside every value.
    name: 'product',
    bytesMax: 40_000,
    frames: [bare],
    words: { ...words, pieces: ['name;', 'value,'] },
    read: (input) => {
      const names = input.split(';');
      return input.split(',').flatMap((value) => names.map((name) => ({ name, value }))).length;
    },
  },
  {
    // Has a list of all before, and drops it, for each word.
    name: 'wasteful',
    bytesMax: 40_000,
    frames: [bare],
    words,
    read: (input) => {
      const all = input.split(' ');
      let words: string[] = [];
      for (const word of all) words = [...all.map((other) => other + word), ...words].slice(0, all.length);
      return words.length;
    },
  },
  {
    name: 'endless',
    bytesMax: 1_000_000,
    frames: [bare],
    words,
    read: (input) => {
      while (input.includes('</b></b>'));
    },
  },
  {
    name: 'throwing',
    bytesMax: 1_000_000,
    frames: [bare],
    words,
    read: function deep(input: string): number {
      return input.startsWith('<b>') ? 1 + deep(input.slice(3)) : 0;
    },
  },
];
