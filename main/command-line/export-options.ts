import { ANNOTATION_STATUSES } from '../../model/record/annotation.ts'
import { OFFSET_UNITS } from '../../model/text/offsets.ts'
import { exporters } from '../formats/index.ts'
import { settingsFailure } from '../formats/registry/exporter-registry.ts'
import type { ExportJob } from '../datasets/export/job.ts'
import { assignment, type Command, type CommandOptions, type FromOptions, wrong } from './command.ts'

export const formatIds = (): string => exporters.all.map(({ id }) => id).join('|')

const profileIds = [...new Set(exporters.all.flatMap(({ profiles }) => profiles.map(({ id }) => id)))].join('|')

/** What can be said of an export, apart from its format. */
export const EXPORT_OPTIONS = {
  out: ['PATH', 'file to write'],
  profile: [profileIds, 'variant of the format (see "formats")'],
  offsets: [OFFSET_UNITS.join('|'), 'what offsets count (codepoint)'],
  article: ['ID', 'one article only (may be repeated, like the next three)'],
  type: ['ID', 'annotations of this type only'],
  status: [ANNOTATION_STATUSES.join('|'), 'annotations of this status only'],
  annotator: ['ID', 'annotations of this annotator only'],
  set: ['NAME=VALUE', 'a setting of the format (see "formats")'],
  'no-texts': ['', 'without the texts of the articles, if the format allows it'],
  split: ['', 'a file for each article; PATH is a folder, or ends in .zip'],
  'dry-run': ['', 'only say what would be written and lost'],
} as const satisfies Command['options']

/** The options of an export into a format. */
export function exportOptions(
  options: CommandOptions,
  format: string,
): FromOptions<Omit<ExportJob, 'project' | 'out'>> {
  const { profile = null } = options
  const known = exporters.find(format, profile)
  if (!known.ok) return wrong(`${known.failure.message} ${known.failure.action}`)
  const { exporter } = known.value
  const offsets = OFFSET_UNITS.find((unit) => unit === (options.offsets ?? 'codepoint'))
  if (!offsets) return wrong(`--offsets is one of ${OFFSET_UNITS.join(', ')}.`)
  if (options.offsets !== undefined && exporter.offsetUnit !== 'any' && exporter.offsetUnit !== offsets) {
    const fixed = exporter.offsetUnit === null ? 'has no offsets' : `always counts in ${exporter.offsetUnit}`
    return wrong(`${exporter.title} ${fixed}: leave --offsets out.`)
  }
  const statuses = options.status?.map((given) => ANNOTATION_STATUSES.find((status) => status === given))
  if (statuses?.includes(undefined)) return wrong(`--status is one of ${ANNOTATION_STATUSES.join(', ')}.`)
  const settings: Record<string, string> = {}
  for (const item of options.set ?? []) {
    const pair = assignment('set', item)
    if (!pair.ok) return pair
    settings[pair.value[0]] = pair.value[1]
  }
  const unknown = settingsFailure(exporter, settings)
  if (unknown) return wrong(`${unknown.failure.message} ${unknown.failure.action}`)
  if (options['no-texts'] && !exporter.textsOptional) return wrong(`${exporter.title} needs the texts.`)
  const split = options.split === true
  if (options.out === undefined && (split || exporter.shape === 'folder')) {
    return wrong('This makes many files: name a folder, or a file that ends in .zip, with --out.')
  }
  return {
    ok: true,
    value: {
      format,
      profile,
      offsets,
      filter: {
        articles: options.article ?? null,
        types: options.type ?? null,
        statuses: statuses?.filter((status) => status !== undefined) ?? null,
        annotators: options.annotator ?? null,
      },
      texts: options['no-texts'] !== true,
      split,
      settings,
      dryRun: options['dry-run'] === true,
    },
  }
}
