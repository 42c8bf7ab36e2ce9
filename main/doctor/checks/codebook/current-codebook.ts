import type { Check } from '../../check.ts'

export const currentCodebookCheck: Check = {
  id: 'codebook',
  title: 'There is exactly one current codebook',
  severity: 'damage',
  means: 'The program does not know which codebook is in use.',
  start(_project, found) {
    const current: string[] = []
    return {
      records: { codebook: ({ id, version }) => void current.push(`${id}, version ${version}`) },
      end() {
        if (current.length === 0) found(null, 'There is no current codebook that can be read.')
        if (current.length > 1) found(null, `There are ${current.length} current codebooks: ${current.join('; ')}.`)
      },
    }
  },
}
