import type { Check } from '../check.ts'
import { codebookHashes } from './codebook/codebook-hashes.ts'
import { codebookVersions } from './codebook/codebook-versions.ts'
import { currentCodebookCheck } from './codebook/current-codebook.ts'
import { entityKindsCheck } from './codebook/entity-kinds.ts'
import { roles } from './codebook/roles.ts'
import { types } from './codebook/types.ts'
import { values } from './codebook/values.ts'
import { fileIntegrity } from './file/file-integrity.ts'
import { foreignKeysCheck } from './file/foreign-keys.ts'
import { schema } from './file/schema.ts'
import { unreadablePages } from './file/unreadable-pages.ts'
import { batches } from './log/batches.ts'
import { history } from './log/history.ts'
import { logAuthors } from './log/log-authors.ts'
import { logFollows } from './log/log-follows.ts'
import { logHashes } from './log/log-hashes.ts'
import { logLines } from './log/log-lines.ts'
import { logOrder } from './log/log-order.ts'
import { logTimes } from './log/log-times.ts'
import { replicas } from './log/replicas.ts'
import { unreadableLines } from './log/unreadable-lines.ts'
import { fragments } from './places/fragments.ts'
import { offsets } from './places/offsets.ts'
import { quotes } from './places/quotes.ts'
import { rejections } from './places/rejections.ts'
import { splitCharacters } from './places/split-characters.ts'
import { columns } from './records/columns.ts'
import { projectRecord } from './records/project-record.ts'
import { recordTimes } from './records/record-times.ts'
import { recordsAsLogged } from './records/records-as-logged.ts'
import { unreadableRecords } from './records/unreadable-records.ts'
import { annotators } from './references/annotators.ts'
import { danglingRelations } from './references/dangling-relations.ts'
import { mentions } from './references/mentions.ts'
import { predictionLinks } from './references/prediction-links.ts'
import { relationHomes } from './references/relation-homes.ts'
import { articleTexts } from './texts/article-texts.ts'
import { blocks } from './texts/blocks.ts'
import { bodyHashes } from './texts/body-hashes.ts'
import { originalHashes } from './texts/original-hashes.ts'
import { orphanedOriginals } from './texts/orphaned-originals.ts'
import { orphanedTexts } from './texts/orphaned-texts.ts'
import { textLengths } from './texts/text-lengths.ts'
import { textMarks } from './texts/text-marks.ts'
import { unreadableTexts } from './texts/unreadable-texts.ts'

/**
 * Every check, in the order in which they are listed. A new one is a file in the folder of what it looks at, and a line
 * here.
 */
export const CHECKS: readonly Check[] = [
  fileIntegrity,
  unreadablePages,
  schema,
  foreignKeysCheck,
  ...unreadableRecords,
  unreadableTexts,
  unreadableLines,
  projectRecord,
  currentCodebookCheck,
  codebookHashes,
  codebookVersions,
  columns,
  bodyHashes,
  articleTexts,
  textLengths,
  textMarks,
  blocks,
  originalHashes,
  orphanedTexts,
  orphanedOriginals,
  fragments,
  offsets,
  quotes,
  splitCharacters,
  types,
  values,
  danglingRelations,
  relationHomes,
  roles,
  mentions,
  entityKindsCheck,
  predictionLinks,
  rejections,
  annotators,
  recordTimes,
  logLines,
  logHashes,
  logAuthors,
  logTimes,
  logOrder,
  logFollows,
  recordsAsLogged,
  replicas,
  history,
  batches,
]
