import { query } from '../../../store/sqlite/sqlite.ts'
import type { Check } from '../../check.ts'

const versions = query('codebook-versions', 'SELECT DISTINCT version FROM codebooks')

export const codebookVersions: Check = {
  id: 'codebook-versions',
  title: 'Annotations name a version of the codebook that is kept',
  severity: 'odd',
  means: 'The version of the codebook that an annotation was made with is not in the project.',
  start({ db }, found) {
    const known = new Set(db.all(versions).map(({ version }) => version))
    return {
      records: {
        annotation({ id, codebookVersion }) {
          if (known.has(codebookVersion)) return
          found(id, `Annotation ${id} was made with version ${codebookVersion} of the codebook, which is not kept.`)
        },
      },
    }
  },
}
