import { forms, type Language, phrases, words } from './language.ts'

const FIRST_GROUP =
  'affirm expliqu ajout déclar racont assur regrett demand insist précis not confi confirm indiqu estim jug lanc martel martèl plaid plaisant protest rapport répliqu rétorqu signal soulign soupir témoign trouv exig dénonc avanc annonc répét répèt observ tempèr tempér constat résum ironis accus félicit inquièt inquiét agac indign interrog'

export const french: Language = {
  id: 'fr',
  saying: words(`
    ${forms(FIRST_GROUP, 'e ent a èrent ait aient é')}
    annonça annonçait lança lançait dénonça dénonçait avança avançait exigea jugea jugeait rappelle rappellent rappelait
    rappelé
    dit disent disait disaient répond répondent répondit répondait répondu répondirent écrit écrivent écrivait écrivit
    reconnaît reconnaissent reconnut reconnu reconnaissait admet admettent admis promet promettent promis promit
    poursuit poursuivait reprend reprit repris prévient préviennent prévenu prévint soutient soutiennent
    soutenu conclut conclu concluait craint craignent craignait croit croient pense pensent sourit souriait écrie
    prétend prétendent enchaîne enchaîné`),
  naming: words('qualifie qualifient qualifié qualifia qualifiait appelle appelé appelait décrit décrivait juge jugé'),
  behind: words(''),
  auxiliaries: words("se s' a ont avait avaient est sont était aurait aura"),
  negations: words("pas jamais ne n' sans personne refusé refuse"),
  accordingTo: phrases("selon, d' après"),
  accordingWithoutComma: false,
  roles: words(`
    ministre président présidente maire gouverneur sénateur sénatrice député députée conseiller conseillère
    porte-parole directeur directrice secrétaire chef cheffe responsable juge procureur procureure avocat avocate
    professeur professeure chercheur chercheuse historien historienne économiste expert experte auteur autrice
    entraîneur entraîneuse enseignant enseignante médecin infirmière patron patronne propriétaire fondateur
    fondatrice ingénieur ingénieure capitaine préfet préfète habitant habitante riverain riveraine pêcheur pêcheuse
    voisin voisine homme femme père mère fils fille frère sœur témoin évêque roi reine élu élue adjoint adjointe`),
  bodies: words(
    'ministère syndicat entreprise société conseil tribunal gouvernement parti association institut police collectif',
  ),
  roleEndings: null,
  groups: words(''),
  determiners: words("le la les l' un une des son sa ses leur leurs notre nos mon ma ce cet cette ces du au aux"),
  withoutArticles: false,
  pronouns: words('il elle ils elles'),
  pronounsAfterPreposition: words('lui elle eux elles'),
  titles: words('m mme mlle mm dr pr me monsieur madame maître professeur'),
  particles: words('de du des la le van von ben el al di da'),
  notNames: words(`
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre
    octobre novembre décembre le la les l' un une des il elle ils elles on nous vous je ce c' cette ces et ou mais
    donc or ni car si quand lorsque après avant depuis dans sur sous avec sans pour par en à au aux du de d' selon
    interrogé interrogée interrogés oui non pourtant cependant alors ainsi puis aussi même tout tous rien personne qui
    que quoi où comment pourquoi hier aujourd'hui demain`),
  prepositions: words("de d' du des à au aux en dans sur sous avec sans pour par contre chez vers entre depuis selon"),
  conjunctions: words('et ou mais puis aussi ensuite'),
  capitalNouns: false,
  incises: true,
  elision: /^(?:l|d|j|n|s|c|m|t|qu|lorsqu|puisqu|jusqu|quoiqu)[’']/iu,
  common: words('le la les des et est une un du dans que qui pour pas sur avec au par ne il elle ce sont a été'),
}
