/** English messages of the audit room about past decisions and publications. */
import { messagesOf, type Say } from '../rights/index.ts';

export const AUDIT_TEMPLATES = {
  'past.license_gone': 'The version of the license that it was judged on is not kept.',
  'past.policies_changed': 'A policy that is kept is not the one that was judged: its digest is another.',
  'past.document_gone': 'The version of the article, or its state of then, is not kept.',
  'past.before_versions':
    'It is from before versions of titles and products were kept, and comes out otherwise with the earliest that are.',
  'past.decided_otherwise':
    'All that it was judged on is kept, and comes to another decision. The log or the gateway is at fault.',
  'past.quota': 'The policies permitted it; the quota of the license had less left than it needed.',
  'past.license_expired':
    'The license was not in force any more at the moment at which it was to be written down.',
  'past.suspended': 'The agency had suspended the license or its partner.',
  'past.billed_one': 'It added {count} unit to the bill.',
  'past.billed_other': 'It added {count} units to the bill.',
  'past.test': 'With a test key nothing is added to the bill.',
  'past.nothing_left':
    'Nothing was sent (HEAD, or the caller had it already), so nothing was added to the bill.',
  'past.billed_before': 'Everything in it was on the bill already.',

  'replay.uncovered': 'No product of the license covers the article, or it has no such component.',

  'rule_words.license': 'The license is suspended, over, or not yet in force',
  'rule_words.pubStatus': 'The article is killed or held',
  'rule_words.embargo': 'The article is embargoed',
  'rule_words.quota': 'The quota of the license is used up',
  'rule_words.content': 'The newsroom has not delivered the bytes',
  'rule_words.uses': 'The license’s grant: what the use did not meet of it',
  'rule_words.alterations': 'The license’s alterations: what the use did not meet of them',
  'rule_words.closed-by-default': 'No rule of the license permits this act',
  'rule_words.no-alterations': 'The license permits no such alteration',
  'rule_words.online-days': 'How long the license lets something stand online',
  'rule_words.retention': 'How long the license lets something be kept',
  'rule_words.exclusivity': 'Another license has this alone',
  'rule_words.token': 'The token was narrower than the license',
  'rule_words.restriction': 'Restriction of {scope}: {text}',
  'rule_words.restriction_waits': 'Restriction of {scope}: {text}, which waits for the desk',
  'rule_words.agency': 'agency',
  'rule_words.section': 'section:{section}',
  'rule_words.text': '“{text}”',
  'rule_words.no_text': 'a policy without a text',

  'publication.before_delivery': 'It was published on {published}, and first delivered on {delivered}.',
  'publication.never_delivered':
    'It was published, and nothing of such an article was ever delivered under this license.',
  'publication.not_permitted': '{component} published without permission: {reason}.',
  'publication.not_permitted_question': '{component} published without permission: {reason}',
  'publication.permits_not': 'the license permits {what}, not {actual}',
  'publication.restricted_there': '{rule} forbids {what}; the report names {territory}',
  'publication.restricted_unnamed':
    'a restriction names what is permitted, and {act} as reported is not in it',
  'publication.components': 'Components were published that had not been delivered: {components}.',
  'publication.terminated': 'It was published after the license had been terminated.',
  'publication.after_term': 'It was published on {published}, and the license ended on {ended}.',
  'publication.suspended': 'It was published while the license was suspended.',
  'publication.before_term': 'It was published on {published}, and the license began on {began}.',
  'publication.after_kill':
    'It was published on {published}, after the agency had killed the article on {stopped}.',
  'publication.while_held':
    'It was published on {published}, after the agency had withheld the article on {stopped}.',
  'publication.kept':
    'The agency killed the article on {killed}, and the publication is not reported as withdrawn.',
  'publication.withdrawn_late':
    'The agency killed the article on {killed}, and the publication was withdrawn on {withdrawn}.',
  'publication.still_up':
    'The agency killed the article on {killed}. Its page was read on {read}, and had {found} of {blocks} paragraphs unchanged.',
  'publication.altered':
    'Its page was read on {read}. It had {found} of {blocks} paragraphs unchanged, and others with other words or shortened.',
  'publication.no_credit':
    'Its page was read on {read}, and names neither the agency nor the agreed credit line.',
  'publication.unreported':
    'A page was read on {read} that has {found} of {blocks} paragraphs of the article unchanged, and no publication with this address is reported.',
  'publication.recall_unanswered':
    'The agency withdrew the article on {changed}. The partner had until {due} to report its removal, and has not.',
  'publication.correction_unanswered':
    'The agency corrected the article on {changed}. The partner had until {due} to report the correction, and has not.',
  'publication.embargoed': 'It was published on {published}, under an embargo.',
  'publication.embargoed_until': 'It was published on {published}, under an embargo until {until}.',
  'publication.stale':
    'Version {used} was published on {published}; version {version} had corrected it on {corrected}.',
  'publication.not_reported':
    'It was delivered on {delivered}, and no publication of it has been reported in time.',
} as const;

export const message: Say<typeof AUDIT_TEMPLATES> = messagesOf(AUDIT_TEMPLATES);
