import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { exporters } from '../../main/formats/index.ts'
import { inFolder, oddSource, OUTSIDE_RUNS, pythonPrints, unpackedFiles, xmllintSays } from '../support/outside.ts'
import { sampleSource } from '../support/sample-source.ts'

/* Every file of every format, read by programs that know nothing of ours. A new format is in here by being registered. */

const IS_XML = /\.(?:xml|xmi|qde|qdc|rels)$/
const IS_JSON = /\.(?:json|jsonld|jsonl)$/

/** Every profile of every format. */
const WAYS = exporters.all.flatMap((exporter) =>
  (exporter.profiles.length > 0 ? exporter.profiles : [{ id: null }]).map(
    ({ id }) => [`${exporter.id}${id === null ? '' : ` (${id})`}`, exporter, id] as const,
  ),
)

/**
 * Reads a folder as somebody in Python would, but strictly: UTF-8 without a fault, no name twice in an object, no NaN,
 * no stray quotation mark, archives whose checksums hold. Prints what it read.
 */
const READ_FOLDER = `
import csv, json, pathlib, sys, zipfile

def once(pairs):
    assert len(pairs) == len(dict(pairs)), f"a name twice in {pairs!r}"
    return dict(pairs)

def refuse(word):
    raise ValueError(f"{word} is no JSON")

def loads(text):
    return json.loads(text, object_pairs_hook=once, parse_constant=refuse)

csv.field_size_limit(2**31 - 1)
folder = pathlib.Path(sys.argv[1])
found = {}
for file in sorted(path for path in folder.rglob("*") if path.is_file()):
    path = file.relative_to(folder).as_posix()
    data = file.read_bytes()
    if data[:2] == b"PK":
        assert zipfile.ZipFile(file).testzip() is None, path
    elif path.endswith((".json", ".jsonld")):
        found[path] = loads(data.decode("utf-8"))
    elif path.endswith(".jsonl"):
        found[path] = [loads(line) for line in data.decode("utf-8").split("\\n") if line]
    elif path.endswith(".csv"):
        with open(file, encoding="utf-8-sig", newline="") as rows:
            found[path] = list(csv.reader(rows, strict=True))
    elif path.endswith(".py"):
        compile(data, path, "exec")
    else:
        data.decode("utf-8")
print(json.dumps(found))
`

/** The same by what this program reads with. */
function readHere(path: string, bytes: Buffer): unknown {
  const text = String(bytes)
  if (path.endsWith('.csv')) return parse(text, { bom: true, record_delimiter: '\r\n', relax_quotes: false })
  if (!path.endsWith('.jsonl')) return JSON.parse(text)
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown)
}

it.each(WAYS)('%s: Python and xmllint read every file', async (_name, exporter, profile) => {
  const check = async (source: typeof sampleSource): Promise<void> => {
    const files = await unpackedFiles(exporter, source, { profile })
    const paths = [...files.keys()]
    const documents = paths.filter((path) => IS_XML.test(path))
    const said = inFolder(files, (folder) => ({
      xmllint: documents.length > 0 ? xmllintSays(folder, documents) : null,
      python: JSON.parse(pythonPrints(READ_FOLDER, folder)) as Record<string, unknown>,
    }))
    expect(said.xmllint).toBe(null)
    const expected = [...files].filter(([path]) => IS_JSON.test(path) || path.endsWith('.csv'))
    expect(said.python).toEqual(Object.fromEntries(expected.map(([path, bytes]) => [path, readHere(path, bytes)])))
  }
  await check(sampleSource)
  await fc.assert(fc.asyncProperty(oddSource, check), OUTSIDE_RUNS)
})

it('what is not well-formed is refused', () => {
  const within = <T>(path: string, text: string, work: (folder: string) => T): T =>
    inFolder(new Map([[path, Buffer.from(text)]]), work)
  const lint = (text: string) => within('a.xml', text, (folder) => xmllintSays(folder, ['a.xml']))
  expect(lint('<a>\u0007</a>')).toContain('PCDATA invalid Char')
  expect(lint('<a b="1" b="2"/>')).toContain('redefined')
  const read = (path: string, text: string) => within(path, text, (folder) => pythonPrints(READ_FOLDER, folder))
  expect(() => read('a.json', '{"a": 1, "a": 2}')).toThrow('a name twice')
  expect(() => read('a.jsonl', '{}\n{"a": NaN}\n')).toThrow('NaN is no JSON')
  expect(() => read('a.csv', 'a,"b"c\r\n')).toThrow("',' expected after '\"'")
  expect(() => read('a.py', 'def')).toThrow('SyntaxError')
})
