import type { DatasetSource, Exporter } from '../kit/exporter.ts'
import { type LossLog, SUGGESTIONS_LOSS } from '../kit/losses.ts'

/**
 * An exporter that declares and counts suggestions as lost, where it does not write them: what nobody has accepted has a
 * place in few formats, and none may drop it without a word.
 */
export function losingSuggestions(exporter: Exporter): Exporter {
  if (exporter.suggestions) return exporter
  return {
    ...exporter,
    losses: [...exporter.losses, SUGGESTIONS_LOSS],
    parts: (source, options, fileName, losses) => exporter.parts(counting(source, losses), options, fileName, losses),
  }
}

/** The same source, which records its suggestions as lost. An id counts once, however often a format reads it. */
const counting = (source: DatasetSource, losses: LossLog): DatasetSource => ({
  ...source,
  *articles() {
    for (const item of source.articles()) {
      for (const { prediction } of item.suggestions) losses.add(SUGGESTIONS_LOSS.id, prediction.id)
      yield item
    }
  },
})
