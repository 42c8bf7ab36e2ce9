import { offsetConverter } from '../../../model/text/offsets.ts'
import type { Annotator } from '../../../model/record/project.ts'
import { append } from '../../../model/value/append.ts'
import type { SuggestionExtra } from '../kit/standoff/extra.ts'
import { modelOf } from './shared.ts'
import { FRAGMENTS_LOSS } from '../kit/writing/common-losses.ts'
import type { ExportedArticle } from '../kit/exporter.ts'
import { createLinks, type Inputs, regionId, regionResults } from './write-regions.ts'
import { type LossKind, type LossLog, SUGGESTIONS_LOSS } from '../kit/losses.ts'

/** What predictions of Label Studio have no place for. */
export const PREDICTIONS_LOSS: LossKind = {
  id: SUGGESTIONS_LOSS.id,
  what: 'Suggestions about the whole article are left out, and links between suggestions of two programs.',
}

/** The predictions of a task, one a program, and what goes along of each. */
export function predictionsOf(
  { text, suggestions }: Pick<ExportedArticle, 'text' | 'suggestions'>,
  annotators: readonly Annotator[],
  inputs: Inputs,
  losses: LossLog,
): { readonly predictions: readonly unknown[]; readonly extra: readonly SuggestionExtra[] } {
  const { toFile } = offsetConverter(text, 'codepoint')
  const names = new Map(annotators.map(({ id, name }) => [id, name]))
  const results = new Map<string, unknown[]>()
  const sourceOf = new Map<string, string>()
  const written = suggestions.filter(({ prediction: { id, fragments, source } }) => {
    if (fragments.length === 0) losses.add(PREDICTIONS_LOSS.id, id)
    else sourceOf.set(id, source)
    return fragments.length > 0
  })
  const extra = written.map(({ prediction, rejection }): SuggestionExtra => {
    const { id, type, fragments, attributes, note, score, source, createdAt } = prediction
    if (fragments.length > 1) losses.add(FRAGMENTS_LOSS.id, id)
    const list = results.get(source) ?? []
    results.set(source, list)
    const said = { type, attributes, note, confidence: score }
    fragments.forEach(({ start, end, quote }, i) => {
      const span = { start: toFile(start), end: toFile(end), quote, said }
      append(list, regionResults(span, regionId(id, i + 1), i === 0, inputs))
    })
    const rejected = rejection && {
      annotator: names.get(rejection.annotator) ?? rejection.annotator,
      createdAt: rejection.createdAt,
    }
    const places = fragments.map(({ start, end }): [number, number] => [toFile(start), toFile(end)])
    return { id, type, fragments: places, source, createdAt, rejected }
  })
  const linkOf = createLinks()
  for (const { prediction } of written) {
    for (const { role, target } of prediction.links) {
      if (sourceOf.get(target) === prediction.source) {
        const made = linkOf(prediction.id, target, role)
        if (made) results.get(prediction.source)?.push(made)
      } else losses.add(PREDICTIONS_LOSS.id, prediction.id)
    }
  }
  const predictions = [...results].map(([source, result]) => ({ model_version: modelOf(source), result }))
  return { predictions, extra }
}
