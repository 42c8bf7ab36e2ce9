import type { LostKind } from '../kit/reader.ts'
import { unsafeName } from '../kit/names/safe-name.ts'

/* One line of an .ann file. */

export interface Place {
  readonly start: number
  readonly end: number
}

export type AnnLine = { readonly line: number } & (
  | {
      readonly kind: 'span'
      readonly id: string
      readonly type: string
      readonly places: readonly Place[]
      readonly text: string | null
    }
  | {
      readonly kind: 'relation'
      readonly id: string
      readonly type: string
      readonly source: string
      readonly target: string
    }
  | {
      readonly kind: 'event'
      readonly id: string
      readonly type: string
      readonly trigger: string
      readonly ends: readonly { readonly role: string; readonly target: string }[]
    }
  | { readonly kind: 'equiv'; readonly type: string; readonly members: readonly string[] }
  | { readonly kind: 'attribute'; readonly name: string; readonly target: string; readonly value: string }
  | {
      readonly kind: 'reference'
      readonly target: string
      readonly resource: string
      readonly entry: string
      readonly text: string
    }
  | { readonly kind: 'comment'; readonly type: string; readonly target: string; readonly text: string }
)

interface LineProblem {
  readonly kind: 'problem'
  /** Groups equal problems, so that they are reported once. */
  readonly of: string
  readonly message: string
  /** What the line would have been. */
  readonly lost: LostKind | undefined
}

const LOST: Readonly<Record<string, LostKind>> = {
  T: 'annotations',
  E: 'annotations',
  R: 'relations',
  '*': 'relations',
}

const problem = (of: string, what: string): LineProblem => ({
  kind: 'problem',
  of,
  message: `${what} The line was left out.`,
  lost: of === 'unknown' ? 'annotations' : LOST[of],
})

/** Reads a line that is not empty. */
export function annLine(content: string, line: number): AnnLine | LineProblem {
  const [id = '', data = '', ...rest] = content.split('\t')
  const tail = rest.length > 0 ? rest.join('\t') : null
  switch (id.charAt(0)) {
    case 'T': {
      const match = /^(\S+) (\d+ \d+(?:;\d+ \d+)*)$/.exec(data.trimEnd())
      if (!match) return problem('T', `"${id}" is not of the form "type start end".`)
      const places = (match[2] ?? '').split(';').map((pair) => {
        const [start = 0, end = 0] = pair.split(' ').map(Number)
        return { start, end }
      })
      return { kind: 'span', line, id, type: unsafeName(match[1] ?? ''), places, text: tail }
    }
    case 'R': {
      const [type = '', ...ends] = data.trim().split(/\s+/)
      const [source, target, more] = ends.map((end) => end.slice(end.indexOf(':') + 1))
      if (!source || !target || more !== undefined) return problem('R', `"${id}" does not have two ends.`)
      return { kind: 'relation', line, id, type: unsafeName(type), source, target }
    }
    case 'E': {
      const pairs = data.trim().split(/\s+/)
      const [head, ...ends] = pairs.map((pair) => ({
        role: pair.slice(0, Math.max(pair.lastIndexOf(':'), 0)),
        target: pair.slice(pair.lastIndexOf(':') + 1),
      }))
      if (!head?.role || !head.target) return problem('E', `"${id}" has no trigger.`)
      if (ends.some(({ role, target }) => !role || !target)) return problem('E', `"${id}" has an end without a role.`)
      return {
        kind: 'event',
        line,
        id,
        type: unsafeName(head.role),
        trigger: head.target,
        // Several ends of one role are counted: Org-Arg, Org-Arg2.
        ends: ends.map(({ role, target }) => ({ role: unsafeName(role.replace(/(?<=\D)\d+$/, '')), target })),
      }
    }
    case '*': {
      const [type = '', ...members] = data.trim().split(/\s+/)
      if (members.length < 2) return problem('*', 'An equivalence names less than two annotations.')
      return { kind: 'equiv', line, type: unsafeName(type), members }
    }
    case 'A':
    case 'M': {
      const [name, target, ...value] = data.trim().split(/\s+/)
      if (!name || !target) return problem('A', `"${id}" does not name an annotation.`)
      // Without a value it is one that is either there or not.
      const said = value.length > 0 ? unsafeName(value.join(' ')) : 'true'
      return { kind: 'attribute', line, name: unsafeName(name), target, value: said }
    }
    case 'N': {
      const [, target, ...reference] = data.trim().split(/\s+/)
      const [resource, ...entry] = reference.join(' ').split(':')
      if (!target || !resource || entry.length === 0) return problem('N', `"${id}" is no reference to an entry.`)
      return { kind: 'reference', line, target, resource, entry: unsafeName(entry.join(':')), text: tail ?? '' }
    }
    case '#': {
      const [type, target] = data.trim().split(/\s+/)
      if (!type || !target) return problem('#', 'A comment is about no annotation.')
      return { kind: 'comment', line, type, target, text: tail ?? '' }
    }
    default:
      return problem('unknown', `"${content.slice(0, 40)}" is no kind of line that brat knows.`)
  }
}
