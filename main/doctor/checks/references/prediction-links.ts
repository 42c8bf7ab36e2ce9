import type { Check } from '../../check.ts'

export const predictionLinks: Check = {
  id: 'prediction-links',
  title: 'Links of suggestions lead somewhere',
  severity: 'odd',
  means: 'A suggestion is linked to another one that is not there; the link is not offered.',
  start: ({ has }, found) => ({
    records: {
      prediction({ id, links }) {
        for (const { role, target } of links) {
          if (has('prediction', target)) continue
          found(id, `Suggestion ${id} is linked (${role}) to ${target}, which is not there.`)
        }
      },
    },
  }),
}
