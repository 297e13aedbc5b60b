/** What "why was this refused?" asks for. The values stand in the URL by short names, and in the API's body by the paths. */
import { CHANNELS, COMPONENT_TYPES } from '../../rights/terms.ts';
import { type Field, type Option, wordOptions } from '../forms/fields.ts';
import type { Translate } from '../frame/messages.ts';
import { PURPOSES, USES } from '../parts/vocabularies.ts';

/** `titles`: of the license that was chosen. `query`: what is chosen already stays choosable. */
export function questionFields(t: Translate, titles: Option[], query: URLSearchParams): Field[] {
  const choose = (name: string, options: Option[]): { kind: 'select'; options: Option[] } => {
    const chosen = query.get(name) ?? '';
    const known = chosen === '' || options.some(({ value }) => value === chosen);
    return { kind: 'select', options: known ? options : [...options, { value: chosen, label: chosen }] };
  };
  return [
    {
      kind: 'group',
      path: '',
      label: 'decisions.what',
      fields: [
        {
          kind: 'entity',
          kinds: ['license'],
          path: '/license',
          name: 'license',
          label: 'decisions.license',
          hint: 'decisions.license_hint',
          required: true,
        },
        {
          kind: 'entity',
          kinds: ['article'],
          path: '/article',
          name: 'article',
          label: 'decisions.article',
          hint: 'decisions.article_hint',
        },
        {
          path: '/use/component',
          name: 'component',
          label: 'decisions.component',
          ...choose('component', wordOptions(t, 'component', COMPONENT_TYPES)),
        },
      ],
    },
    {
      kind: 'group',
      path: '',
      label: 'decisions.use',
      hint: 'decisions.use_hint',
      fields: [
        {
          path: '/use/action',
          name: 'use',
          label: 'decisions.act',
          ...choose('use', wordOptions(t, 'use', USES)),
        },
        { path: '/use/title', name: 'title', label: 'decisions.title_of', ...choose('title', titles) },
        {
          kind: 'text',
          path: '/use/territory',
          name: 'territory',
          label: 'decisions.territory',
          hint: 'decisions.territory_hint',
          as: 'place',
        },
        {
          path: '/use/channel',
          name: 'channel',
          label: 'decisions.channel',
          ...choose('channel', wordOptions(t, 'channel', CHANNELS)),
        },
        {
          kind: 'text',
          path: '/use/purpose',
          name: 'purpose',
          label: 'decisions.purpose',
          hint: 'decisions.purpose_hint',
          suggestions: wordOptions(t, 'purpose', PURPOSES),
        },
        { kind: 'instant', path: '/use/at', name: 'at', label: 'decisions.at', hint: 'decisions.at_hint' },
      ],
    },
  ];
}

/** What few ask for: folded away unless something of it is asked. */
export function furtherFields(t: Translate): Field[] {
  return [
    {
      kind: 'text',
      path: '/version',
      name: 'version',
      label: 'decisions.version',
      hint: 'decisions.version_hint',
    },
    {
      kind: 'lines',
      path: '/use/context',
      name: 'facts',
      label: 'decisions.facts',
      hint: 'decisions.facts_hint',
    },
    {
      kind: 'group',
      path: '',
      label: 'decisions.token',
      hint: 'decisions.token_hint',
      fields: [
        { kind: 'lines', path: '/entitlement/actions', name: 'actions', label: 'decisions.token_acts' },
        {
          kind: 'checks',
          path: '/entitlement/datatypes',
          name: 'datatypes',
          label: 'decisions.token_components',
          options: wordOptions(t, 'component', COMPONENT_TYPES),
        },
        {
          kind: 'lines',
          path: '/entitlement/locations',
          name: 'locations',
          label: 'decisions.token_places',
          as: 'territory',
        },
        {
          kind: 'checks',
          path: '/entitlement/channels',
          name: 'channels',
          label: 'decisions.token_channels',
          options: wordOptions(t, 'channel', CHANNELS),
        },
      ],
    },
  ];
}
