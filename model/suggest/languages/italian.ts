import { forms, type Language, phrases, words } from './language.ts'

const FIRST_GROUP =
  'afferm spieg dichiar raccont comment domand assicur sottolin sottoline ricord lament critic attacc replic rivel osserv conferm precis annunci not segnal confid ironizz scherz protest tuon'

export const italian: Language = {
  id: 'it',
  saying: words(`
    ${forms(FIRST_GROUP, 'a ano ò arono ava avano ato')} annuncia annunciano avvisa
    dice dicono disse dissero diceva dicevano detto risponde rispondono rispose risposero rispondeva risposto
    aggiunge aggiungono aggiunse aggiunto scrive scrivono scrisse scritto ammette ammettono ammise ammesso
    ribadisce ribadiscono ribadì ribadito chiede chiedono chiese chiesto conclude concludono concluse concluso
    insiste insistono insistito sostiene sostengono sostenne sostenuto riferisce riferiscono riferì riferito
    avverte avvertono avvertì avvertito ripete ripetono ripeté ripetuto prosegue proseguì promette promise promesso
    riconosce riconobbe riconosciuto crede credono pensa pensano ritiene ritengono esclama esclamò`),
  naming: words(
    'definisce definiscono definì definito chiama chiamò chiamato descrive descrisse descritto bolla bollato',
  ),
  behind: words(''),
  auxiliaries: words('ha hanno aveva avevano è sono era'),
  negations: words('non mai senza nessuno'),
  accordingTo: phrases('secondo, a detta di, stando a'),
  accordingWithoutComma: false,
  roles: words(`
    ministro ministra presidente presidentessa sindaco sindaca governatore governatrice senatore senatrice deputato
    deputata consigliere consigliera assessore assessora portavoce direttore direttrice segretario segretaria capo
    responsabile giudice procuratore procuratrice avvocato avvocata professore professoressa ricercatore
    ricercatrice storico storica economista esperto esperta autore autrice allenatore allenatrice maestro maestra
    medico titolare fondatore fondatrice ingegnere capitano questore prefetto residente pescatore pescatrice uomo
    donna padre madre figlio figlia fratello sorella testimone vescovo re regina leader`),
  bodies: words(
    'ministero sindacato azienda società consiglio tribunale governo partito associazione istituto polizia',
  ),
  roleEndings: null,
  groups: words(''),
  determiners: words("il lo la i gli le l' un uno una un' suo sua loro nostro nostra del dello della al dal"),
  withoutArticles: false,
  pronouns: words('lui lei loro egli ella'),
  pronounsAfterPreposition: words('lui lei loro'),
  titles: words('sig signor signora dott dottor dottoressa prof ing avv don'),
  particles: words("de di da del della dei degli dalla la lo van von d'"),
  notNames: words(`
    lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio giugno luglio agosto
    settembre ottobre novembre dicembre il lo la i gli le l' un uno una lui lei loro e o ma se quando dopo prima da
    in con senza per a al di del secondo come non sì già ancora anche poi così nessuno tutti oggi ieri domani interrogato
    interrogata che chi dove perché`),
  prepositions: words(
    "di del dello della dei degli delle in nel nella con senza per a al alla ai da dal dalla su sul sulla contro tra fra dell'",
  ),
  conjunctions: words('e ed o ma poi anche'),
  capitalNouns: false,
  incises: true,
  elision: /^(?:l|un|d|dell|all|nell|sull|dall|quell|c|s|m|t|n)[’']/iu,
  common: words('il lo la di che e è un una per con non del della si sono da gli le nel al anche più ha'),
}
