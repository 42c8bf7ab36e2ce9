/* How predictions of Label Studio name the program that made them: by the version of a model, or not at all. */

const TITLE = 'Label Studio'
const BEFORE = `${TITLE}: `

/** The program as people read it: "Label Studio: ner-3". */
export const sourceOf = (model: string | null): string => (model === null || model === '' ? TITLE : BEFORE + model)

/** The version of the model, for a program that {@link sourceOf} named; any other is its own name. */
export function modelOf(source: string): string | undefined {
  if (source === TITLE) return undefined
  return source.startsWith(BEFORE) ? source.slice(BEFORE.length) : source
}
