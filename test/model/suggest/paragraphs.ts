/*
 * Paragraphs as newspapers write them, in eight languages, with what an annotator would tag: `<q1>` a quote, `<e1>` who
 * says it, `<k1>` the words that introduce it. A name used twice makes a discontinuous quote. All of it is invented.
 *
 * `seen` is what the rules were written with, `unseen` was written at the same time and kept aside until they were done.
 * `hard` was written last, to find what they do not see: nouns they do not know, verbs far away, quotes without a verb
 * beside quotes with one, titles in sentences about what somebody said.
 */

/** The paragraphs of one language, and the names its register holds. */
export interface Paragraphs {
  readonly language: string
  readonly register: readonly { readonly name: string; readonly aliases: readonly string[] }[]
  readonly seen: readonly string[]
  readonly unseen: readonly string[]
  readonly hard: readonly string[]
}

const english: Paragraphs = {
  language: 'en',
  register: [{ name: 'Ada Lind', aliases: ['Lind'] }],
  seen: [
    '<q1>“We will not be rushed,”</q1> <e1>Ada Lind</e1> <k1>said</k1> on Monday, a day after the ferry strike began.',
    'Mayor <e1>Tom Berg</e1> <k1>told</k1> reporters: <q1>“The bridge stays closed until the engineers say otherwise. I am not going to argue with steel.”</q1>',
    '<q1>“It is a small town,”</q1> <e1>she</e1> <k1>said</k1>, <q1>“and small towns remember.”</q1>',
    'The film “A Winter Harbour” opens on Friday, and the so-called “soft launch” has already sold out.',
    "<q1>'They don't listen,'</q1> <k1>complained</k1> <e1>Maeve O'Dowd</e1>, whose family has fished here since the 1920s. <q1>'The ministers' plan is a joke, and the ministers' friends wrote it.'</q1>",
    'Councillor <e1>Priya Dhar</e1> <k1>called</k1> the scheme <q1>“a bridge built from the middle outwards”</q1> and asked for a new vote.',
    '<q1>“When I took over the yard there were nine of us.\n“Now there are two hundred,”</q1> <e1>Ines Falk</e1> <k1>said</k1>.',
    '<q1>“My father used to tell me ‘never sell the boat’ and I never did,”</q1> <k1>recalled</k1> <e1>Jon Arne Vik</e1>, 71.',
    '<q1>"If that is the price, we\'ll pay it,"</q1> <e1>the finance minister</e1> <k1>said</k1>. Asked whether taxes would rise, <e2>she</e2> <k2>replied</k2>: <q2>"Ask me in June."</q2>',
    '<k1>According to</k1> <e1>Lena Hart</e1>, <q1>the pumps had not been serviced for six years</q1>. The company did not answer questions.',
    'Residents say the “temporary” fence has stood for eleven years. “No entry” is painted on it in red.',
    '<q1>“Why now?”</q1> <k1>asked</k1> <e1>Lind</e1>. Nobody answered. The song “Row On” played from a kiosk as the crowd broke up, and a man said he had heard it before.',
    'The minister did not say when the money would come. Her spokesman, <e1>Karl Odum</e1>, <k1>said</k1> only that the decision was <q1>“on its way to being made”</q1>.',
    '<q1>“I have read the letter twice,”</q1> <e1>Berg</e1>, who chairs the port authority, <k1>told</k1> the Evening Post. <q1>“It gets no better.”</q1>',
  ],
  unseen: [
    'Standing in the rain outside the court, <e1>Naomi Achebe</e1> <k1>said</k1> the ruling was <q1>“the first good news in a year of bad weather”</q1>.',
    '<q1>“Every harbour has its ghosts,”</q1> <k1>says</k1> <e1>the historian</e1>. <q1>“Ours pay no fees.”</q1>',
    '<q1>“You can close a school in an afternoon,”</q1> <k1>warned</k1> head teacher <e1>Philippa Stone</e1>; <q1>“you cannot open one in a decade.”</q1>',
    'The exhibition, “Salt and Iron”, runs until May; entry to the “quiet room” costs extra.',
    '<q1>‘Nobody told us the gates’ code had changed,’</q1> <e1>one of the drivers</e1> <k1>said</k1> afterwards.',
    "<e1>Ruth Calder</e1>, the union's general secretary, <k1>insisted</k1> that members would not accept <q1>“crumbs dressed up as bread”</q1> and <k2>added</k2>: <q2>“We can wait. The ships cannot.”</q2>",
    '<q1>The wind will drop by the weekend</q1>, <k1>according to</k1> <e1>the harbour master</e1>.',
    '<q1>"We\'re done here,"</q1> <e1>he</e1> <k1>snapped</k1>, and left by the side door. "Dead Calm", the bar opposite, was already full.',
  ],
  hard: [
    'The report says the pier was “structurally sound” in 2019 and “beyond economic repair” four years later. Its authors, two retired surveyors, declined to be interviewed.',
    '<q1>“We asked for a crossing, and they sent us a leaflet about crossings,”</q1> <k1>says</k1> <e1>Gwen Parry</e1>, leaning on the gate of the infant school. <q1>“My youngest could draw you a better one.”</q1> On the wall behind her hangs a poster for the musical “Mind the Gap”.',
    'Asked what he made of the phrase “managed decline”, Sir Alan Roper laughed. <q1>“I have been in managed decline since I was forty,”</q1> <e1>he</e1> <k1>said</k1>.',
    'In a letter to the council seen by this newspaper, the <e1>Wharf Tenants’ Association</e1> <k1>accuses</k1> the owner of <q1>“letting the roof fall in on people who pay on time”</q1>.',
    '<q1>“It’s not ‘progress’ if nobody can reach it,”</q1> the 34-year-old nurse <k1>said</k1>, pointing at the locked lift.',
    'Mr Harker, whose novel “The Drowned Field” won two prizes, said that he had never been to the marsh. “The Drowned Field” is set there.',
    '<q1>“No,”</q1> <k1>said</k1> <e1>Odum</e1>. <q2>“Not this year,”</q2> <e2>he</e2> <k2>added</k2> after a pause, <q2>“and not next year either.”</q2>',
    '<e1>Police</e1> <k1>said</k1> a man in his thirties had been arrested on suspicion of “causing danger to road users”. He was later released.',
    'The sign on the door still reads “Back in five minutes”. According to plan, the shop was to reopen on Monday.',
    '<q1>“Every week somebody tells me that the ferry is coming back.\n“Every week I ask them: ‘Which week?’\n“They never know,”</q1> <k1>said</k1> <e1>the skipper</e1>.',
    'The band’s third album, “Low Water”, was praised for its “honest noise”; its fourth, “High Water”, was not.',
    '<e1>The Prime Minister</e1> <k1>told</k1> MPs that there was <q1>“no question of a delay”</q1> and that anyone who said otherwise was <q2>“reading last week’s papers”</q2>.',
  ],
}

const german: Paragraphs = {
  language: 'de',
  register: [{ name: 'Jens Albrecht', aliases: ['Albrecht'] }],
  seen: [
    '<q1>„Wir lassen uns nicht drängen“</q1>, <k1>sagte</k1> Bürgermeisterin <e1>Ada Lind</e1> am Montag.',
    '<e1>Der Sprecher</e1> des Ministeriums <k1>erklärte</k1>: <q1>„Die Prüfung läuft noch. Vor Mai ist mit nichts zu rechnen.“</q1>',
    '<q1>»Das ist kein Plan, das ist ein Wunschzettel«</q1>, <k1>so</k1> <e1>Karin Vogt</e1>.',
    '<q1>„Ich habe den Brief gelesen“</q1>, <k1>sagt</k1> <e1>sie</e1>, <q1>„und dann noch einmal.“</q1>',
    'Der Film „Stille Wasser“ läuft ab Freitag; die „kleine Lösung“ ist damit vom Tisch.',
    '<e1>Jens Albrecht</e1> <k1>nannte</k1> das Vorhaben <q1>„eine Brücke, die in der Mitte anfängt“</q1>.',
    '<k1>Laut</k1> <e1>Karin Vogt</e1> <q1>sind die Pumpen seit sechs Jahren nicht gewartet worden</q1>. Die Firma schwieg dazu.',
    '<q1>„Mein Vater hat immer gesagt: ‚Verkauf nie das Boot.‘ Daran habe ich mich gehalten“</q1>, <k1>erinnert</k1> sich <e1>Uwe Petersen</e1>.',
    'Auf die Frage, ob die Steuern steigen, <k1>antwortete</k1> <e1>die Ministerin</e1>: <q1>"Fragen Sie mich im Juni."</q1>',
    '<q1>„Kein Wort davon stimmt“</q1>, hat <e1>Albrecht</e1> der Zeitung <k1>gesagt</k1>.',
  ],
  unseen: [
    '<q1>‚Niemand hat uns gefragt‘</q1>, <k1>klagte</k1> <e1>eine Anwohnerin</e1>, die seit 40 Jahren am Kai wohnt. <q1>‚Jetzt ist es zu spät.‘</q1>',
    '<e1>Thomas Brandt</e1>, Leiter der Werft, <k1>betonte</k1>, man werde <q1>„keine einzige Stelle ohne Not“</q1> streichen.',
    '<q1>„Wann fährt das nächste Schiff?“</q1>, <k1>fragte</k1> <e1>er</e1>. Eine Antwort bekam er nicht.',
    'Im Café „Zur Mole“ hängt ein Schild: „Heute kein Fisch“.',
    'Der Rat hat beschlossen, den Antrag zu vertagen. <q1>«Das Geld reicht nicht»</q1>, <k1>begründete</k1> Ratspräsidentin <e1>Heidi Kübler</e1> den Entscheid.',
  ],
  hard: [
    'Der Bürgermeister, der das Wort „Krise“ nicht mag, sprach lieber von einer „Delle“. Die Opposition nennt das „Schönfärberei“.',
    '<q1>„Das war kein Unfall“</q1>, <k1>sagt</k1> Staatsanwältin Dr. <e1>Birgit Thoma</e1> und legt eine Mappe auf den Tisch. <q1>„Das war eine Rechnung.“</q1>',
    'In seinem Buch „Ebbe im Kopf“ schreibt der Autor, er habe nie ein Boot besessen. „Ebbe im Kopf“ erscheint im Herbst.',
    '<q1>„Wer zahlt?“</q1>, <k1>will</k1> <e1>eine Zuhörerin</e1> wissen. Der Saal schweigt.',
    'Ministerpräsidentin <e1>Lena Krafft</e1> <k1>kündigte</k1> an: <q1>„Wir prüfen jeden einzelnen Antrag.“</q1>',
    '<q1>„Wir haben gewarnt“</q1>, <k1>heißt es</k1> in einem Schreiben <e1>der Gewerkschaft</e1>.',
  ],
}

const french: Paragraphs = {
  language: 'fr',
  register: [],
  seen: [
    '<q1>« Nous ne nous laisserons pas bousculer »</q1>, <k1>a déclaré</k1> <e1>Claire Morel</e1> lundi soir.',
    '<q1>« C’est une petite ville,</q1> <k1>dit</k1>-<e1>elle</e1>, <q1>et les petites villes n’oublient pas. »</q1>',
    '<e1>Le ministre</e1> <k1>a répondu</k1> : <q1>« Demandez-le-moi en juin. »</q1>',
    '<k1>Selon</k1> <e1>Claire Morel</e1>, <q1>les pompes n’avaient pas été entretenues depuis six ans</q1>.',
    'Le film « Eaux calmes » sort vendredi et la « petite solution » est abandonnée.',
    '<e1>Paul Garnier</e1> <k1>a qualifié</k1> le projet de <q1>« pont commencé par le milieu »</q1>.',
    '<q1>“On ne vend jamais le bateau”</q1>, <k1>répétait</k1> <e1>son père</e1>.',
    '<q1>« Personne ne nous a prévenus »</q1>, <k1>regrette</k1> <e1>l’entraîneur</e1>. <q1>« Maintenant, c’est trop tard. »</q1>',
  ],
  unseen: [
    '<q1>« Le port n’est pas à vendre »</q1>, <k1>martèle</k1> <e1>Hélène Dubosc</e1>, présidente du syndicat.',
    'Interrogée sur les délais, <e1>la maire</e1> <k1>assure</k1> que les travaux seront finis <q1>« avant les premières tempêtes »</q1>.',
    '<q1>« Qui paiera ? »</q1> <k1>demande</k1>-t-<e1>il</e1>.',
    'Au café « Le Mousse », une pancarte : « Pas de poisson aujourd’hui ».',
    '<q1>« Nous avons lu la lettre deux fois,</q1> <k1>explique</k1> <e1>Marc Tellier</e1>. <q1>Elle ne s’améliore pas. »</q1>',
  ],
  hard: [
    '<q1>« C’est une première étape »</q1>, <k1>se félicite</k1> <e1>l’adjoint</e1> aux transports, qui parle d’un « réseau apaisé ».',
    'Dans son roman « La Digue », l’auteur dit avoir voulu « tout oublier ». Le livre, « La Digue », sort en mars.',
    '<e1>Le collectif</e1> <k1>dénonce</k1> <q1>« une concertation de façade »</q1> et réclame une expertise indépendante.',
    'À la question de savoir s’il regrettait son vote, M. <e1>Aubry</e1> <k1>a haussé les épaules</k1> : <q1>« J’ai voté ce qui était écrit. »</q1>',
  ],
}

const spanish: Paragraphs = {
  language: 'es',
  register: [{ name: 'Luis Cebrián', aliases: ['Cebrián'] }],
  seen: [
    '<q1>«No vamos a precipitarnos»</q1>, <k1>dijo</k1> <e1>Ana Roldán</e1> el lunes.',
    '<e1>El portavoz</e1> <k1>ha declarado</k1>: <q1>“La revisión sigue abierta y no habrá nada antes de mayo”</q1>.',
    '<q1>"Es un pueblo pequeño"</q1>, <k1>explicó</k1> <e1>ella</e1>, <q1>"y los pueblos pequeños no olvidan"</q1>.',
    '<k1>Según</k1> <e1>Ana Roldán</e1>, <q1>las bombas llevaban seis años sin revisión</q1>.',
    'La película «Aguas quietas» se estrena el viernes y la llamada “solución pequeña” queda descartada.',
    '<e1>Luis Cebrián</e1> <k1>calificó</k1> el plan de <q1>«un puente que empieza por el medio»</q1>.',
    '<q1>«He leído la carta dos veces</q1> —<k1>dijo</k1> <e1>Cebrián</e1>—, <q1>y no mejora»</q1>.',
  ],
  unseen: [
    '<q1>«Nadie nos avisó»</q1>, <k1>lamenta</k1> <e1>Marta Quintana</e1>, que vive en el muelle desde hace cuarenta años. <q1>«Ahora es tarde»</q1>.',
    '<e1>La alcaldesa</e1> <k1>aseguró</k1> que las obras acabarán <q1>“antes de las primeras tormentas”</q1>.',
    '“Marea baja”, la taberna de enfrente, ya estaba llena cuando terminó el pleno.',
    'A la pregunta de si subirán los impuestos, <e1>el consejero</e1> <k1>respondió</k1>: <q1>«Pregúntenme en junio»</q1>.',
  ],
  hard: [
    'El alcalde insistió en que el túnel, bautizado por los vecinos como «la cueva», abrirá en marzo. La obra se llama «Paso Norte».',
    '<q1>«No hay dinero para todo»</q1>, <k1>zanjó</k1> <e1>la responsable</e1> de Hacienda.',
    'La portavoz vecinal, <e1>Rosa Milá</e1>, <k1>denunció</k1> <q1>“el abandono de las escaleras”</q1> y pidió una reunión urgente.',
  ],
}

const italian: Paragraphs = {
  language: 'it',
  register: [],
  seen: [
    '<q1>«Non ci faremo mettere fretta»</q1>, <k1>ha detto</k1> <e1>Elena Russo</e1> lunedì.',
    '<e1>Il ministro</e1> <k1>ha risposto</k1>: <q1>«Chiedetemelo a giugno»</q1>.',
    '<q1>“È una città piccola”</q1>, <k1>spiega</k1> <e1>lei</e1>, <q1>“e le città piccole non dimenticano”</q1>.',
    '<k1>Secondo</k1> <e1>Elena Russo</e1>, <q1>le pompe non venivano controllate da sei anni</q1>.',
    'Il film «Acque ferme» esce venerdì e la cosiddetta “soluzione piccola” è tramontata.',
  ],
  unseen: [
    '<q1>«Il porto non è in vendita»</q1>, <k1>ribadisce</k1> <e1>Paolo Ferrante</e1>, segretario del sindacato.',
    '<q1>«Ho letto la lettera due volte</q1> – <k1>racconta</k1> <e1>la sindaca</e1> – <q1>e non migliora»</q1>.',
    '<e1>Giulia Conti</e1> <k1>ha definito</k1> il piano <q1>«un ponte cominciato dal mezzo»</q1>.',
  ],
  hard: [
    '<q1>«Non chiuderemo nessuna scuola»</q1>, <k1>promette</k1> <e1>l’assessore</e1> in consiglio. Dal fondo qualcuno urla «vergogna».',
    'Il libro, «Acqua alta», racconta la laguna come «una casa senza porte».',
  ],
}

const portuguese: Paragraphs = {
  language: 'pt',
  register: [],
  seen: [
    '<q1>“Não vamos ter pressa”</q1>, <k1>disse</k1> <e1>Ana Teles</e1> na segunda-feira.',
    '<e1>O porta-voz</e1> <k1>afirmou</k1>: <q1>“A revisão continua e não haverá nada antes de maio.”</q1>',
    '<k1>Segundo</k1> <e1>Ana Teles</e1>, <q1>as bombas estavam sem manutenção havia seis anos</q1>.',
    'O filme “Águas paradas” estreia na sexta e a chamada “solução pequena” caiu.',
  ],
  unseen: [
    '<q1>“Ninguém nos avisou”</q1>, <k1>lamentou</k1> <e1>Rui Faria</e1>, que mora no cais há quarenta anos. <q1>“Agora é tarde.”</q1>',
    'Questionada sobre os prazos, <e1>a prefeita</e1> <k1>respondeu</k1>: <q1>“Perguntem-me em junho.”</q1>',
    '<k1>De acordo com</k1> <e1>o sindicato</e1>, <q1>metade dos barcos ficará no porto</q1>.',
  ],
  hard: [
    'O livro “Maré alta”, diz a editora, vendeu vinte mil exemplares; “Maré baixa” vendeu trezentos.',
    '<q1>“Isto não é um plano”</q1>, <k1>atirou</k1> a deputada <e1>Inês Moura</e1>, <q1>“é uma lista de compras.”</q1>',
  ],
}

const dutch: Paragraphs = {
  language: 'nl',
  register: [],
  seen: [
    '<q1>‘We laten ons niet opjagen’</q1>, <k1>zei</k1> burgemeester <e1>Anna de Wit</e1> maandag.',
    '<e1>De woordvoerder</e1> <k1>verklaarde</k1>: <q1>“Het onderzoek loopt nog. Voor mei komt er niets.”</q1>',
    '<k1>Volgens</k1> <e1>Anna de Wit</e1> <q1>waren de pompen zes jaar lang niet nagekeken</q1>.',
    'De film ‘Stil water’ draait vanaf vrijdag en de ‘kleine oplossing’ is van tafel.',
  ],
  unseen: [
    '<q1>„Niemand heeft ons gewaarschuwd”</q1>, <k1>klaagt</k1> <e1>Piet Hoekstra</e1>, die al veertig jaar aan de kade woont. <q1>„Nu is het te laat.”</q1>',
    '<q1>‘Vraag het me in juni’</q1>, <k1>antwoordde</k1> <e1>de minister</e1>, <q1>‘dan weet ik meer.’</q1>',
    '<e1>Marieke van der Laan</e1> <k1>noemde</k1> het plan <q1>‘een brug die in het midden begint’</q1>.',
  ],
  hard: [
    'De wethouder sprak van een ‘lichte vertraging’; de krant schreef ‘stilstand’.',
    '<q1>‘Ik heb die brief nooit gezien’</q1>, <k1>aldus</k1> <e1>Hoekstra</e1>. De zaak-‘Kade’ loopt al drie jaar.',
  ],
}

const russian: Paragraphs = {
  language: 'ru',
  register: [],
  seen: [
    '<q1>«Мы не будем спешить»</q1>, — <k1>сказала</k1> <e1>Анна Орлова</e1> в понедельник.',
    '<e1>Министр</e1> <k1>ответил</k1>: <q1>«Спросите меня в июне»</q1>.',
    '<q1>«Это маленький город,</q1> — <k1>говорит</k1> <e1>она</e1>, — <q1>а маленькие города ничего не забывают»</q1>.',
    '<k1>По словам</k1> <e1>Анны Орловой</e1>, <q1>насосы не проверяли шесть лет</q1>.',
    'Фильм «Тихая вода» выходит в пятницу, а так называемое «малое решение» снято с повестки.',
  ],
  unseen: [
    '<q1>«Порт не продаётся»</q1>, — <k1>заявил</k1> <e1>Пётр Лавров</e1>, председатель профсоюза.',
    '<q1>«Нас никто не предупредил,</q1> — <k1>пожаловалась</k1> <e1>жительница</e1> набережной. — <q1>Теперь уже поздно»</q1>.',
    '<e1>Ольга Белова</e1> <k1>назвала</k1> план <q1>«мостом, который начали с середины»</q1>.',
  ],
  hard: [
    'Книга «Прилив», как считает критик, написана слишком быстро; «Отлив» ждали десять лет.',
    '<q1>«Мы никого не увольняем»</q1>, — <k1>подчеркнул</k1> <e1>глава</e1> верфи. Завод «Маяк» основан в 1931 году.',
  ],
}

export const LANGUAGES: readonly Paragraphs[] = [english, german, french, spanish, italian, portuguese, dutch, russian]
