import { type Failure, fail, ok, type Result } from '../../../model/value/result.ts'
import type { Exporter } from '../kit/exporter.ts'
import { losingSuggestions } from './lose-suggestions.ts'
import { rejectDuplicates } from './reject-duplicates.ts'

export interface ExporterRegistry {
  readonly all: readonly Exporter[]
  /** The exporter and its profile (null: its default); `unknown-format` where there is none. */
  find(format: string, profile: string | null): Result<{ readonly exporter: Exporter; readonly profile: string | null }>
}

/** Throws where two exporters share an id. */
export function createExporterRegistry(given: readonly Exporter[]): ExporterRegistry {
  const all = given.map(losingSuggestions)
  rejectDuplicates(
    all.map(({ id }) => id),
    'exporters',
  )
  const names = (items: readonly { readonly id: string }[]): string => items.map(({ id }) => id).join(', ')
  return {
    all,
    find(format, profile) {
      const exporter = all.find(({ id }) => id === format)
      if (!exporter) {
        return fail('unknown-format', `There is no export format "${format}".`, `Choose one of: ${names(all)}.`)
      }
      const [usual] = exporter.profiles
      if (profile === null) return ok({ exporter, profile: usual?.id ?? null })
      if (exporter.profiles.some(({ id }) => id === profile)) return ok({ exporter, profile })
      const choice = usual ? `Choose one of: ${names(exporter.profiles)}.` : 'Export without a profile.'
      return fail('unknown-format', `${exporter.title} has no profile "${profile}".`, choice)
    },
  }
}

/** File extension of a format in a profile, without the leading dot: "csv", "excel.csv". */
export const exportExtension = (exporter: Exporter, profile: string | null): string =>
  exporter.profiles.find(({ id }) => id === profile)?.extension ?? exporter.extension

/** A file name that ends as its format and profile want it: "data.csv" becomes "data.excel.csv" in the Excel profile. */
export function exportFileName(fileName: string, exporter: Exporter, profile: string | null): string {
  const wanted = `.${exportExtension(exporter, profile)}`
  if (fileName.toLowerCase().endsWith(wanted)) return fileName
  const usual = `.${exporter.extension}`
  if (wanted === usual) return fileName
  const base = fileName.toLowerCase().endsWith(usual) ? fileName.slice(0, -usual.length) : fileName
  return `${base}${wanted}`
}

/** A failure for an unknown setting, or for a value that a setting does not have; null where all are right. */
export function settingsFailure(
  { title, settings }: Exporter,
  given: Readonly<Record<string, string>>,
): { readonly ok: false; readonly failure: Failure } | null {
  for (const [id, value] of Object.entries(given)) {
    const setting = settings.find((candidate) => candidate.id === id)
    if (!setting) {
      const known = settings.map((candidate) => candidate.id).join(', ')
      const action = known === '' ? 'Export without it.' : `Choose one of: ${known}.`
      return fail('unknown-format', `${title} has no setting "${id}".`, action)
    }
    if (setting.values && !setting.values.some((choice) => choice.id === value)) {
      const choices = setting.values.map((choice) => choice.id).join(', ')
      return fail('unknown-format', `"${value}" is no value of the setting "${id}".`, `Choose one of: ${choices}.`)
    }
  }
  return null
}
