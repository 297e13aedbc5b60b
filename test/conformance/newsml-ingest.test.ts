/**
 * The IPTC's own examples of NewsML-G2 (github.com/iptc/newsml-g2), read where they stand beside the
 * repository: each is taken, or refused for the reason that is right for it. And the names that we know are
 * those of the schema.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { NAR_ATTRIBUTES, NAR_ELEMENTS } from '../../src/articles/newsml/names.ts';
import { readNewsml } from '../../src/articles/newsml/read.ts';
import { childElements, readXml, type XmlElement } from '../../src/platform/xml-reader.ts';
import { meaningOfProse } from '../../src/restrictions/reading.ts';
import { unbounded } from '../support/budget.ts';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../../../shared/standards/newsml-g2');
const here = existsSync(ROOT);
if (!here && process.env.CI === 'true')
  throw new Error('The NewsML-G2 files of the IPTC are missing under ../shared/standards');
if (!here) console.log('skipped: ../shared/standards/newsml-g2 is not on this machine');

interface Taken {
  type: string;
  components: string[];
  /** Whether what it says of rights is read, or waits for the desk; absent: it says nothing. */
  rights?: 'read' | 'desk';
  why: string;
}

const FRAGMENT = /no NewsML-G2, whose namespace is/;
const CONCEPT = /describes a term/;
const KNOWLEDGE = /describes terms/;
const PLANNING = /what will be covered/;
const ENCODING = /ISO-8859-1; UTF-8 is the only encoding/;
const NO_TEXT = /inlineXML holds no element/;

/**
 * By the name of the file, of all that the repository has at the commit of SOURCE.txt: here are some of them,
 * or all.
 */
const EXPECTED: Record<string, Taken | RegExp> = {
  // a text item whose inlineXML has nothing but comments: the text that it announces is missing
  'LISTING_1_A_NewsML-G2_News_Item.xml': NO_TEXT,
  'LISTING_2_NewsML-G2_Text_Document.xml': {
    type: 'text',
    components: ['dispatch'],
    why: 'a text in NITF without usage terms',
  },
  'LISTING_3_Photo_in_NewsML-G2.xml': {
    type: 'picture',
    components: ['photograph'],
    rights: 'desk',
    why: 'usage terms in prose that no phrasebook has, and a notice that goes on at a link',
  },
  'LISTING_3A_Photo_in_NewsML-G2_(URI_sibling_attributes).xml': {
    type: 'picture',
    components: ['photograph'],
    rights: 'desk',
    why: 'the same, with URIs in place of QCodes',
  },
  'LISTING_4_Multiple_Renditions_of_a_Video_in_NewsML-G2.xml': {
    type: 'video',
    components: ['video'],
    why: 'one film in several files',
  },
  'LISTING_5_Multi-part_Video_in_NewsML-G2.xml': ENCODING,
  'LISTING_6_Simple_NewsML-G2_Package.xml': {
    type: 'composite',
    components: ['dispatch', 'photograph'],
    why: 'a package of a text, which it names, and a picture, which is a part',
  },
  // fragments of documents, without the namespace
  'LISTING_7_Group_Set_example_showing_Hierarchical_Package_Structure.xml': FRAGMENT,
  'LISTING_8_Group_Set_example_showing_an_ALT_Package_Mode.xml': FRAGMENT,
  'LISTING_9_Group_Set_example_showing_a_SEQ_Package_Mode.xml': FRAGMENT,
  'LISTING_10_Abstract_Concept_conveyed_in_a_NewsML-G2_Concept_Item.xml': CONCEPT,
  'LISTING_11_Person_Concept_conveyed_in_a_NewsML-G2_Concept_Item.xml': CONCEPT,
  'LISTING_12_Knowledge_Item_for_Access_Codes.xml': KNOWLEDGE,
  'LISTING_13_Complete_Catalog_Item.xml': /catalogs are built in/,
  'LISTING_14_Event_sent_as_a_Concept_Item.xml': CONCEPT,
  'LISTING_15_Two_Related_Events_in_a_Knowledge_Item.xml': KNOWLEDGE,
  // events in place of a text
  'LISTING_16_A_Set_of_Events_carried_in_a_News_Item.xml': /events cannot be read; XHTML and NITF can/,
  'LISTING_17_Planning_Item_a_CCL.xml': PLANNING,
  'LISTING_18_Planning_Item_at_PCL.xml': PLANNING,
  'LISTING_19_Planning_Item_with_delivery_at_CCL.xml': PLANNING,
  'LISTING_20_Planning_Item_with_delivery_at_PCL.xml': PLANNING,
  'LISTING_21_A_complete_sample_SportsML-G2_document.xml':
    /sports-content cannot be read; XHTML and NITF can/,
  'LISTING_22_Sports_story_in_NewsML-G2NITF.xml': {
    type: 'text',
    components: ['dispatch'],
    why: 'a text in NITF',
  },
  'LISTING_23_SportsML-G2_Package.xml': {
    type: 'composite',
    components: ['dispatch'],
    why: 'a package of items that say no class: they are named',
  },
  // items that are left out: `.....`
  'LISTING_24_News_Message_conveying_a_complete_News_Package.xml': /An item has a guid/,
  'LISTING_25_An_NITF_marked-up_article_conveyed_in_inlineXML.xml': FRAGMENT,
  'LISTING_26_Embedded_photo_metadata_fields_mapped_to_NewsML-G2.xml': {
    type: 'picture',
    components: ['photograph'],
    rights: 'desk',
    why: '"wireless use" is in no phrasebook',
  },
  'LISTING_27_Company_Financial_Information.xml': NO_TEXT,
  'LISTING_28_Illustrating_Located_Subject_and_Dateline.xml': FRAGMENT,
  'LISTING_29_Hop_History.xml': { type: 'text', components: ['dispatch'], why: 'a text without content' },
  'Receiver View.xml': {
    type: 'text',
    components: ['dispatch'],
    rights: 'desk',
    why: 'usage terms in prose that no phrasebook has',
  },
  'ap_metadata_example.xml': ENCODING,
  'facet-example.xml': { type: 'text', components: ['dispatch'], why: 'a text in XHTML' },
  'facet-example-2.xml': { type: 'text', components: ['dispatch'], why: 'the same with other terms' },
  // XHTML elements in the namespace of NewsML-G2
  'facet-example-3.xml': /p cannot be read; XHTML and NITF can/,
};

const OPTIONS = {
  sections: ['news'],
  now: Date.parse('2026-11-24T12:00:00Z'),
  agency: 'Tidemark',
  budget: unbounded(),
};
const examples = here
  ? readdirSync(join(ROOT, 'examples'))
      .filter((name) => name.endsWith('.xml'))
      .sort()
  : [];
const read = (name: string) => readNewsml(readFileSync(join(ROOT, 'examples', name)), OPTIONS);

describe.skipIf(!here)('every example of the IPTC', () => {
  it('is in the table', () => {
    expect(examples.filter((name) => !Object.hasOwn(EXPECTED, name))).toEqual([]);
    console.log(
      `NewsML-G2 examples: ${examples.length}, of which ${examples.filter((example) => read(example).ok).length} are taken`,
    );
  });

  it.for(examples)('is read: %s', (name) => {
    const expected = EXPECTED[name];
    const result = read(name);
    if (!expected) throw new Error('not in the table');
    if (expected instanceof RegExp) {
      if (result.ok) throw new Error('taken');
      expect(result.reason[0]).toMatchObject({
        path: expect.stringMatching(/^\//u),
        message: expect.stringMatching(expected),
      });
      return;
    }
    if (!result.ok) throw new Error(JSON.stringify(result.reason));
    const [sent] = result.value.items;
    expect(sent?.item.type).toBe(expected.type);
    expect(sent?.item.components.map(({ type }) => type)).toEqual(expected.components);
    const texts = sent?.rights.map(({ text }) => text) ?? [];
    const reviewed = texts.every((text) => meaningOfProse(text, null).reviewed);
    expect(texts.length === 0 ? undefined : reviewed ? 'read' : 'desk').toBe(expected.rights);
  });
});

describe.skipIf(!here)('the schema of NewsML-G2 2.35', () => {
  /**
   * Names that it declares, of elements or of attributes; the document type of the schema itself is none of
   * ours.
   */
  const declared = (declaration: string) => {
    const source = readFileSync(join(ROOT, 'schema/NewsML-G2_2.35-spec-All-Power.xsd'), 'utf8');
    const schema = readXml(source.replace(/<!DOCTYPE[\s\S]*?\]>/u, ''), unbounded());
    if (!schema.ok) throw new Error(schema.fault.message);
    const names = new Set<string>();
    const open: XmlElement[] = [schema.root];
    for (let element = open.pop(); element; element = open.pop()) {
      const name = element.attributes.find((attribute) => attribute.name === 'name')?.value;
      if (element.name === declaration && name) names.add(name);
      open.push(...childElements(element));
    }
    return [...names].sort();
  };

  it('has the elements that we know, and no others', () => {
    expect([...NAR_ELEMENTS].sort()).toEqual(declared('element'));
  });

  it('has the attributes that we know, and no others', () => {
    expect([...NAR_ATTRIBUTES].sort()).toEqual(declared('attribute'));
  });
});
