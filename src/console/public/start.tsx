import type { Child, FC } from 'hono/jsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Code, Heading, Section } from '../parts/small.tsx';
import { TextsTemplate } from './script-texts.tsx';

const STEPS = ['key', 'token', 'feed', 'article', 'verify'] as const;
type Step = (typeof STEPS)[number];

/** `url`: PUBLIC_URL. */
function commandsFor(url: string): Record<Step, string> {
  return {
    key: `CLIENT_ID='key_…'
CLIENT_SECRET='imp_live_…'`,
    token: `TOKEN=$(curl -s -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials \\
  ${url}/oauth/token | jq -r .access_token)`,
    feed: `curl -s -H "Authorization: Bearer $TOKEN" \\
  '${url}/v1/articles?type=text&limit=5' > list.json
jq -r '.items[].headline' list.json`,
    article: `curl -s -H "Authorization: Bearer $TOKEN" -H 'Accept: text/html' \\
  -D head.txt -o article.html "$(jq -r '.items[0].href' list.json)"
grep -i '^rights-receipt:' head.txt`,
    verify: `jq -n --rawfile document article.html '{$document}' |
  curl -s -H 'Content-Type: application/json' -d @- \\
  ${url}/v1/receipts/verify | jq -r .heading`,
  };
}

export const VERDICT = 'Genuine receipt, unmodified text';

const TEXTS = ['status.'];

const IN_TEXT: Partial<Record<Step, (pageName: string) => Record<string, Child>>> = {
  article: () => ({ accept: <code>Accept</code> }),
  verify: (pageName) => ({ heading: <q lang="en">{VERDICT}</q>, page: <a href="/verify">{pageName}</a> }),
};

const LINKS: [string, MessageKey, MessageKey, Child?][] = [
  ['/docs/guide', 'guide.title', 'start.guideText'],
  ['/docs', 'start.reference', 'start.referenceText', <a href="/openapi.json">openapi.json</a>],
  ['/docs/problems', 'start.problems', 'start.problemsText'],
  ['/verify', 'start.verifying', 'start.verifyingText'],
  ['/licensing', 'start.licensing', 'start.licensingText'],
  ['/console', 'start.console', 'start.consoleText'],
];

export const StartPage: FC = () => {
  const { t, agency } = useView();
  const commands = commandsFor(agency.publicUrl);
  const needs = { curl: <code>curl</code>, jq: <code>jq</code> };
  return (
    <>
      <Heading
        title={t('start.heading', { agency: agency.name })}
        lead={t('start.lead', { agency: agency.name })}
      />
      <Section title={t('start.steps')}>
        <p>{t.rich('start.needs', needs)}</p>
        <ol class="steps">
          {STEPS.map((step) => (
            <li>
              <h3>{t(`start.${step}`)}</h3>
              <p>{t.rich(`start.${step}Text`, IN_TEXT[step]?.(t('start.verifyPage')) ?? {})}</p>
              <Code text={commands[step]} label={t(`start.${step}Code`)} />
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('start.next')}>
        <dl class="facts places">
          {LINKS.map(([href, name, text, more]) => (
            <div>
              <dt>
                <a href={href}>{t(name)}</a>
              </dt>
              <dd>
                {t(text)} {more}
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t('status.title')}>
        <div id="status" class="note" role="status">
          <noscript>
            {t.rich('status.noscript', { link: <a href="/v1/log/checkpoint">/v1/log/checkpoint</a> })}
          </noscript>
        </div>
        <TextsTemplate prefixes={TEXTS} />
      </Section>
    </>
  );
};
