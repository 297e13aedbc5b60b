/** What "why was this refused?" asks for. The values stand in the URL by short names, and in the API's body by the paths. */
import { CHANNELS, COMPONENT_TYPES } from '../../rights/terms.ts';
import { type Field, type Option, wordOptions } from '../forms/fields.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { PURPOSES, USES } from '../parts/vocabularies.ts';

const key = (name: string) => `decisions.${name}` as MessageKey;
const named = (path: string, name: string, label = name) => ({ path, name, label: key(label) });
const hinted = (path: string, name: string) => ({ ...named(path, name), hint: key(`${name}_hint`) });

/** `titles`: of the license that was chosen. `query`: what is chosen already stays choosable. */
export function questionFields(t: Translate, titles: Option[], query: URLSearchParams): Field[] {
  const choose = (name: string, options: Option[]): { kind: 'select'; options: Option[] } => {
    const chosen = query.get(name) ?? '';
    const known = chosen === '' || options.some(({ value }) => value === chosen);
    return { kind: 'select', options: known ? options : [...options, { value: chosen, label: chosen }] };
  };
  const components = choose('component', wordOptions(t, 'component', COMPONENT_TYPES));
  return [
    {
      kind: 'group',
      path: '',
      label: 'decisions.what',
      fields: [
        { kind: 'entity', kinds: ['license'], ...hinted('/license', 'license'), required: true },
        { kind: 'entity', kinds: ['article'], ...hinted('/article', 'article') },
        { ...named('/use/component', 'component'), ...components },
      ],
    },
    {
      kind: 'group',
      path: '',
      label: 'decisions.use',
      hint: 'decisions.use_hint',
      fields: [
        { ...named('/use/action', 'use', 'act'), ...choose('use', wordOptions(t, 'use', USES)) },
        { ...named('/use/title', 'title', 'title_of'), ...choose('title', titles) },
        { kind: 'text', ...hinted('/use/territory', 'territory'), as: 'place' },
        { ...named('/use/channel', 'channel'), ...choose('channel', wordOptions(t, 'channel', CHANNELS)) },
        {
          kind: 'text',
          ...hinted('/use/purpose', 'purpose'),
          suggestions: wordOptions(t, 'purpose', PURPOSES),
        },
        { kind: 'instant', ...hinted('/use/at', 'at') },
      ],
    },
  ];
}

/** What few ask for: folded away unless something of it is asked. */
export function furtherFields(t: Translate): Field[] {
  const ofToken = (name: string, label: string) => named(`/entitlement/${name}`, name, `token_${label}`);
  const [components, channels] = [
    wordOptions(t, 'component', COMPONENT_TYPES),
    wordOptions(t, 'channel', CHANNELS),
  ];
  return [
    { kind: 'text', ...hinted('/version', 'version') },
    { kind: 'lines', ...hinted('/use/context', 'facts') },
    {
      kind: 'group',
      path: '',
      label: 'decisions.token',
      hint: 'decisions.token_hint',
      fields: [
        { kind: 'lines', ...ofToken('actions', 'acts') },
        { kind: 'checks', ...ofToken('datatypes', 'components'), options: components },
        { kind: 'lines', ...ofToken('locations', 'places'), as: 'territory' },
        { kind: 'checks', ...ofToken('channels', 'channels'), options: channels },
      ],
    },
  ];
}
