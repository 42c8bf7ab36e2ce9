import './type-guide.css'
import type { AnnotationType } from '../../../model/record/codebook.ts'

/** What the codebook says about a type: definition, guidelines, examples. Folded, because those who tag soon know it. */
export function TypeGuide({ type }: { readonly type: AnnotationType | undefined }) {
  if (!type || (!type.description && !type.guidelines && !type.examples)) return null
  return (
    <details className="type-guide">
      <summary>What the codebook says</summary>
      {type.description && <p>{type.description}</p>}
      {type.guidelines && <p>{type.guidelines}</p>}
      {type.examples && (
        <ul>
          {type.examples.map((example) => (
            <li key={example}>{example}</li>
          ))}
        </ul>
      )}
    </details>
  )
}
