/** German phrases. Data. */
import type { LanguageBook } from './types.ts';

export const GERMAN: LanguageBook = {
  things: {
    'no-online': [
      'online',
      'internet',
      'web',
      'digital',
      'online nutzung',
      'online medien',
      'webseiten',
      'digitale nutzung',
    ],
    'no-print': ['print', 'printmedien', 'printausgaben', 'druck'],
    'no-broadcast': ['tv', 'fernsehen', 'rundfunk', 'tv sender'],
    'no-radio': ['radio', 'hoerfunk', 'horfunk'],
    'no-social': [
      'soziale medien',
      'sozialen medien',
      'soziale netzwerke',
      'sozialen netzwerken',
      'social media',
    ],
    'no-apps': ['app', 'apps', 'mobile nutzung'],
    'no-newsletters': ['newsletter', 'newslettern'],
    'no-podcasts': ['podcast', 'podcasts'],
    'no-epaper': ['e paper', 'epaper'],
    'no-intranet': ['intranet', 'intranets'],
    'no-archive': ['archiv', 'archive', 'archivierung', 'archivnutzung'],
    'no-sales': [
      'verkauf',
      'weiterverkauf',
      'weitergabe',
      'weitergabe an dritte',
      'weiterverbreitung',
      'unterlizenzierung',
    ],
    'no-agencies': ['agenturen', 'bildagenturen'],
    'magazines-out': ['magazine', 'magazinen', 'zeitschriften', 'illustrierte'],
    'newspapers-out': ['zeitungen', 'tageszeitungen'],
    'tabloids-out': ['boulevard', 'boulevardmedien', 'boulevardzeitungen'],
    'books-out': ['buch', 'buecher', 'bucher'],
    'no-covers': ['titelseiten', 'titelbild', 'titelbilder', 'cover'],
    'no-advertising': ['werbung', 'werbezwecke', 'anzeigen', 'werbliche nutzung', 'pr'],
    'no-political': ['wahlwerbung', 'parteiwerbung'],
    'no-education': ['lehrmittel', 'schulbuecher', 'schulbucher'],
  },
  frames: [
    ['kein|keine|keinen {things} [nutzung|verwendung]', 'Keine Online-Nutzung'],
    ['nicht fuer|fur|in|im|bei {things}', 'Nicht für Zeitschriften und Bücher'],
    ['{things} ausgenommen|ausgeschlossen|untersagt|verboten|gesperrt', 'Fernsehen ausgenommen'],
    ['ohne {things}', 'Ohne Hörfunk'],
  ],
  phrases: {
    'territories-out': [
      [
        'nicht in|fuer|fur {territories} [verwenden|nutzen|veroeffentlichen|veroffentlichen]',
        'Nicht in Österreich verwenden',
      ],
      [
        'nicht zur verwendung|veroeffentlichung|veroffentlichung in {territories}',
        'Nicht zur Veröffentlichung in der Schweiz',
      ],
      ['{territories} ausgenommen|ausgeschlossen|gesperrt', 'Frankreich ausgenommen'],
      ['weltweit ausser|ohne {territories}', 'Weltweit außer Japan'],
      [
        'keine nutzung|verwendung|veroeffentlichung|veroffentlichung in {territories}',
        'Keine Verwendung in Bayern',
      ],
      ['gesperrt fuer|fur|in {territories}', 'Gesperrt für Polen und Tschechien'],
      ['ausser {territories}', 'Außer Großbritannien'],
    ],
    'territories-only': [
      ['nur [fuer|fur|in] {territories}', 'Nur für Deutschland'],
      ['nur zur verwendung in {territories}', 'Nur zur Verwendung in der Schweiz'],
      ['ausschliesslich [fuer|fur|in] {territories}', 'Ausschließlich in Österreich'],
    ],
    credit: [
      ['nur mit|bei nennung [der] [quelle]', 'Nur mit Nennung der Quelle'],
      [
        'quellenangabe|urhebernennung|bildnachweis|namensnennung [ist] pflicht|obligatorisch|erforderlich|zwingend|vorgeschrieben|notwendig',
        'Bildnachweis obligatorisch',
      ],
      ['pflicht zur namensnennung|quellenangabe', 'Pflicht zur Namensnennung'],
      ['quelle|urheber|fotograf muss genannt werden', 'Urheber muss genannt werden'],
      ['nur mit quellenangabe|bildnachweis|urhebernennung', 'Nur mit Bildnachweis'],
      ['honorarpflichtig, nennung erforderlich', 'Honorarpflichtig, Nennung erforderlich'],
    ],
    'credit-line': [
      ['bildnachweis|quellenangabe|fotonachweis, {line}', 'Bildnachweis: Jana Muster/Tidemark'],
      ['pflichtnennung, {line}', 'Pflichtnennung: Stadtarchiv Passau'],
    ],
    'editorial-only': [
      [
        '[nur] [fuer|fur] redaktionelle|redaktionellen zwecke|nutzung|verwendung nur',
        'Redaktionelle Nutzung nur',
      ],
      [
        'nur [fuer|fur|zur|zu] redaktionelle|redaktionellen|redaktioneller zwecke|zwecken|nutzung|verwendung',
        'Nur zur redaktionellen Verwendung',
      ],
      [
        'ausschliesslich [fuer|fur|zur|zu] redaktionelle|redaktionellen|redaktioneller zwecke|zwecken|nutzung|verwendung',
        'Ausschließlich zu redaktionellen Zwecken',
      ],
      ['nur redaktionell', 'Nur redaktionell'],
    ],
    'no-commercial': [
      [
        'keine kommerzielle|kommerziellen|gewerbliche nutzung|verwendung|verwertung',
        'Keine kommerzielle Nutzung',
      ],
      ['nicht fuer|fur kommerzielle|gewerbliche zwecke', 'Nicht für kommerzielle Zwecke'],
      ['kein model release', 'Kein Model Release'],
    ],
    'no-archive': [
      ['nicht archivieren|speichern', 'Nicht archivieren'],
      ['archivieren verboten', 'Archivieren verboten'],
    ],
    'no-archive-after': [
      ['keine archivierung|archivnutzung nach {period}', 'Keine Archivierung nach 14 Tagen'],
      ['aus [dem] archiv|archiven loeschen|loschen nach {period}', 'Aus dem Archiv löschen nach 30 Tagen'],
      ['archivierung maximal|max|hoechstens|hochstens {period}', 'Archivierung maximal 6 Monate'],
    ],
    'no-use-after': [
      ['keine nutzung|verwendung nach {period}', 'Keine Verwendung nach 2 Wochen'],
      ['nach {period} zu|nicht loeschen|loschen|verwenden', 'Nach 3 Monaten nicht verwenden'],
    ],
    'no-online-after': [
      ['online maximal|max|hoechstens|hochstens {period}', 'Online maximal 7 Tage'],
      ['keine online nutzung nach {period}', 'Keine Online-Nutzung nach 48 Stunden'],
    ],
    'no-sales': [
      ['nicht zum verkauf|weiterverkauf', 'Nicht zum Weiterverkauf'],
      ['nicht an dritte [weitergeben]', 'Nicht an Dritte weitergeben'],
      ['nicht uebertragbar|ubertragbar', 'Nicht übertragbar'],
    ],
    'members-only': [['nur [fuer|fur] mitglieder|abonnenten|bezieher', 'Nur für Bezieher']],
    'newspapers-only': [['nur [fuer|fur] zeitungen|tageszeitungen', 'Nur für Tageszeitungen']],
    'magazines-only': [['nur [fuer|fur] magazine|zeitschriften', 'Nur für Zeitschriften']],
    'online-only': [
      ['nur online', 'Nur online'],
      ['nur [fuer|fur] internet|online nutzung', 'Nur für Online-Nutzung'],
    ],
    'print-only': [
      ['nur print', 'Nur Print'],
      ['nur [fuer|fur] printmedien|printausgaben', 'Nur für Printmedien'],
    ],
    'broadcast-only': [['nur [fuer|fur] rundfunk', 'Nur für Rundfunk']],
    'text-only': [['nur text', 'Nur Text']],
    'no-streaming': [['kein streaming', 'Kein Streaming']],
    'no-crop': [
      ['kein|keinen beschnitt', 'Kein Beschnitt'],
      ['nicht beschneiden', 'Nicht beschneiden'],
      ['darf nicht beschnitten werden', 'Darf nicht beschnitten werden'],
      ['nur unbeschnitten', 'Nur unbeschnitten'],
    ],
    'no-alteration': [
      ['keine bearbeitung|veraenderung|veranderung|manipulation|retusche', 'Keine Veränderung'],
      ['nicht bearbeiten|veraendern|verandern|manipulieren', 'Nicht bearbeiten'],
      ['darf nicht bearbeitet|veraendert|verandert werden', 'Darf nicht verändert werden'],
    ],
    'no-shortening': [
      ['nicht kuerzen|kurzen', 'Nicht kürzen'],
      ['nur ungekuerzt|ungekurzt', 'Nur ungekürzt'],
      ['keine auszuege|auszuge', 'Keine Auszüge'],
    ],
    'no-combination': [['keine montage|montagen|collagen', 'Keine Montagen']],
    'no-translation': [
      ['keine uebersetzung|ubersetzung|uebersetzungen|ubersetzungen', 'Keine Übersetzung'],
      ['nicht uebersetzen|ubersetzen', 'Nicht übersetzen'],
    ],
    'size-max': [
      ['max|maximal|hoechstens|hochstens {size}', 'Maximal 1/4 Seite'],
      ['nicht groesser|grosser als {size}', 'Nicht größer als 600 Pixel'],
    ],
    'once-only': [
      ['[nur] einmalige nutzung|verwendung|veroeffentlichung|veroffentlichung', 'Nur einmalige Nutzung'],
      [
        'nur [zur] einmaligen nutzung|verwendung|veroeffentlichung|veroffentlichung',
        'Nur zur einmaligen Veröffentlichung',
      ],
      ['einmaliger abdruck', 'Einmaliger Abdruck'],
      ['keine zweitnutzung|zweitverwertung|mehrfachnutzung', 'Keine Zweitverwertung'],
    ],
    'count-max': [
      [
        'max|maximal|hoechstens|hochstens {number} nutzungen|veroeffentlichungen|veroffentlichungen|abdrucke',
        'Maximal 3 Veröffentlichungen',
      ],
    ],
    'with-story-only': [
      [
        'nur [in] [verbindung|zusammenhang|kombination] mit [dem|diesem|der|dieser] text|beitrag|artikel|bericht|meldung|berichterstattung',
        'Nur in Verbindung mit dem Text',
      ],
      ['nicht ohne [den] text|beitrag|artikel [verwenden]', 'Nicht ohne den Artikel verwenden'],
      [
        'nur im zusammenhang mit [dem|diesem|der|dieser] text|beitrag|artikel|bericht|meldung|berichterstattung',
        'Nur im Zusammenhang mit der Berichterstattung',
      ],
    ],
    'no-ai': [
      ['keine ki nutzung', 'Keine KI-Nutzung'],
      ['nicht fuer|fur ki [anwendungen|systeme]', 'Nicht für KI-Anwendungen'],
    ],
    'no-ai-training': [
      ['kein ki training', 'Kein KI-Training'],
      ['nicht zum training von ki [modellen|systemen]', 'Nicht zum Training von KI-Systemen'],
    ],
    'no-mining': [['kein text und data mining', 'Kein Text- und Data-Mining']],
    'no-indexing': [['nicht indexieren|indizieren', 'Nicht indexieren']],
    'no-use': [
      ['nicht [mehr] verwenden|nutzen|veroeffentlichen|veroffentlichen', 'Nicht veröffentlichen'],
      ['nicht zur veroeffentlichung|veroffentlichung|verwendung', 'Nicht zur Veröffentlichung'],
      ['gesperrt|sperrfrist', 'Sperrfrist bis 20. November 2026, 18:00 Uhr'],
      ['gesperrt|sperrfrist, {until}', 'Sperrfrist: 5. Dezember 2026, 18.00 Uhr'],
      ['gesperrt|sperrfrist, bis {until}', 'Sperrfrist: bis Samstag, 5. Dezember 2026, 18 Uhr'],
      ['frei|freigegeben [erst] ab {before}', 'Frei ab 5. Dezember 2026, 18 Uhr'],
      [
        'nicht vor {before}, [verwenden|nutzen|veroeffentlichen|veroffentlichen]',
        'Nicht vor dem 5.12.2026, 18 Uhr, veröffentlichen',
      ],
      [
        'nicht [mehr] nach {after}, [verwenden|nutzen|veroeffentlichen|veroffentlichen]',
        'Nicht nach dem 1.11.2027 verwenden',
      ],
      [
        'bis {until} nicht verwenden|nutzen|veroeffentlichen|veroffentlichen',
        'Bis 5.12.2026, 18 Uhr nicht veröffentlichen',
      ],
      [
        'vor {before} nicht verwenden|nutzen|veroeffentlichen|veroffentlichen',
        'Vor dem 5.12.2026 nicht veröffentlichen',
      ],
      [
        'nach {after} nicht [mehr] verwenden|nutzen|veroeffentlichen|veroffentlichen',
        'Nach dem 1.11.2027 nicht mehr verwenden',
      ],
      [
        'ab {from} nicht [mehr] verwenden|nutzen|veroeffentlichen|veroffentlichen',
        'Ab 1.11.2027 nicht mehr verwenden',
      ],
      [
        '[nutzung|verwendung] nur|hoechstens|hochstens bis {after} [verwenden|nutzen|veroeffentlichen|veroffentlichen]',
        'Nur bis zum 31.12.2027 verwenden',
      ],
      ['nur zur information', 'Nur zur Information'],
      ['nur [zum] internen gebrauch', 'Nur zum internen Gebrauch'],
    ],
    'hold-until': [
      ['gesperrt|sperrfrist bis [zum|zur] {event}', 'Gesperrt bis zum Beginn der Rede'],
      ['nicht vor [dem|der] {event} verwenden', 'Nicht vor dem Urteil verwenden'],
    ],
  },
};
