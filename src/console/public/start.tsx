import type { Child, FC } from 'hono/jsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Code, Heading, Section } from '../parts/small.tsx';
import { commandsFor, STEPS, type Step, VERDICT } from './commands.ts';
import { TextsTemplate } from './script-texts.tsx';

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
