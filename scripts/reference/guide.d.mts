export interface Chapter {
  slug: string;
  title: string;
  html: string;
  headings: { id: string; title: string }[];
}

export function renderGuide(markdown: string): Chapter[];
export function slugOf(text: string): string;
