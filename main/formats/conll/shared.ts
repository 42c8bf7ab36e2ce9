import { safeName } from '../kit/names/safe-name.ts'

/* What the writer and the reader of token labels have in common. */

/** Begins an article; ours has the article's id in the second column. */
export const DOCUMENT_START = '-DOCSTART-'

const base = (fileName: string): string => fileName.replace(/\.[^./]+$/, '')

/** "votes.conll" has the texts of its articles, a line each, in "votes.standoff.jsonl". */
export const conllTextsName = (fileName: string): string => `${base(fileName)}.standoff.jsonl`
/** Codebook, register and annotators. */
export const conllProjectName = (fileName: string): string => `${base(fileName)}.project.json`

/** A label or an id in one column. */
export const conllWord = (name: string): string => safeName(name, /\S/u)

/** The name of a labelled span in its article, in UTF-16 units: labelled spans never overlap. */
export const conllKey = (start: number, end: number): string => `${start}-${end}`
