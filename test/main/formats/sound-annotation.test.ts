import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DatasetAnnotation, datasetSchema } from '../../../main/formats/kit/standoff/dataset-schema.ts'
import { isSoundDatasetAnnotation } from '../../../main/formats/json/sound-annotation.ts'

const TIME = '2025-03-01T10:00:00.000Z'
const annotationSchema = datasetSchema.shape.articles.element.shape.annotations.element

const sound: DatasetAnnotation = {
  id: 'a1',
  type: 'quote',
  fragments: [{ start: 4, end: 7, quote: 'sea' }],
  attributes: { mode: 'direct' },
  confidence: 0.5,
  note: '',
  status: 'final',
  annotator: 'ann',
  createdAt: TIME,
  updatedAt: TIME,
  provenance: 'manual',
  codebookVersion: 1,
}

const odd = fc.constantFrom<unknown>(
  null,
  undefined,
  '',
  'x',
  -1,
  0,
  1.5,
  2,
  NaN,
  true,
  [],
  {},
  { a: 1 },
  [null],
  [{}],
  TIME,
)
const change = (target: object, key: string, value: unknown): object => Object.assign({}, target, { [key]: value })

describe('the fast check of annotations in datasets', () => {
  it('accepts what our own exports hold', () => {
    expect(isSoundDatasetAnnotation(sound)).toBe(true)
    expect(isSoundDatasetAnnotation({ ...sound, confidence: null, fragments: [] })).toBe(true)
  })

  it('accepts nothing that the schema refuses', () => {
    const candidate = fc.oneof(
      odd,
      fc.tuple(fc.constantFrom(...Object.keys(sound), 'more'), odd).map(([key, value]) => change(sound, key, value)),
      fc
        .tuple(fc.constantFrom('start', 'end', 'quote', 'originalStart', 'more'), odd)
        .map(([key, value]) => change(sound, 'fragments', [change(sound.fragments[0] ?? {}, key, value)])),
      // One key for another: as many as there should be.
      fc.constantFrom(...Object.keys(sound)).map((key) => {
        const { [key as keyof DatasetAnnotation]: _gone, ...rest } = sound
        return change(rest, 'more', 1)
      }),
    )
    fc.assert(
      fc.property(candidate, (value) => {
        if (isSoundDatasetAnnotation(value)) expect(annotationSchema.safeParse(value).success).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
