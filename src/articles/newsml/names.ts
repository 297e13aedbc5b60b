/** Names of the standards in a NewsML-G2 document. Pure. */

export const NAR = 'http://iptc.org/std/nar/2006-10-01/';
export const NITF = 'http://iptc.org/std/NITF/2006-10-18/';
export const XHTML = 'http://www.w3.org/1999/xhtml';
export const XML = 'http://www.w3.org/XML/1998/namespace';
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
export const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** Elements of NewsML-G2 2.35 (power). A test compares them with the schema. */
export const NAR_ELEMENTS = words(`
  POIDetails a access accessStatus accountable action address affiliation altId altLoc altRep area assert assignedTo audience bag
  bit born br broader by capacity catalog catalogContainer catalogItem catalogRef ceasedToExist channel circle concept
  conceptExtProperty conceptId conceptItem conceptRef conceptSet confirmation contactInfo contentCreated contentMeta
  contentMetaExtProperty contentModified contentSet contributor copyrightHolder copyrightNotice country created creator creditline
  dataMining dateline dates definition deliverableOf deliveredItemRef delivery derivedFrom derivedFromValue description destination
  details died digitalSourceType dissolved duration edNote email embargoed end event eventDetails eventStatus events exDate exRule
  exclAudience expires facet facetConcept fax fileName firstCreated founded g2contentType generator genre geoAreaDetails group
  groupExtProperty groupRef groupSet hasInstrument hash header headerExtProperty headline hierarchyInfo hop hopHistory icon im
  incomingFeedId infoSource inline inlineData inlineRef inlineXML instanceOf itemClass itemCount itemMeta itemMetaExtProperty
  itemRef itemSet keyword knowledgeItem language line link locality located location mainConcept memberOf metadataCreator name
  narrower newsContentCharacteristics newsCoverage newsCoverageExtProperty newsCoverageSet newsCoverageStatus newsItem newsMessage
  note objectDetails occurStatus openHours organisationDetails organiser origRep origin packageItem partMeta partMetaExtProperty
  participant participationRequirement party personDetails phone planning planningExtProperty planningItem polygon position
  postalCode priority profile provider pubHistory pubStatus published publishedExtProperty rDate rRule rating rb regionDelim
  registration related remoteContent remoteContentExtProperty remoteInfo rightsExpressionData rightsExpressionXML rightsInfo
  rightsInfoExtProperty role rp rt ruby sameAs sameAsScheme scheduled scheme schemeMeta schemeMetaExtProperty sender sent service
  signal slugline span start subject timeDelim timestamp title transmitId type urgency usageTerms userInteraction versionCreated
  web worldRegion`);

/** Elements about rights, or that restrict delivery: none of them is ever ignored. */
export const NAR_RIGHTS = words(`
  copyrightHolder copyrightNotice dataMining edNote embargoed exclAudience expires pubStatus rightsExpressionData
  rightsExpressionXML rightsInfo rightsInfoExtProperty usageTerms`);

/** Attributes of NewsML-G2 2.35 without a prefix. */
export const NAR_ATTRIBUTES = words(`
  accesstype accesstypeuri additionalInfo alias altitude approxend approxstart aspect aspecturi audiobitrate audiochannels
  audiochannelsuri audiocodec audiocodecuri audiosamplerate audiosamplesize audiovbr authority authoritystatus authoritystatusuri
  byday byhour byminute bymonth bymonthday bysecond bysetpos byweekno byyearday charcount chnlid class colourdepth colourindicator
  colourindicatoruri colourspace colourspaceuri concepttype confidence confirmationstatus confirmationstatusuri conformance
  contentrefs contenttype contenttypestandardversion contenttypevariant contenttypevariantstandardversion count coversfrom coversto
  created creator creatoruri custom derivedfrom dir duration durationunit durationunituri encoding encodinguri enctype end
  environment environmenturi format formatstandardversion formaturi freq g2flag generated generator gpsdatum guid guidref hascontent
  hashtype hashtypeuri height heightunit heightunituri how howuri href hreflang hreftype id idformat idformaturi idref idrefs
  interactions interactiontype interactiontypeuri interval jobtitle jobtitleuri langid language latitude layoutorientation
  layoutorientationuri linecount literal longitude market marketlabel marketlabelsrc marketlabelsrcuri marketuri media mode modeuri
  modified orientation original pagecount part partid parturi persistidref preferredalias pubconstraint pubconstrainturi qcode
  radius radunit radunituri rangefrom rangeto rank raters ratertype ratertypeuri ratingtype ratingtypeuri rel relevance reluri
  rendition renditionref renditionrefuri renditionuri reposrole reposroleuri representation representationuri residref
  residrefformat residrefformaturi resolution retired rev role roleruri roleuri root scalemax scalemin scaleunit scaleunituri
  schemecreated schememodified schemeretired scope scopeuri separator seq severity severityuri significance size sourceidref
  standard standardversion start symbol symbolsrc symbolsrcuri tag target targeturi tech techuri timestamp timeunit timeunituri
  title type typeuri until uri url valcalctype valcalctypeuri validfrom validto value valuedatatype valueunit valueunituri version
  versioninfo videoaspectratio videoavgbitrate videocodec videocodecuri videodefinition videodefinitionuri videoframerate
  videosampling videoscaling videoscalinguri videoscan videovbr why whyuri width widthunit widthunituri wkst wordcount x y`);

/** Words in open names or values that may concern rights: the desk reads these. */
export const RIGHTS_WORDS =
  /right|restrict|embargo|licen[cs]e|usage|permi(?:ssion|t)|prohibit|forbid|exclu|expir|territor|clearance|release|withh[eo]ld|kill|mining|train(?:ing)?\b|\b(?:no|not|only|out|tdm)\b/iu;
