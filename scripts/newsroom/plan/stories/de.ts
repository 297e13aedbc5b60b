import type { Tongue } from './tongue.ts';

export const DE: Tongue = {
  language: 'de',
  days: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
  people: [
    'Gesine Albrand',
    'Till Moosbach',
    'Renate Quast',
    'Jürn Haffkant',
    'Mirja Selbold',
    'Ansgar Wehrle',
  ],
  openings: {
    politics: {
      '{place} verschiebt Abstimmung über {number} Wohnungen':
        'Der Rat von {place} hat die Abstimmung über {number} neue Wohnungen am {day} verschoben. Anwohner hatten ein weiteres Verkehrsgutachten verlangt.',
      'Stadt {place} zahlt {number} Millionen zurück':
        'Die Stadt {place} zahlt {number} Millionen Euro an Gebühren zurück, für die es keine Grundlage gab. Das teilte die Kämmerei am {day} mit.',
    },
    business: {
      '{org} senkt Prognose: {number} Prozent weniger Aufträge':
        '{org} aus {place} hat am {day} die Prognose gesenkt. Im vergangenen Quartal gingen {number} Prozent weniger Aufträge ein als im Vorjahr.',
      'Hafen {place} schlägt {number} Prozent mehr um':
        'Im Hafen von {place} sind {number} Prozent mehr Container umgeschlagen worden als im Jahr davor. Das geht aus Zahlen vom {day} hervor.',
    },
    sport: {
      '{place} dreht das Spiel nach der Pause':
        '{place} hat am {day} auswärts noch gewonnen. Rund {number} mitgereiste Fans sahen drei Tore nach der Pause.',
      '{person} führt nach der ersten Etappe':
        '{person} hat die erste Etappe des Küstenrennens in {place} am {day} mit {number} Sekunden Vorsprung gewonnen.',
    },
    culture: {
      '{number} unbekannte Zeichnungen in {place}':
        'Das Stadtmuseum in {place} zeigt {number} Zeichnungen, die seit 1911 in einer Truhe lagen. Das sagte die Leitung am {day}.',
      '{person} wird Dirigentin in {place}':
        '{person} leitet von der nächsten Spielzeit an das Orchester in {place}, wie die Stadt am {day} mitteilte.',
    },
    panorama: {
      'Lama hält Züge bei {place} auf':
        'Ein entlaufenes Lama hat am {day} {number} Züge auf der Strecke nach {place} aufgehalten. Verletzt wurde niemand.',
      'Taucher findet Ehering nach {number} Jahren':
        'Im Hafen von {place} hat ein Taucher einen Ehering gefunden, der dort vor {number} Jahren verloren ging.',
    },
    science: {
      '{number} Moosarten auf einer Mauer':
        'Eine Gruppe der Universität {place} hat auf einer einzigen Mauer {number} Moosarten gefunden. Das berichtete sie am {day}.',
      'Sensor aus {place} hört Gletscher brechen':
        'Ein Sensor aus {place} hört {number} Stunden vorher, dass Eis vom Gletscher brechen wird. Das zeigt eine Studie.',
    },
    regional: {
      'Brücke in {place} {number} Wochen gesperrt':
        'Die Flussbrücke in {place} ist von {day} an für {number} Wochen gesperrt, wie das Bauamt mitteilte.',
      'Hallenbad in {place} öffnet wieder':
        'Nach {number} Monaten Umbau öffnet das Hallenbad in {place} am {day} wieder.',
    },
  },
  subheads: ['Wie es weitergeht', 'Zweifel an den Kosten', 'Rückblick'],
  paragraphs: [
    '„Lieber verlieren wir einen Monat, als es zweimal zu machen“, sagte {person}.',
    'Die Zahlen sind vorläufig. Die endgültigen sollen in {number} Tagen vorliegen.',
    'Kritiker sagen, das sei seit Monaten bekannt gewesen. Eine erste Warnung kam im Frühjahr, wie aus einem Brief hervorgeht.',
    'In {place} hatte dasselbe vor zwei Jahren ein Drittel mehr gekostet als geplant.',
    '{person} von {org} nannte die Entscheidung „spät, aber richtig“.',
    'Rund {number} Menschen waren ins Rathaus gekommen, mehr als es Plätze gibt.',
    'Wer zahlt, war zunächst unklar. Das Land hat {number} Prozent zugesagt, unter Bedingungen, über die noch verhandelt wird.',
    '{org}, dort Arbeitgeber für {number} Menschen, wollte sich nicht äußern.',
    'Das Thema steht am nächsten {day} wieder auf der Tagesordnung.',
  ],
  photo: ['Blick auf {place}', '{person} auf dem Weg zur Sitzung in {place}'],
  graphic: ['{place} in Zahlen'],
  killed:
    'ACHTUNG: Die Meldung über {place} beruht auf einem gefälschten Dokument. Nicht verwenden, überall löschen.',
  held: 'ZURÜCKGEZOGEN: Zahlen zu {place} werden geprüft. Bis zur Freigabe nicht veröffentlichen.',
  corrected: 'BERICHTIGUNG: Im zweiten Absatz muss es {number} heißen.',
};
