/** Fields of "Check a use". `name` is the parameter in the URL, `path` the place in the API's body. */
import { CHANNELS, COMPONENT_TYPES } from '../../rights/terms.ts';
import { type Field, type Option, wordOptions } from '../forms/fields.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { PURPOSES, USES } from '../parts/vocabularies.ts';

const key = (name: string) => `decisions.${name}` as MessageKey;
const field = (path: string, name: string, label = name) => ({ path, name, label: key(label) });
const fieldWithHint = (path: string, name: string) => ({ ...field(path, name), hint: key(`${name}_hint`) });

/** `titles` of the chosen license. Values of `query` stay selectable. */
export function questionFields(t: Translate, titles: Option[], query: URLSearchParams): Field[] {
  const choose = (name: string, options: Option[]) => {
    const value = query.get(name) ?? '';
    const isListed = value === '' || options.some((option) => option.value === value);
    const label = name === 'purpose' ? t('decisions.unlisted_purpose', { purpose: value }) : value;
    const listed = isListed ? options : [...options, { value, label }];
    return { kind: 'select' as const, none: 'decisions.any' as const, options: listed };
  };
  const components = choose('component', wordOptions(t, 'component', COMPONENT_TYPES));
  return [
    {
      kind: 'group',
      path: '',
      label: 'decisions.what',
      fields: [
        {
          kind: 'entity',
          kinds: ['license'],
          ...fieldWithHint('/license', 'license'),
          required: true,
          autofocus: query.get('license') === '',
        },
        { kind: 'entity', kinds: ['article'], ...fieldWithHint('/article', 'article') },
        { ...field('/use/component', 'component'), ...components },
      ],
    },
    {
      kind: 'group',
      path: '',
      label: 'decisions.use',
      hint: 'decisions.use_hint',
      fields: [
        { ...field('/use/action', 'use', 'act'), ...choose('use', wordOptions(t, 'use', USES)) },
        { ...field('/use/title', 'title', 'title_of'), ...choose('title', titles) },
        { kind: 'text', ...fieldWithHint('/use/territory', 'territory'), textKind: 'place' },
        { ...field('/use/channel', 'channel'), ...choose('channel', wordOptions(t, 'channel', CHANNELS)) },
        { ...field('/use/purpose', 'purpose'), ...choose('purpose', wordOptions(t, 'purpose', PURPOSES)) },
        { kind: 'instant', ...fieldWithHint('/use/at', 'at') },
      ],
    },
  ];
}

/** Parameter of a purpose that is not listed, which the page moves to `purpose`. */
export const OTHER_PURPOSE = 'other_purpose';

/** Rare fields, collapsed while empty. */
export function furtherFields(t: Translate): Field[] {
  const ofToken = (name: string, label: string) => field(`/entitlement/${name}`, name, `token_${label}`);
  const components = wordOptions(t, 'component', COMPONENT_TYPES);
  const channels = wordOptions(t, 'channel', CHANNELS);
  return [
    { kind: 'text', ...fieldWithHint(`/${OTHER_PURPOSE}`, OTHER_PURPOSE) },
    { kind: 'text', ...fieldWithHint('/version', 'version') },
    { kind: 'lines', ...fieldWithHint('/use/context', 'facts') },
    {
      kind: 'group',
      path: '',
      label: 'decisions.token',
      hint: 'decisions.token_hint',
      fields: [
        { kind: 'lines', ...ofToken('actions', 'acts') },
        { kind: 'checks', ...ofToken('datatypes', 'components'), options: components },
        { kind: 'lines', ...ofToken('locations', 'places'), textKind: 'territory' },
        { kind: 'checks', ...ofToken('channels', 'channels'), options: channels },
      ],
    },
  ];
}
