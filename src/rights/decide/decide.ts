/** Decides a use: each component separately, and the article from its components. */
import type { Message } from '../message.ts';
import { shortName } from '../odrl/names.ts';
import { isStatedOperand, printName, STATED_OPERANDS } from '../stated-operands.ts';
import { territoryCodes } from '../territories/expand.ts';
import { placeCode } from '../territories/subdivisions.ts';
import type {
  CompiledLicense,
  CompiledRestriction,
  ComponentDecision,
  DecideInput,
  Decision,
  EffectiveRights,
  RightsCode,
  StatedContext,
  StatedUse,
} from '../types.ts';
import { commonRights } from './common.ts';
import { DecidedComponent, Judgement } from './component.ts';
import { appliesTo, areEquivalent, evaluationContexts } from './evaluation-context.ts';
import { message } from './templates.ts';
import { tokenOf } from './token.ts';

/**
 * Decides a use, or all licensed uses if parts of it are not stated. Never throws on anything that a request
 * or a policy can contain; an unknown name in the use is denied like any name that the license does not
 * contain.
 *
 * The article is permitted if at least one component is. Its `rights` are those that its permitted components
 * have in common (common.ts); the decision of a component may grant more.
 */
export function decide(input: DecideInput): Decision {
  const contexts = evaluationContexts(input, normalizeUse(input.use), tokenOf(input.entitlement));
  const audience = input.audience ?? 'partner';
  const judgements: Judgement[] = [];
  const components = contexts.map((context) => {
    let judgement = judgements.find((judgement) => areEquivalent(judgement.context, context));
    if (!judgement) {
      judgement = new Judgement(context, audience);
      judgements.push(judgement);
    }
    return new DecidedComponent(context, judgement);
  });
  return new DecidedArticle(input, components);
}

class DecidedArticle implements Decision {
  readonly outcome: 'permit' | 'deny';
  declare readonly code?: RightsCode;
  readonly decidedBy: string;
  readonly components: ComponentDecision[];
  declare readonly rights?: EffectiveRights;
  readonly policies: Decision['policies'];
  readonly #leadingComponent: ComponentDecision | undefined;

  constructor(input: DecideInput, components: ComponentDecision[]) {
    const common = commonRights(components);
    const leadingComponent = common
      ? leadingOf(components.filter(({ outcome }) => outcome === 'permit'))
      : leadingOf(components);
    this.outcome = common ? 'permit' : 'deny';
    if (common) this.rights = common.rights;
    else this.code = leadingComponent?.code ?? 'component_not_licensed';
    this.decidedBy = leadingComponent?.decidedBy ?? `${input.license.id}#closed-by-default`;
    this.components = components;
    this.policies = policiesOf(input);
    this.#leadingComponent = leadingComponent;
  }

  get sentence(): string {
    return this.message.sentence;
  }

  get message(): Message {
    if (!this.#leadingComponent) return message('decision.nothing');
    const sentence = this.#leadingComponent.message;
    const withheldCount = this.components.filter(({ outcome }) => outcome === 'deny').length;
    if (this.outcome === 'deny' || withheldCount === 0) return sentence;
    return message('decision.in_part', { sentence, count: withheldCount, all: this.components.length });
  }

  /** JSON.stringify does not see getters of a class. */
  toJSON(): Omit<Decision, 'message'> {
    const { outcome, code, decidedBy, sentence, components, rights, policies } = this;
    return {
      outcome,
      ...(code && { code }),
      decidedBy,
      sentence,
      components,
      ...(rights && { rights }),
      policies,
    };
  }
}

/** The dispatch leads; without one, the first component does. */
function leadingOf(components: readonly ComponentDecision[]): ComponentDecision | undefined {
  return components.find(({ type }) => type === 'dispatch') ?? components[0];
}

/**
 * Normalizes names: `odrl:display` → `display`, `jpn` → `JP`. A named set is not one territory, so it stays
 * and is denied.
 */
function normalizeUse({ action, title, territory, channel, purpose, context }: StatedUse): StatedUse {
  const use: StatedUse = {};
  if (action !== undefined) use.action = shortName(action.toWellFormed());
  if (title !== undefined) use.title = title.toWellFormed();
  if (territory !== undefined) use.territory = territoryCodeOf(territory);
  if (channel !== undefined) use.channel = channel;
  if (purpose !== undefined) use.purpose = purpose.toWellFormed();
  if (context !== undefined) use.context = normalizeContext(context);
  return use;
}

/** Spells names as rules spell them (license/vocabulary-mapping.ts). */
function normalizeContext(context: StatedContext): StatedContext {
  return Object.fromEntries(
    Object.entries(context).map(([operand, value]) => [
      operand,
      typeof value === 'string' && isStatedOperand(operand) && STATED_OPERANDS[operand] === 'name'
        ? printName(value.toWellFormed())
        : value,
    ]),
  );
}

function territoryCodeOf(name: string): string {
  const code = placeCode(name);
  if (code !== undefined) return code;
  const codes = territoryCodes(name);
  const [only] = codes?.size === 1 ? codes : [];
  return only ?? name.toWellFormed();
}

/** The license and every restriction that applied to one of the requested components. */
function policiesOf({ license, restrictions, subject }: DecideInput): Decision['policies'] {
  const policies = [policyReference(license)];
  for (const restriction of restrictions)
    if (appliesTo(restriction.scope, subject)) policies.push(policyReference(restriction));
  return policies;
}

function policyReference({
  id,
  version,
  sha256,
}: CompiledLicense | CompiledRestriction): Decision['policies'][number] {
  return { id, version, sha256 };
}
