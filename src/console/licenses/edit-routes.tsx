/** `/console/licenses/:id/change` and `/renew`: forms that send only changed terms. */
import { Hono } from 'hono';
import type { Child, FC } from 'hono/jsx';
import { type Field, flat } from '../forms/fields.ts';
import { askingQuery } from '../forms/form.tsx';
import { isStale, stale, versionField } from '../forms/form-version.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { type ConsoleEnv, useView } from '../frame/view.ts';
import { Links } from '../parts/link.tsx';
import { Note } from '../parts/small.tsx';
import { TermDay } from '../parts/term.tsx';
import { type LicenseContext, type LicenseFull, licenseOf, nameOf, patchLicense } from './context.ts';
import { choicesOf, type Terms } from './edited.ts';
import { type EditorPages, editorPages } from './editor-routes.tsx';
import { renewalFields, stepFields, termsFields } from './fields.ts';
import { nextTerm } from './next-term.ts';
import { patchOf } from './read-terms.ts';
import { MEMBERS } from './sentence.ts';

export const editPages = new Hono<ConsoleEnv>();

interface Edit extends Pick<EditorPages<LicenseContext>, 'fields' | 'steps' | 'start'> {
  title: MessageKey;
  submit: MessageKey;
  done: string;
  aside?(context: LicenseContext, terms: Terms): Child;
}

/**
 * Notes beside a renewal: its term and the consent that it rests on. `starts`: of the draft. From the old end
 * on, it begins a new term; earlier, it corrects the term.
 */
const Renewal: FC<{ license: LicenseFull; starts: string; ends: string }> = (props) => {
  const { license, starts, ends } = props;
  const { t, now, url } = useView();
  const { reference, signedBy: by, signedOn } = license.consent;
  const day = t.date(signedOn, { timeZone: 'UTC', dateStyle: 'medium' });
  const start = Date.parse(starts);
  const { timeZone } = license;
  const first = <TermDay at={starts} zone={timeZone} edge="first" />;
  const isNew = start >= Date.parse(license.ends);
  const units = license.used?.term;
  const href = `/console/licenses/new?partner=${license.partner}&from=${license.id}`;
  return (
    <>
      <Note tone="none" title={t('licenses.billing')}>
        <p>{units === undefined ? t('licenses.used_unknown') : t('licenses.used_term', { count: units })}</p>
        <p>
          {t.rich(isNew ? 'licenses.term_new' : 'licenses.term_same', {
            starts: first,
            ends: <TermDay at={ends} zone={timeZone} edge="last" />,
          })}
        </p>
        <p>{t('licenses.contract_before', { reference, by, day })}</p>
      </Note>
      {isNew && start > now && <Note tone="warn">{t.rich('licenses.gap_until', { starts: first })}</Note>}
      <Links
        to={[
          isNew
            ? ['licenses.rather_extend', url.pathname]
            : ['licenses.rather_new', `${url.pathname}?as=new`],
          ['licenses.rather_following', href],
        ]}
      />
    </>
  );
};

const EDITS: Record<'change' | 'renew', Edit> = {
  change: {
    title: 'form.edit_name',
    submit: 'form.save',
    done: 'license_changed',
    fields: (view, context) => termsFields(choicesOf(view, context, context.terms)),
    steps: (view, context) => stepFields(choicesOf(view, context, context.terms)),
    start: (_, { terms }) => terms,
  },
  /** While the term runs, a renewal moves the end, or starts a new term (`?as=new`), by another contract. */
  renew: {
    title: 'licenses.renew_name',
    submit: 'licenses.renew',
    done: 'license_renewed',
    fields: ({ t }) => renewalFields(t),
    start: ({ url, now }, { license, terms }) => {
      const isNew = url.searchParams.get('as') === 'new' || Date.parse(license.ends) <= now;
      const following = nextTerm(license);
      const { reference } = license.consent;
      return { ...terms, ...(isNew ? following : { ends: following.ends }), consent: { reference } };
    },
    aside: ({ license }, { starts, ends }) => (
      <Renewal
        license={license}
        starts={String(starts ?? license.starts)}
        ends={String(ends ?? license.ends)}
      />
    ),
  },
};

/** Terms after the edit. Terms without a field stay. */
function editedTerms({ terms }: LicenseContext, fields: Field[], body: Terms): Terms {
  const edited = new Set(flat(fields).map(({ path }) => path.split('/')[1]));
  const unedited = MEMBERS.filter((member) => !edited.has(member) && terms[member] !== undefined);
  return { ...Object.fromEntries(unedited.map((member) => [member, terms[member]])), ...body };
}

const pageOf = ({ license }: LicenseContext) => `/console/licenses/${license.id}`;

for (const [name, edit] of Object.entries(EDITS)) {
  const { show, submit } = editorPages<LicenseContext>({
    ...edit,
    load: licenseOf,
    current: ({ terms }) => terms,
    edited: editedTerms,
    editor: ({ t }, context, { terms, state }) => ({
      title: t(edit.title, { name: nameOf(context) }),
      lead: t(`licenses.${name as keyof typeof EDITS}_lead`),
      anytime: true,
      hidden: versionField(state, context.license.version),
      submit: edit.submit,
      cancel: pageOf(context),
      aside: edit.aside?.(context, terms),
    }),
    store: async (view, context, terms, form) => {
      const { id, version } = context.license;
      const patch = patchOf(context.terms, terms);
      if (Object.keys(patch).length === 0) return `${pageOf(context)}?done=license_unchanged`;
      if (isStale(form, version)) return stale(view.t, 'licenses.changed_meanwhile');
      return (
        (await patchLicense(view, id, patch, askingQuery(form))) ?? `${pageOf(context)}?done=${edit.done}`
      );
    },
  });
  editPages.get(`/licenses/:id/${name}`, show);
  editPages.post(`/licenses/:id/${name}`, submit);
}
