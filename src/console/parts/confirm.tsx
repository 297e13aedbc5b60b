/** Confirmation pages. Actions that stop something or cannot be undone require typing a name. */
import type { Child, FC } from 'hono/jsx';
import { normalized } from '../../platform/normalize.ts';
import type { Field } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import { EMPTY_FORM, type FormState, submitted } from '../forms/state.ts';
import { faultOf } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';

const CONFIRM = '/confirm';

interface ConfirmProps {
  name?: string;
  submit: MessageKey;
  cancel: string;
  state?: FormState;
  undoable?: boolean;
  hidden?: Record<string, string>;
  danger?: boolean;
  fields?: Field[];
  last?: Child;
  children?: Child;
}

export const Confirm: FC<ConfirmProps> = (props) => {
  const { name, submit, cancel, state = EMPTY_FORM, fields = [], hidden = {}, children } = props;
  const { t } = useView();
  const about = props.undoable ? 'confirm.type_undoable' : 'confirm.type';
  const typing: Field[] =
    name === undefined
      ? []
      : [
          {
            kind: 'text',
            path: CONFIRM,
            label: 'confirm.label',
            instruction: t.rich(about, { name: <strong class="typed">{name}</strong> }),
            required: true,
          },
        ];
  return (
    <>
      <div class={`note ${name === undefined ? 'none' : 'warn'}`}>{children}</div>
      <Form
        fields={[...fields, ...typing]}
        state={state}
        submit={submit}
        cancel={cancel}
        hidden={hidden}
        danger={props.danger ?? name !== undefined}
      >
        {props.last}
      </Form>
    </>
  );
};

/**
 * Returns null if one of the names was typed, otherwise the form with a fault. Only letters, digits and symbols
 * count, of any case: a phone's keyboard lacks marks such as the middle dot. Empty input never confirms.
 */
export function unconfirmed(form: FormData, names: string[]): FormState | null {
  const folded = (text: string) => {
    const visible = normalized(text, 'NFC').replace(/[\p{Cf}\s]+/gu, '');
    return visible.replace(/\p{P}+/gu, '').toLowerCase() || visible;
  };
  const typedName = folded(String(form.get(CONFIRM) ?? ''));
  if (typedName !== '' && names.some((name) => typedName === folded(name))) return null;
  return submitted(form, { faults: [faultOf(CONFIRM, typedName === '' ? 'missing' : 'not_the_name')] });
}
