import type { AnnotationType, Codebook, ColorName } from '../record/codebook.ts'

const label = (
  id: string,
  key: string,
  color: ColorName,
  description: string,
  ...examples: readonly string[]
): AnnotationType => ({ id, name: id, key, color, description, examples, spanless: false, attributes: [], roles: [] })

/**
 * The eighteen entity types of OntoNotes 5.0: eleven of names, seven of values. Letters that the window needs for itself
 * are left out.
 *
 * @see Eduard Hovy, Mitchell Marcus, Martha Palmer, Lance Ramshaw, Ralph Weischedel (2006): OntoNotes: The 90% Solution.
 * HLT-NAACL 2006.
 * @see Ralph Weischedel and others (2013): OntoNotes Release 5.0. Linguistic Data Consortium, LDC2013T19.
 */
export const ontonotes18: Codebook = {
  kind: 'codebook',
  id: 'ontonotes-18',
  name: 'OntoNotes, 18 types',
  description: 'Names of eleven kinds, and dates, amounts and other values of seven kinds.',
  guidelines:
    'Tag the longest name or value; tags do not overlap. An article before a name belongs to it only where it is part of the name. Units belong to the value.',
  version: 1,
  types: [
    label('PERSON', 'P', 'blue', 'A person, real or fictional, by name.', 'Ada Lind'),
    label('NORP', 'B', 'purple', 'A nationality, or a religious or political group.', 'Danish', 'Social Democrats'),
    label(
      'FAC',
      'F',
      'cyan',
      'Something built that has a name: a bridge, an airport, a road, a building.',
      'Pier Seven',
    ),
    label('ORG', 'O', 'orange', 'A company, agency, institution or other organization.', 'Harbour Union'),
    label('GPE', 'G', 'green', 'A country, state, region or town, as a place with a government.', 'Lindhaven'),
    label(
      'LOC',
      'L',
      'green',
      'A place without a government of its own: a sea, a mountain, a part of the world.',
      'the Northern Sound',
    ),
    label(
      'PRODUCT',
      'D',
      'red',
      'A thing that is made and has a name: a vehicle, a device, food. No services.',
      'Sea Otter ferry',
    ),
    label(
      'EVENT',
      'E',
      'yellow',
      'A storm, battle, war, sports event or other event with a name.',
      'the Harbour Festival',
    ),
    label(
      'WORK_OF_ART',
      'W',
      'purple',
      'The title of a book, song, film, programme or other work.',
      '“The Last Ferry”',
    ),
    label('LAW', 'A', 'red', 'A law, treaty or other document with legal force, by its name.', 'the Ports Act'),
    label('LANGUAGE', 'U', 'cyan', 'A language that has a name.', 'Danish, in “she spoke Danish”'),
    label(
      'DATE',
      'T',
      'yellow',
      'A date or a period of a day or more, absolute or relative.',
      '10 February',
      'last year',
    ),
    label('TIME', 'H', 'yellow', 'A time of day or a period of less than a day.', 'two hours', 'at noon'),
    label('PERCENT', 'C', 'grey', 'A percentage, with its sign or word.', '40 percent'),
    label('MONEY', 'M', 'grey', 'An amount of money, with its unit.', '1.2 million euros'),
    label('QUANTITY', 'Q', 'grey', 'A measure of weight, distance or the like, with its unit.', '900 metres'),
    label('ORDINAL', 'I', 'grey', 'A number that says a place in an order.', 'first', '3rd'),
    label('CARDINAL', 'K', 'grey', 'Any other number.', '1,200', 'three'),
  ],
}
