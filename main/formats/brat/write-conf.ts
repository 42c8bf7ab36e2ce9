import type { AnnotationType, ColorName } from '../../../model/record/codebook.ts'
import { argumentName, bratName, inOneLine } from './shared.ts'
import type { DatasetSource } from '../kit/exporter.ts'

/* brat's configuration of a collection: what can be annotated in it, and how that looks. */

/** Types of the codebook, and those in use that it does not know. */
function typesOf({ codebook, attributesInUse }: DatasetSource): readonly AnnotationType[] {
  const unknown = [...attributesInUse.keys()].filter((id) => !codebook.types.some((type) => type.id === id))
  return [
    ...codebook.types,
    ...unknown.map(
      (id): AnnotationType => ({
        id,
        name: id,
        key: '',
        color: 'grey',
        description: '',
        spanless: false,
        attributes: [],
        roles: [],
      }),
    ),
  ]
}

/** With events, types that have roles are events with arguments. */
export function* annotationConf(source: DatasetSource, events: boolean): Iterable<string> {
  const types = typesOf(source)
  const isEvent = ({ roles }: AnnotationType): boolean => events && roles.length > 0
  yield '[entities]\n\n'
  for (const type of types) if (!isEvent(type)) yield `${bratName(type.id)}\n`
  yield '\n[relations]\n\n'
  // Without this line brat refuses annotations that overlap.
  yield '<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n'
  const known = new Set<string>()
  for (const type of types) {
    for (const { id, toTypes } of type.roles) {
      known.add(id)
      if (toTypes.length > 0 && !isEvent(type))
        yield `${bratName(id)}\tArg1:${bratName(type.id)}, Arg2:${toTypes.map(bratName).join('|')}\n`
    }
  }
  for (const role of source.rolesInUse) if (!known.has(role)) yield `${bratName(role)}\tArg1:<ANY>, Arg2:<ANY>\n`
  yield '\n[events]\n\n'
  for (const type of types) {
    if (!isEvent(type)) continue
    const links = type.roles.filter(({ toTypes }) => toTypes.length > 0)
    const ends = links.map(({ id, toTypes }) => `${argumentName(id)}*:${toTypes.map(bratName).join('|')}`)
    yield `${bratName(type.id)}${ends.length > 0 ? `\t${ends.join(', ')}` : ''}\n`
  }
  yield '\n[attributes]\n\n'
  yield* attributeLines(types)
}

/** In brat an attribute is one thing, whatever types have it, so the same id of two types becomes one line. */
function* attributeLines(types: readonly AnnotationType[]): Iterable<string> {
  const attributes = new Map<string, { readonly types: Set<string>; readonly values: Set<string> }>()
  for (const type of types) {
    for (const attribute of type.attributes) {
      if (attribute.input !== 'choice' || attribute.values.length === 0) continue
      const line = attributes.get(attribute.id) ?? { types: new Set(), values: new Set() }
      attributes.set(attribute.id, line)
      line.types.add(type.id)
      for (const { id } of attribute.values) line.values.add(id)
    }
  }
  const listed = (names: Iterable<string>): string => [...names].map(bratName).join('|')
  for (const [id, line] of attributes)
    yield `${bratName(id)}\tArg:${listed(line.types)}, Value:${listed(line.values)}\n`
}

const COLORS: Readonly<Record<ColorName, string>> = {
  blue: '#a9c9ff',
  orange: '#ffcf99',
  green: '#b5e3b0',
  purple: '#dcc4f5',
  grey: '#d9d9d9',
  red: '#ffb3b3',
  yellow: '#fff0a3',
  cyan: '#a8e6e6',
}

export function* visualConf(source: DatasetSource): Iterable<string> {
  const types = typesOf(source)
  const label = (id: string, name: string): string =>
    `${bratName(id)} | ${inOneLine(name).replaceAll('|', '/').trim() || bratName(id)}\n`
  yield '[labels]\n\n'
  const told = new Set<string>()
  for (const type of types) {
    for (const { id, name } of [type, ...type.roles]) {
      if (!told.has(id)) yield label(id, name)
      told.add(id)
    }
  }
  yield '\n[drawing]\n\nSPAN_DEFAULT\tfgColor:black, bgColor:#d9d9d9, borderColor:darken\n'
  yield 'ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5\n'
  for (const { id, color } of types) yield `${bratName(id)}\tbgColor:${COLORS[color]}\n`
}
