import type { Tongue } from './tongue.ts';

export const EN: Tongue = {
  language: 'en',
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  people: [
    'Marit van Oosten',
    'Daniel Okafor-Reed',
    'Ines Calder',
    'Ruth Amsel',
    'Tomas Brightwell',
    'Leonie Harker',
  ],
  openings: {
    politics: {
      '{place} council puts off vote on {number} new homes':
        'The council of {place} put off its vote on a plan for {number} new homes on {day} after residents asked for another report on traffic.',
      '{place} to pay back {number} million in wrongly charged fees':
        'The city of {place} will pay back {number} million in fees that it had charged without a legal basis, its treasurer said on {day}.',
      'Coalition in {place} holds after night of talks':
        'The three parties that govern {place} agreed early on {day} to go on together, after {number} hours of talks about the budget.',
    },
    business: {
      '{org} cuts forecast as orders fall by {number} percent':
        '{org} of {place} lowered its forecast for the year on {day}. Orders in the last quarter were {number} percent below those of a year ago.',
      '{org} to build depot for {number} trucks in {place}':
        '{org} will build a depot for {number} electric trucks at the edge of {place}, the company said on {day}.',
      'Port of {place} moves {number} percent more containers':
        'The port of {place} moved {number} percent more containers than in the year before, according to figures published on {day}.',
    },
    sport: {
      '{place} win away after trailing at half time':
        '{place} came back from a goal down to win away on {day} in front of {number} traveling supporters.',
      '{person} leads after first leg in {place}':
        '{person} took the first leg of the coastal race at {place} on {day}, {number} seconds ahead of last year’s winner.',
      '{place} sign keeper for {number} months':
        'The first division club of {place} signed a new goalkeeper on {day}. The contract runs for {number} months.',
    },
    culture: {
      'Museum in {place} shows {number} drawings never seen before':
        'The city museum of {place} will show {number} drawings that have lain in a chest since 1911, its director said on {day}.',
      '{person} to conduct the {place} orchestra':
        '{person} will lead the orchestra of {place} from next season, the town said on {day}.',
      'Prize for translators goes to {place}':
        'A prize of {number},000 for literary translation went to a workshop from {place} on {day}.',
    },
    panorama: {
      'Escaped llama stops trains near {place}':
        'A llama that had left a circus stopped {number} trains on the line to {place} on {day}. Nobody was hurt.',
      '{place} lights up {number} trees too early':
        'The Christmas lights of {place} went on three weeks too early on {day}: somebody had set the clock to the wrong month.',
      'Diver finds wedding ring in harbor of {place} after {number} years':
        'A diver has found a wedding ring in the harbor of {place} that its owner lost {number} years ago.',
    },
    science: {
      'Researchers count {number} kinds of moss on one wall':
        'A group of the University of {place} has found {number} kinds of moss on a single wall, it reported on {day}.',
      'Sensor from {place} hears glaciers crack':
        'A sensor built in {place} can hear a glacier crack {number} hours before ice breaks off, according to a study.',
      '{place} observatory follows {number} satellites at once':
        'The observatory above {place} followed {number} satellites in one night, astronomers said on {day}.',
    },
    regional: {
      'Bridge in {place} closed for {number} weeks':
        'The river bridge in {place} will be closed for {number} weeks from {day}, the building department said.',
      'Swimming pool of {place} opens again':
        'After {number} months of repairs, the swimming pool of {place} opens again on {day}.',
      '{number} bus stops in {place} get new names':
        '{number} bus stops in {place} will have other names from {day}. Passengers have two weeks to get used to them.',
    },
  },
  subheads: ['What happens next', 'Doubts about the cost', 'A look back', 'Who decides'],
  paragraphs: [
    '“We would rather lose a month than do it twice,” said {person}, who is in charge of the matter.',
    'The figures are preliminary. The final ones are to be out in {number} days.',
    'Critics say that the numbers were known for months. A first warning had come in spring, according to a letter that was shown to this agency.',
    'In {place}, which faced the same question two years ago, it cost a third more than planned.',
    '{person} of {org} called the decision “late, but right”.',
    'About {number} people had come to the town hall, more than there are seats.',
    'A spokeswoman said that all who are concerned would hear by letter until {day}.',
    'It was not clear at first who would pay. The state had promised {number} percent, on conditions that are still being negotiated.',
    '{org}, which employs {number} people there, did not want to comment.',
    'The matter is on the agenda again next {day}.',
  ],
  photo: ['View of {place}', '{person} on the way to the meeting in {place}'],
  graphic: ['{place} in figures'],
  killed:
    'KILL: The report on {place} rests on a document that turned out to be forged. Do not use it. Remove it wherever it stands.',
  held: 'HOLD: Figures about {place} are being checked. Do not publish until released.',
  corrected: 'CORRECTION: In the second paragraph the figure is {number} (not as sent before).',
};
