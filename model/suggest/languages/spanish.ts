import { forms, type Language, phrases, words } from './language.ts'

const FIRST_GROUP =
  'afirm asegur explic declar señal coment cont pregunt contest agreg manifest indic apunt recalc subray lament critic aclar confirm destac confes relat record reiter exclam anunci murmur reclam acus precis argument denunci avis opin zanj espet enfatiz lanz'

export const spanish: Language = {
  id: 'es',
  saying: words(`
    ${forms(FIRST_GROUP, 'a an ó aron aba aban ado')}
    dice dicen dijo dijeron decía decían dicho responde responden respondió respondieron respondía respondido
    añade añaden añadió añadieron añadía añadido escribe escriben escribió escribieron escrito insiste insisten insistió
    insistieron insistido admite admiten admitió admitieron admitido reconoce reconocen reconoció reconocieron
    reconocido advierte advierten advirtió advirtieron advertido concluye concluyó concluido repite repitió repetido
    sostiene sostienen sostuvo sostuvieron sostenido mantiene mantuvo prosigue prosiguió promete prometió prometido
    cuenta cuentan recuerda recuerdan cree creen creía piensa piensan propone propuso replica replicó replicado
    expone expuso`),
  naming: words(
    'calificó califica calificaron calificado describe describió describieron llama llamó llamaron tachó tacha definió define',
  ),
  behind: words(''),
  auxiliaries: words('ha han había habían hubo es fue está estaba'),
  negations: words('no nunca jamás sin tampoco nadie'),
  accordingTo: phrases('según, de acuerdo con, en palabras de, a juicio de'),
  accordingWithoutComma: false,
  roles: words(`
    ministro ministra presidente presidenta alcalde alcaldesa gobernador gobernadora senador senadora diputado
    diputada concejal concejala consejero consejera portavoz director directora secretario secretaria jefe jefa
    responsable juez jueza fiscal abogado abogada profesor profesora investigador investigadora historiador
    historiadora economista experto experta autor autora entrenador entrenadora maestro maestra médico médica dueño
    dueña fundador fundadora ingeniero ingeniera capitán vecino vecina pescador pescadora hombre mujer padre madre
    hijo hija hermano hermana testigo obispo rey reina líder vocero vocera`),
  bodies: words('ministerio sindicato empresa compañía consejo tribunal gobierno partido asociación instituto policía'),
  roleEndings: null,
  groups: words(''),
  determiners: words('el la los las un una unos unas su sus este esta ese esa nuestro nuestra mi del al'),
  withoutArticles: false,
  pronouns: words('él ella ellos ellas'),
  pronounsAfterPreposition: words('él ella ellos ellas'),
  titles: words('sr sra srta dr dra don doña señor señora d dña'),
  particles: words('de del la las los y e van von al el da di'),
  notNames: words(`
    lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre
    octubre noviembre diciembre el la los las un una él ella ellos ellas y o pero si cuando tras después antes desde en
    con sin por para a al de del según como no sí ya aún también tampoco sin embargo entonces así nadie todos hoy ayer
    mañana preguntado preguntada qué quién cómo dónde`),
  prepositions: words('de del en con sin por para a al ante contra desde entre hacia hasta sobre tras según'),
  conjunctions: words('y e o u pero luego también'),
  capitalNouns: false,
  incises: true,
  elision: null,
  common: words('el la los las de que en un una por con para del es no se su al como más fue ha pero y'),
}
