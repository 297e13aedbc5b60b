import type { Tongue } from './tongue.ts';

export const FR: Tongue = {
  language: 'fr',
  days: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  people: ['Solène Aubrac', 'Mathis Corvel', 'Irène Delombre', 'Bastien Roquefal'],
  openings: {
    politics: {
      '{place} reporte le vote sur {number} logements':
        'Le conseil de {place} a reporté {day} son vote sur {number} nouveaux logements, à la demande des riverains.',
    },
    business: {
      '{org} revoit ses prévisions à la baisse':
        '{org}, à {place}, a revu ses prévisions {day} : les commandes ont reculé de {number} pour cent.',
    },
    sport: {
      '{place} l’emporte après la pause':
        '{place} s’est imposé {day} à l’extérieur devant {number} supporters venus en car.',
    },
    culture: {
      '{number} dessins inconnus exposés à {place}':
        'Le musée de {place} expose {number} dessins restés dans un coffre depuis 1911, a annoncé {day} sa direction.',
    },
    panorama: {
      'Un lama arrête les trains près de {place}':
        'Un lama échappé d’un cirque a arrêté {number} trains {day} sur la ligne de {place}. Personne n’a été blessé.',
    },
    science: {
      '{number} mousses sur un seul mur':
        'Une équipe de l’université de {place} a trouvé {number} espèces de mousses sur un seul mur, a-t-elle indiqué {day}.',
    },
    regional: {
      'Le pont de {place} fermé {number} semaines':
        'Le pont de {place} sera fermé pendant {number} semaines à partir de {day}, a annoncé la mairie.',
    },
  },
  subheads: ['La suite', 'Des doutes sur le coût'],
  paragraphs: [
    '« Mieux vaut perdre un mois que de recommencer », a dit {person}, en charge du dossier.',
    'Les chiffres sont provisoires. Les définitifs sont attendus dans {number} jours.',
    'À {place}, la même décision avait coûté un tiers de plus que prévu.',
    '{person}, de {org}, parle d’une décision « tardive, mais juste ».',
    'Environ {number} personnes étaient venues à la mairie, plus qu’il n’y a de places.',
    '{org}, qui emploie {number} personnes sur place, n’a pas souhaité commenter.',
  ],
  photo: ['Vue de {place}', '{person} à son arrivée à {place}'],
  graphic: ['{place} en chiffres'],
  killed:
    'ANNULATION : la dépêche sur {place} repose sur un faux document. Ne pas utiliser, retirer partout.',
  held: 'EN ATTENTE : des chiffres sur {place} sont en cours de vérification. Ne pas publier.',
  corrected: 'CORRECTION : au deuxième paragraphe, lire {number}.',
};
