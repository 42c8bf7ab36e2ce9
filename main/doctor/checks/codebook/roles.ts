import { relationProblem } from '../../../../model/codebook/role-fit.ts'
import type { Check } from '../../check.ts'

export const roles: Check = {
  id: 'roles',
  title: 'Relations fit the codebook',
  severity: 'wrong',
  means: 'A relation has a role, or links things, that the codebook does not allow.',
  start: ({ codebook, annotation }, found) => ({
    records: {
      relation(relation) {
        const { id, source, target } = relation
        const from = annotation(source)
        const to = 'annotation' in target ? annotation(target.annotation) : null
        // What leads to nothing is found by another check.
        if (!codebook || !from || ('annotation' in target && !to)) return
        const end = 'annotation' in target && to ? { id: target.annotation, type: to.type } : null
        const problem = relationProblem(codebook, relation, { id: source, type: from.type }, end)
        if (problem) found(id, `Relation ${id} does not fit the codebook: ${problem}.`)
      },
    },
  }),
}
