import type { Check } from '../check.ts'
import { annotators } from './annotators.ts'
import { articleTexts } from './article-texts.ts'
import { batches } from './batches.ts'
import { blocks } from './blocks.ts'
import { bodyHashes } from './body-hashes.ts'
import { codebookHashes } from './codebook-hashes.ts'
import { codebookVersions } from './codebook-versions.ts'
import { columns } from './columns.ts'
import { currentCodebookCheck } from './current-codebook.ts'
import { danglingRelations } from './dangling-relations.ts'
import { entityKindsCheck } from './entity-kinds.ts'
import { fileIntegrity } from './file-integrity.ts'
import { foreignKeysCheck } from './foreign-keys.ts'
import { fragments } from './fragments.ts'
import { history } from './history.ts'
import { logAuthors } from './log-authors.ts'
import { logFollows } from './log-follows.ts'
import { logHashes } from './log-hashes.ts'
import { logLines } from './log-lines.ts'
import { logOrder } from './log-order.ts'
import { logTimes } from './log-times.ts'
import { mentions } from './mentions.ts'
import { offsets } from './offsets.ts'
import { originalHashes } from './original-hashes.ts'
import { orphanedOriginals } from './orphaned-originals.ts'
import { orphanedTexts } from './orphaned-texts.ts'
import { predictionLinks } from './prediction-links.ts'
import { projectRecord } from './project-record.ts'
import { quotes } from './quotes.ts'
import { recordsAsLogged } from './records-as-logged.ts'
import { recordTimes } from './record-times.ts'
import { rejections } from './rejections.ts'
import { relationHomes } from './relation-homes.ts'
import { replicas } from './replicas.ts'
import { roles } from './roles.ts'
import { schema } from './schema.ts'
import { splitCharacters } from './split-characters.ts'
import { textLengths } from './text-lengths.ts'
import { textMarks } from './text-marks.ts'
import { types } from './types.ts'
import { unreadableLines } from './unreadable-lines.ts'
import { unreadablePages } from './unreadable-pages.ts'
import { unreadableRecords } from './unreadable-records.ts'
import { unreadableTexts } from './unreadable-texts.ts'
import { values } from './values.ts'

/** Every check, in the order in which they are listed. A new one is a file in this folder and a line here. */
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
