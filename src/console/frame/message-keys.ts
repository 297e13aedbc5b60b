/** All message keys as a type, so an unknown key does not compile. */
import type actions from '../../../assets/console/messages/en/actions.json';
import type activity from '../../../assets/console/messages/en/activity.json';
import type articles from '../../../assets/console/messages/en/articles.json';
import type common from '../../../assets/console/messages/en/common.json';
import type decisions from '../../../assets/console/messages/en/decisions.json';
import type deliveries from '../../../assets/console/messages/en/deliveries.json';
import type entities from '../../../assets/console/messages/en/entities.json';
import type entry from '../../../assets/console/messages/en/entry.json';
import type exports from '../../../assets/console/messages/en/exports.json';
import type fault from '../../../assets/console/messages/en/fault.json';
import type findings from '../../../assets/console/messages/en/findings.json';
import type health from '../../../assets/console/messages/en/health.json';
import type keys from '../../../assets/console/messages/en/keys.json';
import type licenses from '../../../assets/console/messages/en/licenses.json';
import type log from '../../../assets/console/messages/en/log.json';
import type operators from '../../../assets/console/messages/en/operators.json';
import type overview from '../../../assets/console/messages/en/overview.json';
import type partners from '../../../assets/console/messages/en/partners.json';
import type phrasebook from '../../../assets/console/messages/en/phrasebook.json';
import type products from '../../../assets/console/messages/en/products.json';
import type replay from '../../../assets/console/messages/en/replay.json';
import type reports from '../../../assets/console/messages/en/reports.json';
import type restrictions from '../../../assets/console/messages/en/restrictions.json';
import type retention from '../../../assets/console/messages/en/retention.json';
import type signin from '../../../assets/console/messages/en/signin.json';
import type start from '../../../assets/console/messages/en/start.json';
import type statements from '../../../assets/console/messages/en/statements.json';
import type verify from '../../../assets/console/messages/en/verify.json';
import type word from '../../../assets/console/messages/en/word.json';

type Files =
  | keyof typeof actions
  | keyof typeof activity
  | keyof typeof common
  | keyof typeof signin
  | keyof typeof overview
  | keyof typeof partners
  | keyof typeof products
  | keyof typeof licenses
  | keyof typeof keys
  | keyof typeof articles
  | keyof typeof restrictions
  | keyof typeof phrasebook
  | keyof typeof decisions
  | keyof typeof operators
  | keyof typeof deliveries
  | keyof typeof entities
  | keyof typeof entry
  | keyof typeof reports
  | keyof typeof statements
  | keyof typeof exports
  | keyof typeof replay
  | keyof typeof findings
  | keyof typeof log
  | keyof typeof health
  | keyof typeof retention
  | keyof typeof verify
  | keyof typeof start
  | keyof typeof word
  | keyof typeof fault;

/** Strips the suffix of `key_one` and `key_other`. */
type Plural<K> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K;

export type MessageKey = Plural<Files>;
