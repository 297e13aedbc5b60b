import type { FC } from 'hono/jsx';
import { type Field, wordOptions } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import { EMPTY_FORM } from '../forms/state.ts';
import { LANGUAGES } from './messages.ts';
import { THEMES } from './preferences.ts';
import { useView } from './view.ts';

export const PreferencesForm: FC<{ back: string }> = ({ back }) => {
  const { t, language, zone, theme } = useView();
  const nativeName = (language: string) =>
    new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  const fields: Field[] = [
    {
      kind: 'select',
      path: '/language',
      label: 'preferences.language',
      required: true,
      options: LANGUAGES.map((value) => ({ value, label: nativeName(value) })),
    },
    {
      kind: 'text',
      path: '/zone',
      label: 'preferences.zone',
      hint: 'preferences.zone_hint',
      required: true,
      suggestions: Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value })),
    },
    {
      kind: 'select',
      path: '/theme',
      label: 'preferences.theme',
      required: true,
      options: wordOptions(t, 'theme', THEMES),
    },
  ];
  const values = new Map([
    ['/language', [language]],
    ['/zone', [zone]],
    ['/theme', [theme]],
  ]);
  return (
    <Form
      fields={fields}
      state={{ ...EMPTY_FORM, values }}
      submit="form.save"
      action="/console/preferences"
      hidden={{ back }}
    />
  );
};
