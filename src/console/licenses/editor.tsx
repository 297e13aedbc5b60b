/** The form of a license's terms with the reading beside it, which follows what is typed; without a script, by a button. */
import type { Child, FC } from 'hono/jsx';
import type { Field } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import type { FormState } from '../forms/state.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Heading } from '../parts/small.tsx';
import type { DraftReading } from './draft.ts';
import { Reading } from './reading.tsx';

/** The name of the button, and of what the script sends: the page with its reading, and nothing is stored. */
export const PREVIEW = '_preview';

interface EditorProps {
  title: string;
  lead?: Child;
  /** What else can be done instead. */
  actions?: Child;
  fields: Field[];
  /** Words that the form carries. */
  hidden?: Record<string, string>;
  state: FormState;
  submit: MessageKey;
  cancel: string;
  sentences: string[];
  draft: DraftReading;
  /** What else should be known of the draft. */
  beside?: Child;
}

export const Editor: FC<EditorProps> = ({ title, lead, actions, beside, sentences, draft, ...form }) => {
  const { t, url } = useView();
  const live = {
    'hx-post': `${url.pathname}${url.search}`,
    'hx-trigger': 'input delay:400ms, change delay:200ms',
    'hx-target': '#reading',
    'hx-select': '#reading',
    'hx-swap': 'outerHTML',
    'hx-sync': 'this:replace',
    'hx-vals': JSON.stringify({ [PREVIEW]: '1' }),
  };
  return (
    <>
      <Heading title={title} lead={lead}>
        {actions}
      </Heading>
      <div class="editor">
        <Form {...form} live={live}>
          <p>
            <button type="submit" name={PREVIEW} value="1">
              {t('licenses.preview')}
            </button>
          </p>
        </Form>
        <Reading sentences={sentences} draft={draft}>
          {beside}
        </Reading>
      </div>
    </>
  );
};
