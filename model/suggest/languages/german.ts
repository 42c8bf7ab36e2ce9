import { forms, type Language, phrases, words } from './language.ts'

// Weak verbs: sagt, sagte, sagten, sagen. The participle stands by itself.
const WEAK =
  'sag erklär ergänz frag erzähl mein versicher kritisier kommentier forder bekräftig wiederhol bemerk äußer klag beklag kündig resümier präzisier beteuer mahn warn lob scherz spott murmel flüster erinner glaub bestätig wunder freu'

export const german: Language = {
  id: 'de',
  saying: words(`
    ${forms(WEAK, 't te ten en')} betont betonte betonten betonen erläutert erläuterte erläuterten erläutern antwortet antwortete antworteten antworten berichtet berichtete berichteten berichten behauptet behauptete
    behaupteten begründet begründete begründeten vermutet vermutete entgegnet entgegnete entgegneten
    verkündet verkündete verkündeten gesagt spricht sprach gesprochen schreibt schrieb schrieben geschrieben teilt teilte
    ruft rief riefen räumt räumte gestand gesteht fügt fügte fuhr fährt findet fand widersprach
    widerspricht verspricht versprach unterstrich unterstreicht verwies verweist denkt dachte
    gefragt geantwortet gefordert`),
  naming: words(
    'nennt nannte nannten genannt bezeichnet bezeichnete bezeichneten beschreibt beschrieb beschrieben lobt lobte rügt rügte',
  ),
  behind: words('so'),
  auxiliaries: words('hat haben hatte hatten habe ist war sei wird wurde'),
  negations: words('nicht nie niemals zu kein keine niemand'),
  accordingTo: phrases('laut, nach angaben von, nach ansicht von, nach meinung von, nach den worten von, zufolge'),
  accordingWithoutComma: true,
  roles: words(`
    sprecher sprecherin minister ministerin präsident präsidentin bürgermeister bürgermeisterin kanzler kanzlerin
    chef chefin leiter leiterin direktor direktorin vorsitzende vorsitzender richter richterin anwalt anwältin
    professor professorin forscher forscherin historiker historikerin experte expertin autor autorin trainer
    trainerin lehrer lehrerin arzt ärztin abgeordnete abgeordneter senator senatorin staatsanwalt staatsanwältin
    zeuge zeugin anwohner anwohnerin bewohner bewohnerin fahrer fahrerin fischer fischerin bauer bäuerin nachbar
    nachbarin mann frau vater mutter sohn tochter bruder schwester kapitän kapitänin bischof könig königin wirt
    wirtin`),
  bodies: words('ministerium polizei gewerkschaft verband unternehmen firma gericht regierung partei behörde rat'),
  roleEndings:
    /(?:sprecher|minister|präsident|meister|chef|leiter|direktor|richter|anwalt|anwält|trainer|lehrer|ökonom|forscher|experte?|rat|rät|politiker|beauftragte|vorstand|inspektor|kommissar)(?:in|r)?$/u,
  groups: words('anwohner kritiker experten forscher beobachter ermittler zeugen behörden gegner befürworter nachbarn'),
  determiners: words(
    'der die das ein eine einer sein seine ihr ihre unser unsere dieser diese dem den des seinem seiner ihrem ihrer',
  ),
  withoutArticles: false,
  pronouns: words('er sie'),
  pronounsAfterPreposition: words('ihm ihr ihnen'),
  titles: words('herr frau dr prof hr fr'),
  particles: words('von van zu zum zur der de del di da la le bin al'),
  notNames: words(`
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni juli august
    september oktober november dezember der die das ein eine und oder aber wenn als nach vor seit im in an am auf aus
    bei mit ohne von zu es er sie wir ihr ich man nun jetzt da dann doch auch noch schon nur so wie was wer wo warum
    dabei dazu damit dort hier heute gestern morgen später zuvor niemand jeder alle viele einige laut zwar trotzdem`),
  prepositions: words(
    'in im an am auf aus bei beim mit ohne von vom zu zum zur für gegen über unter vor nach seit zwischen durch um laut',
  ),
  conjunctions: words('und oder aber dann auch später zudem'),
  capitalNouns: true,
  incises: false,
  elision: null,
  common: words(
    'der die und das den dem des ist nicht ein eine mit auf für von im sich auch sagte wird sind als zu es',
  ),
}
