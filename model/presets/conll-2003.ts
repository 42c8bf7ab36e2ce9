import type { AnnotationType, Codebook, ColorName } from '../record/codebook.ts'

const label = (
  id: string,
  key: string,
  color: ColorName,
  description: string,
  examples: readonly string[],
): AnnotationType => ({ id, name: id, key, color, description, examples, spanless: false, attributes: [], roles: [] })

/**
 * Named entities with the four labels of the CoNLL-2003 shared task.
 *
 * @see Erik F. Tjong Kim Sang, Fien De Meulder (2003): Introduction to the CoNLL-2003 Shared Task: Language-Independent
 * Named Entity Recognition. CoNLL 2003.
 */
export const conll2003: Codebook = {
  kind: 'codebook',
  id: 'conll-2003',
  name: 'CoNLL-2003 named entities',
  description: 'Names of persons, organizations and locations, and other names.',
  guidelines:
    'Tag names only, no pronouns and no descriptions. Names do not overlap: of a name inside a name the longer one is tagged. Titles such as “Mr” stay outside.',
  version: 1,
  types: [
    label('PER', 'P', 'blue', 'The name of a person, an animal with a name, or a fictional character.', [
      'Ada Lind',
      'Captain Brandt’s “Brandt”',
    ]),
    label('ORG', 'O', 'orange', 'The name of a company, authority, party, team or other body of people.', [
      'Harbour Union',
      'Ministry of Transport',
    ]),
    label('LOC', 'L', 'green', 'The name of a place: country, town, river, mountain, street or building.', [
      'Lindhaven',
      'Northern Sound',
    ]),
    label('MISC', 'M', 'grey', 'Any other name, and words made from names: nationalities, events, works, prizes.', [
      'Danish',
      'Harbour Festival',
    ]),
  ],
}
