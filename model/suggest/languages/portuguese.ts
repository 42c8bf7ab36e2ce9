import { forms, type Language, phrases, words } from './language.ts'

const FIRST_GROUP =
  'afirm explic declar coment cont pergunt assegur lament critic confirm destac relat record lembr ressalt observ acrescent anunci avali argument alert complet cit reclam not apont indic brinc fal contest precis ironiz atir dispar desabaf enfatiz salient sublinh'

export const portuguese: Language = {
  id: 'pt',
  saying: words(`
    ${forms(FIRST_GROUP, 'a am ou aram ava avam ado')}
    diz dizem disse disseram dizia diziam dito responde respondem respondeu responderam respondia respondido
    escreve escrevem escreveu escreveram escrito admite admitem admitiu admitiram admitido reconhece reconhecem
    reconheceu reconheceram acrescenta acrescentou insiste insistem insistiu defende defendem defendeu defenderam
    conclui concluiu concluíram repete repetiu promete prometeu garante garantem garantiu adverte advertiu
    reitera reiterou sustenta sustentou acredita acreditam pensa pensam questiona questionou completou
    informa informou informaram`),
  naming: words('chama chamou chamaram classifica classificou classificaram descreve descreveu definiu define'),
  behind: words(''),
  auxiliaries: words('tem têm tinha tinham havia é foi está estava'),
  negations: words('não nunca jamais sem ninguém'),
  accordingTo: phrases('segundo, de acordo com, conforme, nas palavras de'),
  accordingWithoutComma: false,
  roles: words(`
    ministro ministra presidente presidenta prefeito prefeita governador governadora senador senadora deputado
    deputada vereador vereadora porta-voz diretor diretora secretário secretária chefe responsável juiz juíza
    procurador procuradora advogado advogada professor professora pesquisador pesquisadora investigador
    investigadora historiador historiadora economista especialista autor autora treinador treinadora médico médica
    dono dona fundador fundadora engenheiro engenheira capitão morador moradora pescador pescadora homem mulher pai
    mãe filho filha irmão irmã testemunha bispo rei rainha líder autarca`),
  bodies: words(
    'ministério sindicato empresa companhia conselho tribunal governo partido associação instituto polícia',
  ),
  roleEndings: null,
  groups: words(''),
  determiners: words('o a os as um uma seu sua seus suas este esta esse essa nosso nossa do da ao'),
  withoutArticles: false,
  pronouns: words('ele ela eles elas'),
  pronounsAfterPreposition: words('ele ela eles elas'),
  titles: words('sr sra dr dra dom dona senhor senhora'),
  particles: words('de da do dos das e van von di del la'),
  notNames: words(`
    segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta sábado domingo
    janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro o a os as um uma ele ela
    eles elas e ou mas se quando após depois antes desde em no na com sem por para de do da segundo como não sim já
    ainda também ninguém todos hoje ontem amanhã questionado questionada que quem onde porque`),
  prepositions: words(
    'de do da dos das em no na nos nas com sem por pelo pela para a ao à contra entre sobre até desde',
  ),
  conjunctions: words('e ou mas depois também'),
  capitalNouns: false,
  incises: true,
  elision: null,
  common: words('o a os as de que em um uma por com para do da é não se seu no na como mais foi são ao e dos'),
}
