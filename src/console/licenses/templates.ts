/** License templates: they define the rights; parties, territory, term and price are typed. */
import type { Draft } from './terms.ts';

export const TEMPLATES = {
  web_app: {
    components: ['dispatch', 'photograph', 'graphic'],
    uses: ['display', 'distribute'],
    alterations: ['headline', 'shorten', 'crop'],
    channels: ['web', 'app'],
  },
  print: {
    components: ['dispatch', 'photograph', 'graphic'],
    uses: ['print', 'reproduce', 'distribute'],
    alterations: ['headline', 'shorten', 'crop'],
    channels: ['print', 'epaper'],
  },
  broadcast: {
    components: ['dispatch', 'audio', 'video'],
    uses: ['present', 'play', 'stream'],
    alterations: ['headline', 'shorten', 'excerpt'],
    channels: ['broadcast'],
  },
  ai_search: {
    components: ['dispatch'],
    uses: ['ai-index', 'ai-input', 'search', 'display'],
    alterations: ['excerpt'],
    channels: ['web', 'app'],
  },
  photos: {
    components: ['photograph'],
    uses: ['display', 'distribute'],
    alterations: ['crop'],
    channels: ['web', 'app'],
  },
} satisfies Record<string, Draft>;

export type TemplateName = keyof typeof TEMPLATES;

export const templateNamed = (name: string): Draft | undefined =>
  Object.hasOwn(TEMPLATES, name) ? TEMPLATES[name as TemplateName] : undefined;

/** Terms for a copy: without its dates and consent. */
export function copyOf(license: Draft, partner: string): Draft {
  const { consent: _consent, starts: _starts, ends: _ends, titles, exclusivity, ...terms } = license;
  const { from: _from, until: _until, ...rest } = exclusivity ?? {};
  return {
    ...terms,
    ...(exclusivity && { exclusivity: rest }),
    ...(titles && license.partner === partner && { titles }),
    partner,
  };
}
