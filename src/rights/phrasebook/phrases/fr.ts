/** French phrases. Data. */
import type { LanguageBook } from './types.ts';

export const FRENCH: LanguageBook = {
  things: {
    'no-online': ['internet', 'web', 'en ligne', 'sites web', 'numerique', 'sites internet'],
    'no-print': ['presse ecrite', 'imprime', 'presse imprimee'],
    'no-broadcast': ['tv', 'tele', 'television', 'televisions'],
    'no-radio': ['radio', 'radios'],
    'no-social': ['reseaux sociaux'],
    'no-apps': ['appli', 'applis', 'applications', 'applications mobiles'],
    'no-newsletters': ['newsletter', 'newsletters', 'lettres d information'],
    'no-podcasts': ['podcast', 'podcasts', 'balados'],
    'no-intranet': ['intranet', 'intranets'],
    'no-archive': ['archive', 'archives', 'archivage'],
    'no-sales': [
      'vente',
      'ventes',
      'revente',
      'reventes',
      'redistribution',
      'cession',
      'cession a des tiers',
      'sous licence',
    ],
    'no-agencies': ['agences', 'agences photo'],
    'magazines-out': ['magazine', 'magazines', 'mags', 'hebdomadaires'],
    'newspapers-out': ['journaux', 'quotidiens'],
    'tabloids-out': ['tabloid', 'tabloids', 'presse people'],
    'books-out': ['livre', 'livres', 'edition'],
    'no-covers': ['couverture', 'couvertures', 'une'],
    'no-advertising': [
      'publicite',
      'publicites',
      'usage publicitaire',
      'utilisation publicitaire',
      'promotion',
    ],
    'no-political': ['usage politique', 'campagne electorale'],
  },
  frames: [
    ['pas d|de {things}', 'Pas de télévision ni radio'],
    ['pas pour|sur [les|la|le|l] {things}', 'Pas sur les réseaux sociaux'],
    ['{things} exclu|exclus|exclue|exclues|interdit|interdits|interdite|interdites', 'Magazines exclus'],
    ['sauf [les|la|le|l] {things}', 'Sauf les quotidiens'],
    ['aucun|aucune {things}', 'Aucune revente'],
    ['hors {things}', 'Hors publicité'],
    ['interdit|interdite [a|aux|en|pour] [la|les|le|l] {things}', 'Interdit aux magazines'],
  ],
  phrases: {
    'territories-out': [
      ['sauf {territories}', 'Sauf Allemagne'],
      ['{territories} exclu|exclus|exclue|exclues|interdit|interdite', 'Belgique exclue'],
      ['pas de diffusion|publication|utilisation en|au|aux|dans {territories}', 'Pas de diffusion en Suisse'],
      ['monde entier sauf|hors {territories}', 'Monde entier sauf Japon'],
      ['hors {territories}', 'Hors Union européenne'],
      ['interdit|interdite en|au|aux {territories}', 'Interdit au Canada'],
      ['diffusion|publication interdite en|au|aux {territories}', 'Publication interdite en Italie'],
    ],
    'territories-only': [
      ['{territories} uniquement|seulement', 'France uniquement'],
      ['uniquement|seulement [en|au|aux|pour] {territories}', 'Uniquement en France'],
      ['reserve|reservee a|au|aux {territories}', 'Réservé au Québec'],
    ],
    credit: [
      ['mention|credit|signature obligatoire', 'Mention obligatoire'],
      ['mention du nom obligatoire', 'Mention du nom obligatoire'],
      ['credit photo obligatoire', 'Crédit photo obligatoire'],
      ['credit a mentionner', 'Crédit à mentionner'],
    ],
    'credit-line': [
      ['mention|credit obligatoire, {line}', 'Crédit obligatoire : Jeanne Dupont/Tidemark'],
      ['credit photo, {line}', 'Crédit photo : Musée du Port'],
    ],
    'editorial-only': [
      [
        'usage|utilisation editorial|editoriale uniquement|seulement|exclusivement',
        'Usage éditorial uniquement',
      ],
      [
        'uniquement [pour|a] [un] usage|utilisation editorial|editoriale',
        'Uniquement pour un usage éditorial',
      ],
      ['reserve|reservee a [l|un] usage|utilisation editorial|editoriale', 'Réservé à un usage éditorial'],
      ['a usage editorial exclusif', 'À usage éditorial exclusif'],
    ],
    'no-commercial': [
      ['pas d|de utilisation|usage commerciale|commercial', "Pas d'utilisation commerciale"],
      ['usage|utilisation commercial|commerciale interdit|interdite', 'Usage commercial interdit'],
      ['aucun|aucune usage|utilisation commercial|commerciale', 'Aucun usage commercial'],
    ],
    'no-archive': [['ne pas archiver|stocker', 'Ne pas archiver']],
    'no-archive-after': [
      ['pas d archive|archives|archivage apres {period}', "Pas d'archivage après 14 jours"],
      ['archivage limite a {period}', 'Archivage limité à 30 jours'],
      ['archivage interdit apres {period}', 'Archivage interdit après 6 mois'],
    ],
    'no-use-after': [
      ['pas d utilisation apres {period}', "Pas d'utilisation après 2 semaines"],
      ['utilisation|usage limite|limitee a {period}', 'Utilisation limitée à 1 an'],
    ],
    'no-online-after': [['en ligne {period} maximum', 'En ligne 7 jours maximum']],
    'no-sales': [
      ['ne pas revendre|vendre|ceder', 'Ne pas revendre'],
      ['cession interdite', 'Cession interdite'],
      ['non cessible', 'Non cessible'],
    ],
    'members-only': [['reserve|reservee aux abonnes|membres|clients', 'Réservé aux abonnés']],
    'newspapers-only': [['presse quotidienne uniquement|seulement', 'Presse quotidienne uniquement']],
    'magazines-only': [['magazines uniquement|seulement', 'Magazines uniquement']],
    'online-only': [
      ['internet uniquement|seulement', 'Internet uniquement'],
      ['en ligne uniquement|seulement', 'En ligne uniquement'],
      ['uniquement sur|pour internet', 'Uniquement sur internet'],
    ],
    'print-only': [
      ['presse ecrite uniquement|seulement', 'Presse écrite uniquement'],
      ['uniquement [pour] [la] presse ecrite', 'Uniquement pour la presse écrite'],
    ],
    'no-streaming': [['pas de streaming', 'Pas de streaming']],
    'no-crop': [
      ['pas de recadrage', 'Pas de recadrage'],
      ['ne pas recadrer', 'Ne pas recadrer'],
      ['recadrage interdit', 'Recadrage interdit'],
    ],
    'no-alteration': [
      ['pas de modification|modifications|retouche|retouches', 'Pas de retouche'],
      ['ne pas modifier|retoucher', 'Ne pas modifier'],
      ['modification|retouche interdite', 'Modification interdite'],
    ],
    'no-shortening': [
      ['ne pas couper|raccourcir', 'Ne pas couper'],
      ['version integrale uniquement', 'Version intégrale uniquement'],
    ],
    'no-combination': [['pas de montage|montages|photomontage', 'Pas de montage']],
    'no-translation': [
      ['pas de traduction', 'Pas de traduction'],
      ['ne pas traduire', 'Ne pas traduire'],
    ],
    'size-max': [
      ['max|maximum {size}', 'Maximum 1/4 page'],
      ['format maximum {size}', 'Format maximum 600 pixels'],
      ['{size} maximum', '1/2 page maximum'],
    ],
    'once-only': [
      ['usage|utilisation unique', 'Utilisation unique'],
      ['une seule utilisation|publication|parution', 'Une seule parution'],
      ['pas de reutilisation', 'Pas de réutilisation'],
    ],
    'count-max': [['{number} utilisations|publications|parutions maximum', '3 utilisations maximum']],
    'with-story-only': [
      ['uniquement avec [l|le|son|cet|ce] article|texte|papier|sujet', "Uniquement avec l'article"],
      [
        'uniquement pour illustrer [l|le|cet|ce] article|texte|papier|sujet',
        'Uniquement pour illustrer ce sujet',
      ],
      ['ne pas utiliser sans [l|le|son] article|texte', 'Ne pas utiliser sans le texte'],
    ],
    'no-ai': [
      ['pas d ia', "Pas d'IA"],
      ['pas d utilisation par [l|une] ia', "Pas d'utilisation par l'IA"],
    ],
    'no-ai-training': [
      ['pas d entrainement d|de ia', "Pas d'entraînement d'IA"],
      ['entrainement d|de ia interdit', "Entraînement d'IA interdit"],
    ],
    'no-mining': [['pas de fouille de textes et de donnees', 'Pas de fouille de textes et de données']],
    'no-use': [
      ['ne pas utiliser|publier|diffuser', 'Ne pas publier'],
      ['publication|diffusion interdite', 'Diffusion interdite'],
      ['sous embargo', "Sous embargo jusqu'au 20 novembre 2026"],
      ['embargo', "Embargo jusqu'au 20 novembre 2026"],
    ],
    'hold-until': [
      ['[sous] embargo jusqu a|au [la|l] {event}', "Embargo jusqu'à la fin du discours"],
      ['ne pas publier avant [la|le|l] {event}', 'Ne pas publier avant le verdict'],
    ],
  },
};
