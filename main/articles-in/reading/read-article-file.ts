import { basename } from 'node:path'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { withLanguage } from '../detect-language.ts'
import type { Importer, ImportOptions, ReadArticle, ReadFile } from '../importer.ts'
import { importers } from '../index.ts'
import { readBytes } from '../../files/read-bytes.ts'
import { engineLimit } from '../../files/engine-limits.ts'
import { openZip, type ZipArchive } from '../../files/zip.ts'
import { sniffZip } from '../../files/zip-signature.ts'
import { isSkipped, isHidden } from './skipped-files.ts'
import type { ReadAnswer, ReadRequest, FileLocation } from './read-messages.ts'
import { statsOf } from '../../files/file-stats.ts'
import { storable, unstorableCount } from '../../../model/value/storable.ts'

/** An archive inside another one. */
const NESTED = /\.zip$/i

/** The archive that was opened last: requests for its files come one by one. */
let lastArchive: { readonly identity: string; readonly zip: ZipArchive } | null = null

/** Tells an archive from one that has replaced it since: threads outlive an import. */
function identityOf(path: string): string {
  const stats = statsOf(path)
  return JSON.stringify([path, stats?.dev, stats?.ino, stats?.size, stats?.mtimeMs])
}

/** Reads one file: finds its importer and runs it. For an archive, lists the files in it. */
export async function readArticleFile({ location, importer, options }: ReadRequest): Promise<ReadAnswer> {
  const { fileName } = location
  const bytes = await bytesAt(location)
  if (!bytes.ok) return bytes
  const found = importer === null ? importers.find(bytes.value, basename(fileName)) : byId(importer)
  if (!found.ok) {
    const isArchive = importer === null && location.entry === null && sniffZip(bytes.value, () => true)
    return isArchive ? listArchive(bytes.value, fileName) : found
  }
  const read = await readWith(found.value, bytes.value, basename(fileName), options)
  if (!read.ok) return read
  const articles = read.value.articles.map(withStorableText)
  const file = { ...read.value, articles: await withLanguage(articles) }
  return ok({
    kind: 'document',
    importer: found.value.id,
    format: found.value.title,
    bytes: bytes.value,
    file,
  })
}

/** Reads, with a failure where the engine comes to an end of what it can do. */
async function readWith(
  importer: Importer,
  bytes: Uint8Array,
  fileName: string,
  options: ImportOptions,
): Promise<Result<ReadFile>> {
  try {
    return await importer.read(bytes, fileName, options)
  } catch (error) {
    const failure = engineLimit(error, fileName)
    if (!failure) throw error
    return failure
  }
}

/** The article as the database can keep it, with the number of characters that were replaced. */
function withStorableText(article: ReadArticle): ReadArticle {
  const kept = storable(article)
  if (kept === article) return article
  const count = unstorableCount(article.body.text)
  const what = 'half characters and zero characters replaced by "\ufffd"'
  return count === 0 ? kept : { ...kept, normalised: [...kept.normalised, { what, count }] }
}

function byId(id: string): Result<Importer> {
  const importer = importers.all.find((candidate) => candidate.id === id)
  if (importer) return ok(importer)
  const known = importers.all.map((candidate) => candidate.id).join(', ')
  return fail('unknown-format', `There is no import format "${id}".`, `Choose one of: ${known}.`)
}

async function bytesAt({ path, entry, bytes, fileName }: FileLocation): Promise<Result<Uint8Array>> {
  if (bytes) return ok(bytes)
  if (path === null) throw new Error(`${fileName} has neither a path nor bytes`)
  if (entry === null) return readBytes(path)
  const identity = identityOf(path)
  if (lastArchive?.identity !== identity) {
    const archive = readBytes(path)
    if (!archive.ok) return archive
    const zip = await openZip(archive.value, basename(path))
    if (!zip.ok) return zip
    lastArchive = { identity, zip: zip.value }
  }
  const unpacked = await lastArchive.zip.read(entry)
  if (!unpacked.ok || unpacked.value.length > 0) return unpacked
  return fail('empty-file', `"${fileName}" is empty.`, 'Choose a file that has an article in it.')
}

const isNested = (name: string, fileName: string) =>
  fail('unknown-format', `"${name}" is an archive inside "${fileName}".`, 'Unpack it, then open it by itself.')

async function listArchive(bytes: Uint8Array, fileName: string): Promise<ReadAnswer> {
  const zip = await openZip(bytes, fileName)
  if (!zip.ok) return zip
  const names = zip.value.names.filter((name) => !isHidden(name))
  const refusedInside = zip.value.refused.filter(({ name }) => !isHidden(name) && !isSkipped(name))
  if (names.length + refusedInside.length === 0)
    return fail('empty-file', `"${fileName}" holds no files.`, 'Choose another one.')
  const articles = names.filter((name) => !isSkipped(name))
  const nested = articles.filter((name) => NESTED.test(name))
  return ok({
    kind: 'archive',
    entries: articles.filter((name) => !NESTED.test(name)).map((name) => ({ name, size: zip.value.sizeOf(name) ?? 0 })),
    skipped: names.filter(isSkipped),
    refused: [...refusedInside, ...nested.map((name) => ({ name, failure: isNested(name, fileName).failure }))],
  })
}
