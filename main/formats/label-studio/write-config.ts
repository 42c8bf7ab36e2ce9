import type { DatasetSource } from '../kit/exporter.ts'
import { xmlAttributes } from '../kit/writing/xml-text.ts'

/** Names of the controls of the configuration; results say by them what they belong to. */
export const LABELS_CONTROL = 'label'
export const TEXT_OBJECT = 'text'
export const attributeControl = (type: string, attribute: string): string => `${type}.${attribute}`

/** The control of an attribute: one of given values, or any text. */
export type AttributeInput = 'choices' | 'textarea'

interface ConfiguredAttribute {
  readonly id: string
  readonly name: string
  readonly input: AttributeInput
  readonly values: readonly { readonly id: string; readonly name: string }[]
}

interface ConfiguredType {
  readonly id: string
  readonly name: string
  readonly key: string | null
  readonly attributes: readonly ConfiguredAttribute[]
}

/** Types and attributes of the codebook, and those that annotations have beyond it. */
export function configuredTypes({ codebook, attributesInUse }: DatasetSource): ConfiguredType[] {
  const ids = new Set([...codebook.types.map(({ id }) => id), ...attributesInUse.keys()])
  return [...ids].map((id) => {
    const type = codebook.types.find((candidate) => candidate.id === id)
    const known = (type?.attributes ?? []).map((attribute): ConfiguredAttribute => {
      const values = attribute.input === 'choice' ? attribute.values : []
      return {
        id: attribute.id,
        name: attribute.name,
        input: attribute.input === 'choice' ? 'choices' : 'textarea',
        values,
      }
    })
    const others = (attributesInUse.get(id) ?? [])
      .filter((name) => !known.some((attribute) => attribute.id === name))
      .map((name): ConfiguredAttribute => ({ id: name, name, input: 'textarea', values: [] }))
    return {
      id,
      name: type?.name ?? id,
      key: type?.retired ? null : (type?.key ?? null),
      attributes: [...known, ...others],
    }
  })
}

/**
 * The labelling configuration for a project of Label Studio: what the tasks' results refer to. Labels and choices are
 * named by the ids of the codebook, because results hold what is shown.
 */
export function* labelStudioConfig(source: DatasetSource): Iterable<string> {
  const types = configuredTypes(source)
  yield '<View>\n'
  yield `  <Labels${xmlAttributes({ name: LABELS_CONTROL, toName: TEXT_OBJECT })}>\n`
  for (const { id, name, key } of types) {
    yield `    <Label${xmlAttributes({ value: id, hint: name, hotkey: key?.toLowerCase() ?? null })}/>\n`
  }
  yield '  </Labels>\n'
  yield `  <Text${xmlAttributes({ name: TEXT_OBJECT, value: '$text', granularity: 'symbol' })}/>\n`
  for (const { id, attributes } of types) {
    if (attributes.length === 0) continue
    const shown = { visibleWhen: 'region-selected', whenTagName: LABELS_CONTROL, whenLabelValue: id }
    yield `  <View${xmlAttributes(shown)}>\n`
    for (const attribute of attributes) yield* attributeLines(id, attribute)
    yield '  </View>\n'
  }
  const roles = new Set([
    ...source.codebook.types.flatMap((type) => type.roles.map(({ id }) => id)),
    ...source.rolesInUse,
  ])
  yield '  <Relations>\n'
  for (const value of roles) yield `    <Relation${xmlAttributes({ value })}/>\n`
  yield '  </Relations>\n</View>\n'
}

function* attributeLines(type: string, { id, name, input, values }: ConfiguredAttribute): Iterable<string> {
  const control = xmlAttributes({ name: attributeControl(type, id), toName: TEXT_OBJECT, perRegion: true })
  yield `    <Header${xmlAttributes({ value: name, size: 6 })}/>\n`
  if (input === 'textarea') {
    yield `    <TextArea${control} maxSubmissions="1" editable="true"/>\n`
    return
  }
  yield `    <Choices${control} choice="single" showInline="true">\n`
  for (const value of values) yield `      <Choice${xmlAttributes({ value: value.id, hint: value.name })}/>\n`
  yield '    </Choices>\n'
}
