import type { FC } from 'hono/jsx';
import { type Field, fieldsIn, wordOptions } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import { faultOf } from './api.ts';
import { LANGUAGES } from './messages.ts';
import { THEMES } from './preferences.ts';
import { useView } from './view.ts';

const { field, hinted } = fieldsIn('preferences');

export const PreferencesForm: FC<{ back: string }> = ({ back }) => {
  const { t, url, language, zone, theme } = useView();
  const unknownZone = url.searchParams.get('zone');
  const nativeName = (language: string) =>
    new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  const fields: Field[] = [
    {
      kind: 'select',
      ...field('language'),
      required: true,
      options: LANGUAGES.map((value) => ({ value, label: nativeName(value) })),
    },
    {
      kind: 'text',
      ...hinted('zone'),
      textKind: 'zone',
      required: true,
      suggestions: Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value })),
    },
    { kind: 'select', ...field('theme'), required: true, options: wordOptions(t, 'theme', THEMES) },
  ];
  const values = new Map([
    ['/language', [language]],
    ['/zone', [unknownZone ?? zone]],
    ['/theme', [theme]],
  ]);
  return (
    <Form
      fields={fields}
      state={{ values, faults: unknownZone ? [faultOf('/zone', 'time_zone')] : [] }}
      submit="form.save"
      action="/console/preferences"
      hidden={{ back }}
    />
  );
};
