import type { HandlerPort } from './port.ts'

/** Earlier moments of the project. */
export const pastHandlers = ({ past }: HandlerPort) => ({
  pastActs: (before: number | null) => past.acts(before),
  lookAtMoment: (line: number) => past.look(line),
  restoreLook: (article: string | null) => past.restore(article),
})
