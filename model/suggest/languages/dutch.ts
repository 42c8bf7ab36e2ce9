import { type Language, phrases, words } from './language.ts'

export const dutch: Language = {
  id: 'nl',
  saying: words(`
    zegt zeggen zei zeiden gezegd vertelt vertellen vertelde vertelden verteld verklaart verklaren verklaarde verklaarden
    verklaard antwoordt antwoorden antwoordde antwoordden geantwoord vraagt vragen vroeg vroegen gevraagd schrijft
    schrijven schreef schreven geschreven meldt melden meldde meldden gemeld klaagt klagen klaagde klaagden geklaagd
    waarschuwt waarschuwen waarschuwde waarschuwden gewaarschuwd benadrukt benadrukken benadrukte benadrukten stelt
    stellen stelde stelden gesteld vindt vinden vond vonden vervolgt vervolgde herhaalt herhaalde bevestigt bevestigde
    bevestigd reageert reageren reageerde reageerden gereageerd roept riep riepen belooft beloofde beloofd erkent erkende
    erkend ontkent ontkende ontkend denkt dacht gelooft geloofde meent meende legt legde voegt voegde lacht lachte
    zucht zuchtte mompelt mompelde herinnert herinnerde beweert beweerde beweerden licht lichtte`),
  naming: words('noemt noemen noemde noemden genoemd omschrijft omschreef omschreven bestempelt bestempelde'),
  behind: words('aldus'),
  auxiliaries: words('heeft hebben had hadden is was wordt werd'),
  negations: words('niet nooit geen te niemand'),
  accordingTo: phrases('volgens, naar eigen zeggen van'),
  accordingWithoutComma: true,
  roles: words(`
    minister president premier burgemeester gouverneur senator wethouder woordvoerder woordvoerster directeur
    directrice secretaris voorzitter leider hoofd chef rechter officier advocaat advocate hoogleraar onderzoeker
    onderzoekster historicus historica econoom deskundige expert auteur schrijver schrijfster trainer coach leraar
    lerares arts verpleegkundige eigenaar eigenares oprichter ingenieur kapitein bewoner bewoonster visser boer
    buurman buurvrouw man vrouw vader moeder zoon dochter broer zus getuige bisschop koning koningin baas`),
  bodies: words('ministerie vakbond bedrijf raad rechtbank regering partij vereniging instituut politie'),
  roleEndings: /(?:woordvoerder|minister|voorzitter|directeur|leider|rechter|onderzoeker|trainer|chef)$/u,
  groups: words('bewoners critici deskundigen onderzoekers getuigen tegenstanders'),
  determiners: words('de het een zijn haar hun onze ons deze die dit'),
  withoutArticles: false,
  pronouns: words('hij zij ze'),
  pronounsAfterPreposition: words('hem haar hen'),
  titles: words('dhr mevr mw dr prof meneer mevrouw heer ir mr drs'),
  particles: words('de den der van von ten ter te het la le du el al'),
  notNames: words(`
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus
    september oktober november december de het een hij zij ze wij we ik jij u en of maar als toen na voor sinds in op
    aan bij met zonder van te er dit dat deze die nu dan toch ook nog al niemand iedereen alle veel volgens hoe wat wie
    waar waarom vandaag gisteren morgen later eerder`),
  prepositions: words(
    'van in op aan bij met zonder voor tegen over onder na naar uit door om tot tussen sinds volgens',
  ),
  conjunctions: words('en of maar daarna ook later'),
  capitalNouns: false,
  incises: false,
  elision: null,
  common: words('de het een van en is dat op te niet met voor zijn er aan ook maar om bij naar uit wordt die'),
}
