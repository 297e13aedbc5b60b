import type { FC } from 'hono/jsx';
import type { SignInOption } from '../../access/identity/code-flow/options.ts';
import type { SignInFault } from '../../access/sessions/federated-sign-in.ts';
import { useView } from '../frame/view.ts';
import { Heading, Note, Section } from '../parts/small.tsx';

/** Faults shown by the script; the page contains their texts. */
const KEY_FAULTS = ['malformed', 'partner', 'wrong', 'too_many', 'refused', 'unreachable'] as const;

interface SignInProps {
  options: SignInOption[];
  /** Page of the console to open afterwards. */
  next: string;
  fault: SignInFault | null;
  /** `over`: by itself, before a form was sent; `other`: someone else opened the form; `out`: by signing out. */
  ended: 'over' | 'other' | 'out' | null;
  /** The operator who is signed in. */
  name: string | undefined;
}

export const SignInPage: FC<SignInProps> = ({ options, next, fault, ended, name = '' }) => {
  const { t, agency } = useView();
  return (
    <>
      <Heading title={t('signin.title')} lead={t('signin.lead', { agency: agency.name })} />
      {fault && <Note tone="bad">{t(`signin.came.${fault}`)}</Note>}
      {ended && !fault && (
        <Note tone={ended === 'out' ? 'good' : 'warn'} role="status">
          {t(`signin.${ended}`, { name })}{' '}
          {ended === 'other' && <a href={next.replace(/[?&]unsent$/, '')}>{t('signin.go_on', { name })}</a>}
        </Note>
      )}
      {options.map((option, index) => (
        <ProviderLink option={option} next={next} isFirst={index === 0} />
      ))}
      {options.length === 0 ? (
        <KeyForm next={next} isOnly />
      ) : (
        <Section title={t('signin.or')}>
          <KeyForm next={next} isOnly={false} />
        </Section>
      )}
    </>
  );
};

const ProviderLink: FC<{ option: SignInOption; next: string; isFirst: boolean }> = ({
  option: { kind, href, label },
  next,
  isFirst,
}) => {
  const { t } = useView();
  const tone = isFirst ? ' primary' : '';
  const text = t('signin.with', { label });
  if (kind === 'cloudflare-access')
    return (
      <form method="post" action={href} class="buttons">
        <input type="hidden" name="next" value={next} />
        <button type="submit" class={`button${tone}`}>
          {text}
        </button>
      </form>
    );
  return (
    <p class="buttons">
      <a class={`button${tone}`} href={`${href}?next=${encodeURIComponent(next)}`}>
        {text}
      </a>
    </p>
  );
};

/**
 * The key is sent only to the token endpoint, by a script. So the field has no name, and the button is
 * disabled until the script runs.
 */
const KeyForm: FC<{ next: string; isOnly: boolean }> = ({ next, isOnly }) => {
  const { t } = useView();
  return (
    <form id="sign-in" class="form" data-next={next} novalidate>
      <div class="field">
        <label for="key">{t('signin.key')}</label>
        <p class="hint" id="key-hint">
          {t('signin.key_hint')}
        </p>
        <p class="fault" id="key-fault" role="alert">
          {KEY_FAULTS.map((kind) => (
            <span data-fault={kind} hidden>
              {t(`signin.fault.${kind}`)}
            </span>
          ))}
        </p>
        <input id="who" type="text" autocomplete="username" hidden />
        <input
          id="key"
          type="password"
          autocomplete="current-password"
          autocapitalize="off"
          spellcheck={false}
          required
          autofocus={isOnly}
          aria-describedby="key-hint key-fault"
        />
      </div>
      <noscript>
        <p class="note warn">{t('signin.noscript')}</p>
      </noscript>
      <div class="buttons">
        <button type="submit" class={isOnly ? 'primary' : ''} disabled>
          {t('signin.submit')}
        </button>
      </div>
    </form>
  );
};
