/** Spanish phrases. Data. */
import type { LanguageBook } from './types.ts';

export const SPANISH: LanguageBook = {
  things: {
    'no-online': ['internet', 'web', 'online', 'digital', 'en linea', 'sitios web', 'uso digital'],
    'no-print': ['prensa escrita', 'impreso', 'impresos'],
    'no-broadcast': ['tv', 'tele', 'television', 'televisiones'],
    'no-radio': ['radio', 'radios'],
    'no-social': ['redes sociales'],
    'no-apps': ['app', 'apps', 'aplicaciones', 'moviles'],
    'no-newsletters': ['boletines', 'newsletters'],
    'no-podcasts': ['podcast', 'podcasts'],
    'no-intranet': ['intranet', 'intranets'],
    'no-archive': ['archivo', 'archivos', 'archivado'],
    'no-sales': [
      'venta',
      'ventas',
      'reventa',
      'redistribucion',
      'cesion',
      'cesion a terceros',
      'sublicencia',
    ],
    'no-agencies': ['agencias'],
    'magazines-out': ['revista', 'revistas'],
    'newspapers-out': ['periodicos', 'diarios'],
    'tabloids-out': ['tabloides', 'prensa rosa', 'prensa amarilla'],
    'books-out': ['libro', 'libros'],
    'no-covers': ['portada', 'portadas'],
    'no-advertising': ['publicidad', 'uso publicitario', 'anuncios', 'promocion'],
    'no-political': ['uso politico', 'propaganda'],
  },
  frames: [
    ['sin {things}', 'Sin televisión ni radio'],
    ['no [para|en|a] {things}', 'No para revistas'],
    ['prohibido|prohibida|prohibidas [el|la|las|en|para] {things}', 'Prohibida la reventa'],
    [
      '{things} excluido|excluida|excluidos|excluidas|prohibido|prohibida|prohibidos|prohibidas',
      'Revistas excluidas',
    ],
    ['excepto {things}', 'Excepto internet'],
  ],
  phrases: {
    'territories-out': [
      ['excepto {territories}', 'Excepto España'],
      ['{territories} excluido|excluida|excluidos|excluidas|prohibido|prohibida', 'Francia excluida'],
      ['no [usar|publicar|disponible|distribuir] en {territories}', 'No publicar en México'],
      ['[todo] [el] mundo excepto|menos|salvo {territories}', 'Todo el mundo excepto Japón'],
      ['salvo|menos {territories}', 'Salvo Argentina y Chile'],
      [
        'prohibido|prohibida [su] [uso|publicacion|difusion] en {territories}',
        'Prohibida su publicación en Italia',
      ],
    ],
    'territories-only': [
      ['solo [para|en] {territories}', 'Solo para España'],
      ['unicamente|exclusivamente [para|en] {territories}', 'Únicamente en Portugal'],
      ['uso exclusivo [para|en] {territories}', 'Uso exclusivo en Cataluña'],
    ],
    credit: [
      ['credito|mencion|firma obligatorio|obligatoria', 'Crédito obligatorio'],
      ['obligatorio mencionar|citar [la] [fuente|autor]', 'Obligatorio citar la fuente'],
      ['citar [la] fuente', 'Citar la fuente'],
    ],
    'credit-line': [
      ['credito|mencion obligatorio|obligatoria, {line}', 'Crédito obligatorio: Juana Pérez/Tidemark'],
    ],
    'editorial-only': [
      ['solo [para] uso editorial|informativo', 'Solo para uso editorial'],
      [
        'uso editorial|informativo solamente|exclusivo|unicamente|exclusivamente',
        'Uso editorial exclusivamente',
      ],
      ['exclusivamente [para] uso editorial', 'Exclusivamente para uso editorial'],
      ['solo con fines editoriales|informativos', 'Solo con fines informativos'],
    ],
    'no-commercial': [
      ['prohibido [el|su] uso comercial', 'Prohibido su uso comercial'],
      ['sin uso|fines comercial|comerciales', 'Sin fines comerciales'],
      ['no [para] uso comercial', 'No para uso comercial'],
      ['uso no comercial', 'Uso no comercial'],
    ],
    'no-archive': [['no archivar|almacenar', 'No archivar']],
    'no-archive-after': [
      ['sin archivo [despues] de|tras {period}', 'Sin archivo después de 14 días'],
      ['no archivar [despues] de|tras {period}', 'No archivar tras 30 días'],
      ['archivo maximo {period}', 'Archivo máximo 6 meses'],
    ],
    'no-use-after': [['no usar|utilizar [despues] de|tras {period}', 'No usar después de 2 semanas']],
    'no-online-after': [
      ['internet|online maximo {period}', 'Internet máximo 7 días'],
      ['retirar de internet|web tras|despues [de] {period}', 'Retirar de internet tras 48 horas'],
    ],
    'no-sales': [
      ['no vender|revender|ceder|redistribuir', 'No revender'],
      ['no ceder a terceros', 'No ceder a terceros'],
    ],
    'members-only': [['solo [para] abonados|suscriptores|socios', 'Solo para abonados']],
    'newspapers-only': [['solo [para] periodicos|diarios', 'Solo para diarios']],
    'magazines-only': [['solo [para] revistas', 'Solo para revistas']],
    'online-only': [
      ['solo [en|para] internet|web|online', 'Solo en internet'],
      ['uso digital solamente|exclusivo', 'Uso digital exclusivo'],
    ],
    'print-only': [['solo [en|para] prensa escrita', 'Solo prensa escrita']],
    'no-streaming': [['sin streaming', 'Sin streaming']],
    'no-crop': [
      ['no recortar|reencuadrar', 'No recortar'],
      ['prohibido recortar', 'Prohibido recortar'],
      ['sin recortes', 'Sin recortes'],
    ],
    'no-alteration': [
      ['sin modificaciones|retoques|manipulacion', 'Sin modificaciones'],
      ['no modificar|alterar|manipular|retocar', 'No manipular'],
      ['prohibida [su|la] modificacion|manipulacion', 'Prohibida su manipulación'],
    ],
    'no-shortening': [
      ['no acortar|cortar|extractar', 'No acortar'],
      ['texto integro solamente', 'Texto íntegro solamente'],
    ],
    'no-combination': [['sin montaje|montajes|fotomontajes', 'Sin montajes']],
    'no-translation': [
      ['sin traduccion', 'Sin traducción'],
      ['no traducir', 'No traducir'],
    ],
    'size-max': [
      ['maximo {size}', 'Máximo 1/4 página'],
      ['tamano maximo {size}', 'Tamaño máximo 600 píxeles'],
    ],
    'once-only': [
      ['uso unico', 'Uso único'],
      ['un solo uso', 'Un solo uso'],
      ['una sola publicacion', 'Una sola publicación'],
      ['no reutilizar', 'No reutilizar'],
    ],
    'count-max': [['maximo {number} usos|publicaciones', 'Máximo 3 usos']],
    'with-story-only': [
      [
        'solo [para] [ilustrar|acompanar] [con] [la|esta|el|este] noticia|articulo|texto|informacion',
        'Solo para ilustrar esta noticia',
      ],
      ['no usar sin [la|el|su] noticia|articulo|texto|informacion', 'No usar sin su texto'],
    ],
    'no-ai': [
      ['sin [uso] [de|por] ia', 'Sin uso de IA'],
      ['no [apto] para ia', 'No para IA'],
    ],
    'no-ai-training': [
      ['sin entrenamiento de ia', 'Sin entrenamiento de IA'],
      ['prohibido [el] entrenamiento de ia', 'Prohibido el entrenamiento de IA'],
    ],
    'no-mining': [['sin mineria de textos y datos', 'Sin minería de textos y datos']],
    'no-use': [
      ['no usar|publicar|difundir|utilizar', 'No publicar'],
      ['prohibida [su] publicacion|difusion', 'Prohibida su difusión'],
      ['embargo|embargado|embargada', 'Embargado hasta el 20 de noviembre de 2026'],
      ['embargo|embargado|embargada, {until}', 'Embargo: sábado 5 de diciembre de 2026, 18:00'],
      ['no antes {before}', 'No antes del 5 de diciembre de 2026'],
      ['no despues {after}', 'No después del 1 de noviembre de 2027'],
    ],
    'hold-until': [
      ['embargo|embargado|embargada hasta [el|la] {event}', 'Embargado hasta el discurso'],
      ['no publicar hasta|antes [de|del] [el|la] {event}', 'No publicar antes del veredicto'],
    ],
  },
};
