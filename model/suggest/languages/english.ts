import { forms, type Language, phrases, words } from './language.ts'

const REGULAR =
  'add answer ask claim explain warn insist recall remark comment repeat respond retort counter reckon boast complain protest report suggest assert contend maintain mutter murmur shout whisper exclaim laugh sigh affirm confirm predict vow'

export const english: Language = {
  id: 'en',
  saying: words(`
    say says said saying tell tells told telling write writes wrote writing
    ${forms(REGULAR, '- s ed ing')} testifies testified snaps snapped confesses confessed stresses stressed
    reply replies replied replying argue argues argued arguing note notes noted noting
    declare declares declared declaring announce announces announced announcing state states stated stating
    admit admits admitted admitting acknowledge acknowledges acknowledged acknowledging
    concede concedes conceded conceding deny denies denied denying conclude concludes concluded concluding
    continue continues continued continuing observe observes observed observing urge urges urged urging
    promise promises promised promising pledge pledges pledged pledging quip quips quipped quipping
    joke jokes joked joking reiterate reiterates reiterated emphasise emphasises emphasised emphasize emphasizes emphasized
    underline underlines underlined tweet tweets tweeted posted believe believes believed think thinks thought`),
  naming: words(`
    call calls called calling describe describes described describing dub dubs dubbed dismissed dismisses
    accuse accuses accused blame blames blamed denounced denounces praised praises branded brands labelled labels labeled`),
  behind: words(''),
  auxiliaries: words('has have had is was were will would did'),
  negations: words("not never to don't didn't doesn't wouldn't won't couldn't cannot can't refused declined nobody"),
  accordingTo: phrases('according to'),
  accordingWithoutComma: false,
  roles: words(`
    minister president mayor governor senator councillor councilor chair chairman chairwoman chairperson spokesman
    spokeswoman spokesperson director manager secretary leader head chief official officer judge prosecutor lawyer
    attorney professor researcher scientist historian economist expert analyst author writer artist coach teacher
    doctor nurse owner founder engineer captain harbourmaster master ambassador commissioner witness resident
    driver worker farmer fisher fisherman neighbour neighbor man woman boy girl father mother son daughter brother
    sister pilot priest skipper bishop king queen prince princess boss editor`),
  bodies: words(
    'ministry police union company council court committee agency government party association institute report study statement',
  ),
  roleEndings: null,
  groups: words(`
    officials residents opponents critics experts police witnesses sources supporters researchers scientists organisers
    organizers activists campaigners lawyers prosecutors investigators neighbours neighbors farmers workers economists
    analysts authorities doctors teachers parents`),
  determiners: words('the a an one his her its their our my this that another'),
  withoutArticles: false,
  pronouns: words('he she they'),
  pronounsAfterPreposition: words('him her them'),
  titles: words(
    'mr mrs ms miss dr prof sir dame lord lady rev hon gen col lt sgt capt sen rep gov judge professor king queen',
  ),
  particles: words('de la da di del der van von bin ibn al el le du dos das ter ten mac'),
  notNames: words(`
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december i the a an this that these those but and or so yet if when while after before
    in on at from for with without by as of to it its he she they we you his her their our my there here what why how
    who which where asked now then still even yes no not nobody everybody somebody one two last next later earlier
    meanwhile however instead although though because since until both some many most all such speaking according`),
  prepositions: words(
    'of in at from for by with to on about against under over between among near off outside inside during after before',
  ),
  conjunctions: words('and or but then also later'),
  capitalNouns: false,
  incises: false,
  elision: null,
  common: words('the of and to is that was for it on with as by at from his her they this have not are said an were'),
}
