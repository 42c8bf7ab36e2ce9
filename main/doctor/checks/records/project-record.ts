import type { Check } from '../../check.ts'

export const projectRecord: Check = {
  id: 'project',
  title: 'There is exactly one project record',
  severity: 'damage',
  means: 'The name and description of the project are missing, or there are several.',
  start(_project, found) {
    let count = 0
    return {
      records: {
        project({ id }) {
          if (++count > 1) found(id, `There is another project record: ${id}.`)
        },
      },
      end() {
        if (count === 0) found(null, 'There is no project record that can be read.')
      },
    }
  },
}
